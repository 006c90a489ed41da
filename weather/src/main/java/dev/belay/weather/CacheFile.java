/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.internal.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cache knows, as text: a first line that says whose it is, then a line for each cell: row,
 * column and day, separated by spaces, and its series as JSON.
 */
final class CacheFile {
  private static final String HEADER = "belay-weather 1 ";
  private static final int PARTS = 4;

  private CacheFile() {}

  static void write(Path file, String whose, Map<CellKey, Cell<WeatherSeries>> cells)
      throws IOException {
    AtomicFile.write(
        file,
        channel -> {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
          line(out, (HEADER + whose).getBytes(StandardCharsets.UTF_8));
          for (Map.Entry<CellKey, Cell<WeatherSeries>> cell : cells.entrySet()) {
            WeatherSeries series = cell.getValue().entry().value();
            if (series != null) {
              CellKey key = cell.getKey();
              String place = key.row + " " + key.column + " " + key.day + " ";
              out.write(place.getBytes(StandardCharsets.UTF_8));
              line(out, SeriesJson.write(series));
            }
          }
          // Not closed: the channel still has to be forced to the disk.
          out.flush();
        });
  }

  private static void line(OutputStream out, byte[] text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  static Map<CellKey, WeatherSeries> read(Path file, String whose) throws IOException {
    Map<CellKey, WeatherSeries> cells = new LinkedHashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      requireHeader(file, whose, lines.readLine());
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          readCell(line, cells);
        } catch (IOException | NumberFormatException wrong) {
          throw new IOException(file + ", line " + number + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    return cells;
  }

  private static void requireHeader(Path file, String whose, @Nullable String header)
      throws IOException {
    if (header == null || !header.startsWith(HEADER)) {
      throw new IOException(file + " is no file of cached weather");
    }
    if (!header.equals(HEADER + whose)) {
      throw new IOException(
          file + " is of " + header.substring(HEADER.length()) + " and not of " + whose);
    }
  }

  private static void readCell(String line, Map<CellKey, WeatherSeries> cells) throws IOException {
    String[] parts = line.split(" ", PARTS);
    if (parts.length != PARTS) {
      throw new IOException("no cell");
    }
    CellKey key =
        new CellKey()
            .at(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    cells.put(key, SeriesJson.read(parts[3].getBytes(StandardCharsets.UTF_8)));
  }
}

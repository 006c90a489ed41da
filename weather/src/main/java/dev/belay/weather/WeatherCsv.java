/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.belay.internal.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** The files of {@link ReplayWeather}, which describes them. */
final class WeatherCsv {
  /** What every row has, in the order it is written in. */
  static final List<String> FIXED =
      List.of("latitude", "longitude", "time", "start", "end", "issued", "source");

  /** No field of ours is nearly as long; a quote that is never closed is found soon. */
  private static final int LONGEST_FIELD = 1 << 16;

  private WeatherCsv() {}

  /** What takes a row: where it is from, and what it says. */
  interface Sink extends BiConsumer<Recording.Origin, WeatherSeries.Slot> {}

  static void read(Path csv, Sink sink) throws IOException {
    try (InputStream bytes = Files.newInputStream(csv)) {
      read(csv.toString(), bytes, sink);
    }
  }

  /** Reads a file that is open already, whose name is only for messages. */
  static void read(String file, InputStream bytes, Sink sink) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowMissingFields(true)
            .allowExtraFields(true)
            .detectBomHeader(true)
            .maxBufferSize(LONGEST_FIELD)
            .ofCsvRecord(bytes)) {
      Iterator<CsvRecord> lines = reader.iterator();
      if (!lines.hasNext()) {
        throw new IOException(file + " is empty");
      }
      WeatherRows rows = new WeatherRows(file, lines.next());
      while (lines.hasNext()) {
        rows.read(lines.next(), sink);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } catch (CsvParseException failure) {
      throw new IOException(file + " is no CSV: " + failure.getMessage(), failure);
    }
  }

  static void write(Path csv, List<WeatherSeries> all) throws IOException {
    AtomicFile.write(
        csv,
        channel -> {
          Writer text = Channels.newWriter(channel, StandardCharsets.UTF_8);
          CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          writer.writeRecord(header());
          for (WeatherSeries series : all) {
            write(series, writer);
          }
          // Not closed: the channel still has to be forced to the disk.
          writer.flush();
        });
  }

  static List<String> header() {
    List<String> names = new ArrayList<>(FIXED);
    for (WeatherVariable variable : WeatherVariable.values()) {
      names.add(variable.column());
    }
    return names;
  }

  /** Appends a series to a file that has its header. */
  static void write(WeatherSeries series, CsvWriter writer) {
    write(series, Long.MIN_VALUE, Long.MAX_VALUE, writer);
  }

  /** The same for the slots whose moments are from one second to another, both included. */
  static void write(WeatherSeries series, long first, long last, CsvWriter writer) {
    for (WeatherSeries.Slot slot : series.slots()) {
      if (slot.time >= first && slot.time <= last) {
        write(series, slot, writer);
      }
    }
  }

  private static void write(WeatherSeries series, WeatherSeries.Slot slot, CsvWriter writer) {
    List<String> fields = new ArrayList<>();
    fields.add(Double.toString(series.place().latitude()));
    fields.add(Double.toString(series.place().longitude()));
    for (long moment : new long[] {slot.time, slot.start, slot.end, slot.issued}) {
      fields.add(Instant.ofEpochSecond(moment).toString());
    }
    fields.add(series.source());
    for (double value : slot.values) {
      fields.add(Double.isNaN(value) ? "" : Double.toString(value));
    }
    writer.writeRecord(fields);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rows of one file. Whatever is wrong is named with file, line and column. */
final class WeatherRows {
  private static final int QUOTED = 40;
  private static final WeatherVariable[] VARIABLES = WeatherVariable.values();
  private static final int KEPT = 100_000;

  private final String file;
  private final List<String> header;
  private final int[] variables = new int[WeatherVariable.COUNT];
  private final int latitude;
  private final int longitude;
  private final int time;
  private final int start;
  private final int end;
  private final int issued;
  private final int source;

  /** Most moments stand in a file many times, and reading one takes longer than finding it. */
  private final Map<String, Long> moments = new HashMap<>();

  private final Map<String, String> sources = new HashMap<>();

  WeatherRows(String file, CsvRecord names) throws IOException {
    this.file = file;
    this.header = List.copyOf(names.getFields());
    refuseStrangers();
    this.latitude = required("latitude");
    this.longitude = required("longitude");
    this.time = required("time");
    this.start = required("start");
    this.end = required("end");
    this.issued = required("issued");
    this.source = required("source");
    for (int i = 0; i < variables.length; i++) {
      variables[i] = header.indexOf(VARIABLES[i].column());
    }
  }

  /** A column that is spelt wrong would be one that is absent. */
  private void refuseStrangers() throws IOException {
    Set<String> known = new HashSet<>(WeatherCsv.header());
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!known.contains(name)) {
        throw new IOException(file + " line 1: no such column as " + quoted(name));
      }
      if (!seen.add(name)) {
        throw new IOException(file + " line 1: column " + quoted(name) + " twice");
      }
    }
  }

  private int required(String name) throws IOException {
    int position = header.indexOf(name);
    if (position < 0) {
      throw new IOException(file + " line 1: no column " + quoted(name));
    }
    return position;
  }

  void read(CsvRecord line, WeatherCsv.Sink sink) throws IOException {
    if (line.getFieldCount() != header.size()) {
      throw new IOException(
          at(line) + ": " + line.getFieldCount() + " fields, the header has " + header.size());
    }
    WeatherSeries.Slot slot =
        new WeatherSeries.Slot(
            moment(line, time), moment(line, start), moment(line, end), moment(line, issued));
    if (slot.end < slot.start) {
      throw wrong(line, end, "is before the start");
    }
    for (int i = 0; i < variables.length; i++) {
      if (variables[i] >= 0 && !line.getField(variables[i]).isEmpty()) {
        slot.values[i] = value(line, variables[i], VARIABLES[i]);
      }
    }
    sink.accept(new Recording.Origin(place(line), source(line)), slot);
  }

  private double value(CsvRecord line, int position, WeatherVariable variable) throws IOException {
    double value = number(line, position);
    if (!variable.plausible(value)) {
      throw wrong(line, position, "cannot be true");
    }
    return value;
  }

  private Place place(CsvRecord line) throws IOException {
    double north = number(line, latitude);
    double east = number(line, longitude);
    if (!Place.isPlace(north, 0)) {
      throw wrong(line, latitude, "is not -90 to 90");
    }
    if (!Place.isPlace(north, east)) {
      throw wrong(line, longitude, "is not -180 to 180");
    }
    return new Place(north, east);
  }

  private String source(CsvRecord line) throws IOException {
    String text = line.getField(source);
    if (text.isBlank()) {
      throw wrong(line, source, "is no name");
    }
    return sources.computeIfAbsent(text, name -> name);
  }

  private double number(CsvRecord line, int position) throws IOException {
    String text = line.getField(position);
    try {
      if (decimal(text)) {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      }
    } catch (NumberFormatException failure) {
      throw (IOException) wrong(line, position, "is no number").initCause(failure);
    }
    throw wrong(line, position, "is no number");
  }

  /** Whether it has only what a decimal number has: Java would also read 1d, 0x1p3 and NaN. */
  static boolean decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.-+eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private long moment(CsvRecord line, int position) throws IOException {
    String text = line.getField(position);
    Long known = moments.get(text);
    if (known != null) {
      return known;
    }
    try {
      long moment = Instant.parse(text).getEpochSecond();
      if (moments.size() < KEPT) {
        moments.put(text, moment);
      }
      return moment;
    } catch (DateTimeException failure) {
      throw (IOException)
          wrong(line, position, "is no time such as 2026-01-31T12:00:00Z").initCause(failure);
    }
  }

  private IOException wrong(CsvRecord line, int position, String what) {
    return new IOException(
        String.format(
            "%s, column '%s': %s %s",
            at(line), header.get(position), quoted(line.getField(position)), what));
  }

  private String at(CsvRecord line) {
    return file + " line " + line.getStartingLineNumber();
  }

  static String quoted(String text) {
    return text.length() <= QUOTED ? "'" + text + "'" : "'" + text.substring(0, QUOTED) + "...'";
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the joined nycflights13 file. Whatever is wrong with it is an {@link
 * IllegalArgumentException} that names file, line and column.
 */
final class FlightData {
  private static final FlightColumn[] COLUMNS = FlightColumn.values();

  private final String file;
  private final Map<String, Integer> header;
  private final Map<String, String> codes = new HashMap<>();
  private final int[] positions = new int[COLUMNS.length];

  private FlightData(String file, CsvRecord header) {
    this.file = file;
    this.header = new HashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      this.header.put(header.getField(i), i);
    }
    for (FlightColumn column : COLUMNS) {
      positions[column.index()] = position(column.header());
    }
  }

  /** All flights of a gzipped file in the order of their schedules. */
  static List<Flight> read(Path file) throws IOException {
    try (InputStream packed = Files.newInputStream(file);
        InputStream bytes = new GZIPInputStream(packed, 1 << 16)) {
      return read(file.getFileName().toString(), bytes);
    } catch (IOException | UncheckedIOException | CsvParseException failure) {
      if (damaged(failure)) {
        throw new IllegalArgumentException(file + " is damaged or no complete gzip file", failure);
      }
      throw failure;
    }
  }

  /**
   * Whether the file, and not the reading of it, is at fault; the CSV reader wraps what it gets.
   */
  private static boolean damaged(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof ZipException || cause instanceof EOFException);
  }

  /** All flights of a file that is open already, whose name is only for messages. */
  static List<Flight> read(String file, InputStream csv) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(csv)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new IllegalArgumentException(file + " is empty");
      }
      FlightData data = new FlightData(file, records.next());
      List<Flight> flights = new ArrayList<>();
      records.forEachRemaining(line -> flights.add(data.flight(line)));
      flights.sort(Comparator.comparingLong(Flight::scheduledEpochSecond));
      return flights;
    }
  }

  private Flight flight(CsvRecord line) {
    if (line.getFieldCount() != header.size()) {
      throw new IllegalArgumentException(
          at(line) + ": " + line.getFieldCount() + " fields, the header has " + header.size());
    }
    float[] values = new float[COLUMNS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number(line, COLUMNS[i].header(), positions[i]);
    }
    return new Flight(name(line), schedule(line), required(line, "dep_delay"), values);
  }

  private Flight.Name name(CsvRecord line) {
    return new Flight.Name(
        code(line, "carrier"),
        (int) required(line, "flight"),
        code(line, "origin"),
        code(line, "dest"));
  }

  private Flight.Schedule schedule(CsvRecord line) {
    Instant moment = parsed(line, "sched_utc", FlightData::minute);
    LocalDate date = parsed(line, "date", LocalDate::parse);
    return new Flight.Schedule(
        moment.getEpochSecond(), date.toEpochDay(), (int) required(line, "sched_hour"));
  }

  /** The file leaves the seconds out, which {@link Instant#parse} wants. */
  private static Instant minute(String text) {
    return Instant.parse(text.replace("Z", ":00Z"));
  }

  private <T> T parsed(CsvRecord line, String column, Function<String, T> parser) {
    String text = line.getField(position(column));
    try {
      return parser.apply(text);
    } catch (DateTimeParseException failure) {
      throw new IllegalArgumentException(
          at(line, column) + ": '" + text + "' is not a time", failure);
    }
  }

  private String code(CsvRecord line, String column) {
    String text = line.getField(position(column));
    if (text.isEmpty()) {
      throw new IllegalArgumentException(at(line, column) + " is empty");
    }
    return codes.computeIfAbsent(text, code -> code);
  }

  private double required(CsvRecord line, String column) {
    double value = number(line, column, position(column));
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(at(line, column) + " is empty");
    }
    return value;
  }

  private double number(CsvRecord line, String column, int position) {
    String text = line.getField(position);
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException failure) {
      throw new IllegalArgumentException(
          at(line, column) + ": '" + text + "' is not a number", failure);
    }
    throw new IllegalArgumentException(at(line, column) + ": '" + text + "' is not finite");
  }

  private int position(String column) {
    Integer position = header.get(column);
    if (position == null) {
      throw new IllegalArgumentException(file + " line 1: no column '" + column + "'");
    }
    return position;
  }

  private String at(CsvRecord line, String column) {
    return at(line) + ", column '" + column + "'";
  }

  private String at(CsvRecord line) {
    return file + " line " + line.getStartingLineNumber();
  }
}

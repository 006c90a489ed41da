/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Reads a table from CSV. Whatever is wrong is named with its line. */
final class LiveCsv {
  private static final int LONGEST_FIELD = 1 << 16;

  private final List<String> columns;
  private final int[] positions;
  private final int width;

  private LiveCsv(CsvRecord header, List<String> columns) throws IOException {
    List<String> names = header.getFields();
    this.columns = columns;
    this.width = names.size();
    this.positions = new int[columns.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = position(columns.get(i), names.subList(1, width)) + 1;
    }
  }

  private static int position(String column, List<String> names) throws IOException {
    int times = Collections.frequency(names, column);
    if (times != 1) {
      throw new IOException(
          "line 1: %s '%s' after the key".formatted(times == 0 ? "no" : "more than one", column));
    }
    return names.indexOf(column);
  }

  static LiveRows read(byte[] text, List<String> columns) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowMissingFields(true)
            .allowExtraFields(true)
            .detectBomHeader(true)
            .maxBufferSize(LONGEST_FIELD)
            .ofCsvRecord(new ByteArrayInputStream(text))) {
      Iterator<CsvRecord> lines = reader.iterator();
      if (!lines.hasNext()) {
        throw new IOException("empty");
      }
      LiveCsv csv = new LiveCsv(lines.next(), columns);
      LiveRows rows = new LiveRows();
      while (lines.hasNext()) {
        csv.read(lines.next(), rows);
      }
      return rows;
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } catch (CsvParseException failure) {
      throw new IOException("no CSV: " + failure.getMessage(), failure);
    }
  }

  private void read(CsvRecord line, LiveRows rows) throws IOException {
    if (line.getFieldCount() != width) {
      throw new IOException(
          at(line) + ": " + line.getFieldCount() + " fields, the header has " + width);
    }
    double[] row = new double[positions.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(line, i);
    }
    try {
      rows.add(line.getField(0), row);
    } catch (IllegalArgumentException failure) {
      throw new IOException(at(line) + ": " + failure.getMessage(), failure);
    }
  }

  private double value(CsvRecord line, int column) throws IOException {
    String text = line.getField(positions[column]);
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      if (WeatherRows.decimal(text)) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException failure) {
      throw (IOException) wrong(line, column, text).initCause(failure);
    }
    throw wrong(line, column, text);
  }

  private IOException wrong(CsvRecord line, int column, String text) {
    return new IOException(
        "%s, column '%s': %s is no number"
            .formatted(at(line), columns.get(column), WeatherRows.quoted(text)));
  }

  private static String at(CsvRecord line) {
    return "line " + line.getStartingLineNumber();
  }
}

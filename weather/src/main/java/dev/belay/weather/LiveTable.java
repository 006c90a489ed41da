/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LiveFeed} knows at a moment: for each key one value per column, NaN for what is not
 * known. A key of which nothing is known is not in it. At most 100,000 keys and 100 columns.
 * Immutable.
 */
public final class LiveTable {
  private final List<String> columns;
  private final Map<String, double[]> rows;
  private final @Nullable Instant observed;

  private LiveTable(List<String> columns, Map<String, double[]> rows, @Nullable Instant observed) {
    this.columns = columns;
    this.rows = rows;
    this.observed = observed;
  }

  /**
   * A table of the host's.
   *
   * @param columns the names of a row's values
   * @param rows by key, copied; NaN for what is not known
   * @return the table
   * @throws IllegalArgumentException if it is too large, a key is blank, a value infinite, a row of
   *     another length than there are columns, or a column blank or there twice
   */
  public static LiveTable of(List<String> columns, Map<String, double[]> rows) {
    List<String> names = LiveRows.checked(columns);
    LiveRows checked = new LiveRows();
    rows.forEach(
        (key, row) -> {
          if (row.length != names.size()) {
            throw new IllegalArgumentException(
                "key %s: %d values for %s".formatted(WeatherRows.quoted(key), row.length, names));
          }
          checked.add(key, row.clone());
        });
    return new LiveTable(names, checked.all(), null);
  }

  /**
   * Reads JSON: an object with one object for each key, such as {@code {"centre": {"congestion":
   * 0.7, "incidents": 2}}}. What is null or left out is not known; columns that are not asked for
   * are passed over.
   *
   * @param text at most 8 MiB of UTF-8
   * @param columns which values are read
   * @return the table
   * @throws IOException if it is too large, no such JSON, has a key twice or a value that is no
   *     number
   */
  public static LiveTable json(byte[] text, List<String> columns) throws IOException {
    List<String> names = LiveRows.checked(columns);
    return new LiveTable(names, LiveJson.read(bounded(text), names).all(), null);
  }

  /**
   * Reads a file: {@linkplain #json JSON} if its name ends in {@code .json}, otherwise CSV with a
   * header, the key in the first column and numbers with a decimal point in the others; an empty
   * field is not known. The table is {@linkplain #observedAt() of} the file's last change. Whoever
   * writes the file best moves a whole one into its place.
   *
   * @param file at most 8 MiB of UTF-8
   * @param columns which values are read; the others are passed over
   * @return the table
   * @throws IOException if there is no such file, it is too large, is changed while it is read,
   *     lacks a column, has a key twice or a value that is no number; names the file and, of CSV,
   *     the line
   */
  public static LiveTable read(Path file, List<String> columns) throws IOException {
    List<String> names = LiveRows.checked(columns);
    FileTime changed = Files.getLastModifiedTime(file);
    byte[] text = whole(file, changed);
    try {
      boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
      LiveRows rows =
          json ? LiveJson.read(bounded(text), names) : LiveCsv.read(bounded(text), names);
      return new LiveTable(names, rows.all(), changed.toInstant());
    } catch (IOException failure) {
      throw new IOException(file + ": " + failure.getMessage(), failure);
    }
  }

  /** A part of a CSV file would look like a whole one. */
  private static byte[] whole(Path file, FileTime changed) throws IOException {
    // Not a pipe: nobody may ever write into it.
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no regular file");
    }
    byte[] text;
    try (InputStream bytes = Files.newInputStream(file)) {
      text = bytes.readNBytes(LiveRows.MOST_BYTES + 1);
    }
    boolean all = text.length > LiveRows.MOST_BYTES || text.length == Files.size(file);
    if (!all || !Files.getLastModifiedTime(file).equals(changed)) {
      throw new IOException(file + ": was changed while it was read");
    }
    return text;
  }

  private static byte[] bounded(byte[] text) throws IOException {
    if (text.length > LiveRows.MOST_BYTES) {
      throw new IOException("more than " + LiveRows.MOST_BYTES + " bytes");
    }
    return text;
  }

  /**
   * Says when what is in the table was observed, so that its age counts from then; by default it
   * counts from when it was loaded.
   *
   * @param moment when
   * @return a copy
   */
  public LiveTable observedAt(Instant moment) {
    return new LiveTable(columns, rows, moment);
  }

  /** {@return when what is in the table was observed, where that is known} */
  public Optional<Instant> observedAt() {
    return Optional.ofNullable(observed);
  }

  /** {@return the names of a row's values} */
  public List<String> columns() {
    return columns;
  }

  /** {@return how many keys there are} */
  public int size() {
    return rows.size();
  }

  /**
   * One value.
   *
   * @param key whose
   * @param column which
   * @return the value, NaN if it is not known, or the key is not
   * @throws IllegalArgumentException if there is no such column
   */
  public double value(String key, String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column '" + column + "' among " + columns);
    }
    double[] row = rows.get(key);
    return row == null ? Double.NaN : row[index];
  }

  /** Not to be changed. */
  double @Nullable [] row(@Nullable String key) {
    return key == null ? null : rows.get(key);
  }

  @Override
  public String toString() {
    return size() + " rows of " + columns + (observed == null ? "" : " of " + observed);
  }
}

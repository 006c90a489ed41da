/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Collects the rows of a table within its bounds. Confined to one thread. */
final class LiveRows {
  static final int MOST_ROWS = 100_000;
  static final int MOST_BYTES = 8 << 20;
  private static final int MOST_COLUMNS = 100;

  private final Map<String, double[]> rows = new HashMap<>();

  static List<String> checked(List<String> columns) {
    if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(columns.size() + " columns, not 1 to " + MOST_COLUMNS);
    }
    if (columns.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a column without a name in " + columns);
    }
    return distinct(columns);
  }

  static List<String> distinct(List<String> columns) {
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("a column twice in " + columns);
    }
    return List.copyOf(columns);
  }

  /** Takes a row in, which is nobody else's from then on. */
  void add(String key, double[] row) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("a row without a key");
    }
    if (rows.size() == MOST_ROWS) {
      throw new IllegalArgumentException("more than " + MOST_ROWS + " rows");
    }
    for (double value : row) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "key " + WeatherRows.quoted(key) + ": " + value + " is no value");
      }
    }
    if (rows.put(key, row) != null) {
      throw new IllegalArgumentException("key " + WeatherRows.quoted(key) + " twice");
    }
  }

  /** What was collected. A key of which nothing is known is as good as none. */
  Map<String, double[]> all() {
    rows.values().removeIf(row -> Arrays.stream(row).allMatch(Double::isNaN));
    return rows;
  }
}

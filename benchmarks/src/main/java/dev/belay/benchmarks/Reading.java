/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Map;

/**
 * What one fork of one benchmark gave.
 *
 * @param benchmark as JMH calls it
 * @param parameters by name, in the order of the names
 * @param figures by statistic; the empty name is the one to be compared first
 * @param unit of them
 */
record Reading(
    String benchmark, Map<String, String> parameters, Map<String, Double> figures, String unit) {
  /** The statistic of the memory a call takes, in bytes. */
  static final String BYTES = "bytes";

  /** The statistic that stands for the benchmark: the median where calls were sampled. */
  static final String MAIN = "";

  /** The mean where calls were sampled as well. */
  static final String MEAN = "mean";

  /** How the name of a counted time ends. */
  static final String NANOS = "Nanos";

  /** How the name of a counted size ends. */
  static final String SIZE = "Bytes";

  String name() {
    String simple = benchmark.replaceAll("^([a-z_0-9]+\\.)*", "");
    StringBuilder name = new StringBuilder(simple);
    parameters.forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return name.toString();
  }

  String unit(String statistic) {
    if (statistic.endsWith(SIZE)) {
      return "B";
    }
    return statistic.endsWith(NANOS) ? "ns/op" : unit;
  }

  /** {@return whether this is what the other is to be divided by, if that is what it is called} */
  boolean isBaseOf(Reading other) {
    return parameters.entrySet().stream()
        .allMatch(
            entry ->
                entry.getValue().equals(other.parameters.getOrDefault(entry.getKey(), "none")));
  }
}

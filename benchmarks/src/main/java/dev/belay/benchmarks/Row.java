/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A line of the report: the medians of the rounds.
 *
 * @param name of the benchmark, with its parameters and the statistic
 * @param value of it
 * @param unit of the value
 * @param ratio to the base, if there is one and it is not this
 * @param spread the largest round less the smallest, as a share of the value; NaN of one round
 * @param bytes a call allocates, NaN where nobody looked
 */
record Row(
    String name, double value, String unit, @Nullable Ratio ratio, double spread, double bytes) {

  /**
   * How many times as much as another.
   *
   * @param to the name of the other
   * @param value the median of the rounds' own ratios
   */
  record Ratio(String to, double value) {}
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A comparison of subjects that do not give the same answers compares nothing. */
final class Agreement {
  private static final int ROWS = 200;

  private Agreement() {}

  /**
   * Compares two subjects on the first rows.
   *
   * @throws IllegalStateException if a score differs by a bit
   */
  static void require(
      String what,
      ToDoubleFunction<double[]> ours,
      ToDoubleFunction<double[]> theirs,
      double[][] rows) {
    for (int i = 0; i < Math.min(ROWS, rows.length); i++) {
      require(what, ours.applyAsDouble(rows[i]), theirs.applyAsDouble(rows[i]));
    }
  }

  static void require(String what, double ours, double theirs) {
    if (Double.doubleToRawLongBits(ours) != Double.doubleToRawLongBits(theirs)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s: %s is not %s", what, ours, theirs));
    }
  }
}

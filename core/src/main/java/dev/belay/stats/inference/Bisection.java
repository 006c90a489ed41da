/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import java.util.function.DoubleUnaryOperator;

/** The place where a rising function crosses zero, found by halving. */
final class Bisection {

  private static final int MOST_STEPS = 2_000;

  private Bisection() {}

  /**
   * A root between two bounds, to the last bit.
   *
   * @param rising a function that is at most 0 at {@code low} and above 0 at {@code high}
   */
  static double root(DoubleUnaryOperator rising, double low, double high) {
    double below = low;
    double above = high;
    for (int step = 0; step < MOST_STEPS; step++) {
      double middle = below + (above - below) / 2;
      if (middle <= below || middle >= above) {
        break;
      }
      if (rising.applyAsDouble(middle) <= 0) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
  }

  /** The first of {@code start}, 2 start, 4 start, … at which the function is above 0, or ∞. */
  static double bracket(DoubleUnaryOperator rising, double start, double most) {
    for (double trial = start; trial <= most; trial *= 2) {
      if (rising.applyAsDouble(trial) > 0) {
        return trial;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import java.util.Locale;

/** An engine's answers, row by row: nothing is measured before two engines have given the same. */
interface Answers {
  /** How many rows are compared. */
  int ROWS = 200;

  /** For engines that round otherwise: single precision over some hundred trees. */
  double ROUNDING = 1e-5;

  double answer(int row) throws Exception;

  /**
   * Compares to the bit.
   *
   * @throws IllegalStateException if an answer differs
   */
  default void requireSame(Answers theirs) throws Exception {
    for (int row = 0; row < ROWS; row++) {
      double ours = answer(row);
      double other = theirs.answer(row);
      require(Double.doubleToLongBits(ours) == Double.doubleToLongBits(other), row, ours, other);
    }
  }

  /**
   * Compares but for rounding.
   *
   * @throws IllegalStateException if an answer differs by more than 10<sup>-5</sup> of it, or
   *     10<sup>-5</sup> where it is below 1
   */
  default void requireClose(Answers theirs) throws Exception {
    for (int row = 0; row < ROWS; row++) {
      double ours = answer(row);
      double other = theirs.answer(row);
      double most = ROUNDING * Math.max(1, Math.abs(ours));
      require(Math.abs(ours - other) <= most, row, ours, other);
    }
  }

  private static void require(boolean agreed, int row, double ours, double theirs) {
    if (!agreed) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "row %d: ours %s, theirs %s", row, ours, theirs));
    }
  }
}

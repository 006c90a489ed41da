/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import java.util.Locale;

/** That two engines answer the same: nothing is measured before it has been shown. */
final class Agreement {
  static final int ROWS = 200;

  /** For engines that round otherwise: single precision over some hundred trees. */
  static final double ROUNDING = 1e-5;

  private Agreement() {}

  /** An answer for a row by its number. */
  interface Answers {
    double answer(int row) throws Exception;
  }

  /**
   * Compares the first rows.
   *
   * @throws IllegalStateException if an answer differs by more than the relative tolerance
   */
  static void require(Answers ours, Answers theirs, double tolerance) throws Exception {
    for (int row = 0; row < ROWS; row++) {
      double mine = ours.answer(row);
      double other = theirs.answer(row);
      if (!(Math.abs(mine - other) <= tolerance * Math.max(1, Math.abs(mine)))) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "row %d: ours %s, theirs %s", row, mine, other));
      }
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** What a forest scores with: its trees laid out for walking. Immutable and thread-safe. */
interface Layout {

  /** {@return the score of a row of the right length} */
  double score(double[] row);

  /** Scores many rows, each to the bits of {@link #score}. */
  default void scoreAll(double[][] rows, double[] scores) {
    for (int i = 0; i < rows.length; i++) {
      scores[i] = score(rows[i]);
    }
  }
}

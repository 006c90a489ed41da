/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import java.util.Arrays;

/**
 * The ranks of values, 1 for the smallest, with tied values sharing the mean of theirs.
 *
 * <p>Ranks are kept doubled, since the mean of whole ranks is a whole or a half.
 */
final class Ranks {

  private final int[] doubled;
  private final double tieSum;

  private Ranks(int[] doubled, double tieSum) {
    this.doubled = doubled;
    this.tieSum = tieSum;
  }

  static Ranks of(double[] values) {
    int n = values.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0));
    int[] doubled = new int[n];
    double tieSum = 0;
    int end;
    for (int start = 0; start < n; start = end) {
      end = start + 1;
      while (end < n && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        doubled[order[i]] = start + 1 + end;
      }
      double size = end - start;
      tieSum += size * size * size - size;
    }
    return new Ranks(doubled, tieSum);
  }

  /** Twice the rank of each value, in the order of the values. */
  int[] doubled() {
    return doubled;
  }

  /** The sum of t³ - t over the groups of t tied values. */
  double tieSum() {
    return tieSum;
  }

  boolean tied() {
    return tieSum > 0;
  }
}

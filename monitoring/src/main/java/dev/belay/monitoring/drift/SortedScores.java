/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import java.util.Arrays;

/** The scores of an epoch in ascending order, and the rank of the next one among them. */
final class SortedScores {

  private static final int FIRST_LENGTH = 64;

  private double[] sorted = new double[FIRST_LENGTH];
  private int size;

  /** Adds a score; returns its smoothed p-value with those before it. */
  double add(double score, double theta) {
    int from = firstAbove(Math.nextDown(score));
    int to = firstAbove(score);
    double p = (size - to + theta * (to - from + 1)) / (size + 1);
    insert(to, score);
    return p;
  }

  void clear() {
    size = 0;
  }

  private void insert(int at, double value) {
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, 2 * size);
    }
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = value;
    size++;
  }

  /** How many scores are at most {@code value}. */
  private int firstAbove(double value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/** Counting in an ascending array. */
final class SortedValues {

  private SortedValues() {}

  /** The number of values below {@code limit}. */
  static int below(double[] sorted, double limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The number of values that are not above {@code limit}. */
  static int upTo(double[] sorted, double limit) {
    return below(sorted, Math.nextUp(limit));
  }
}

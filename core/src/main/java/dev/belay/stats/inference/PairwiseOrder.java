/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/**
 * The k-th smallest of all pairs' values, x + y over two sorted arrays, without building them: the
 * pairs up to a value are counted in one pass, and the value is halved in on over the ordered bits
 * of a double. Time n · 64, memory none.
 */
final class PairwiseOrder {

  private final double[] first;
  private final double[] second;
  private final boolean symmetric;

  private PairwiseOrder(double[] first, double[] second, boolean symmetric) {
    this.first = first;
    this.second = second;
    this.symmetric = symmetric;
  }

  /** The means of all pairs of values, each with itself too: Walsh averages. */
  static PairwiseOrder averages(double[] sorted) {
    double[] halves = new double[sorted.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = sorted[i] / 2;
    }
    return new PairwiseOrder(halves, halves, true);
  }

  /** The differences of all values of one sample and all of another. */
  static PairwiseOrder differences(double[] sorted, double[] others) {
    double[] negated = new double[others.length];
    for (int i = 0; i < negated.length; i++) {
      negated[i] = -others[others.length - 1 - i];
    }
    return new PairwiseOrder(sorted, negated, false);
  }

  long size() {
    long n = first.length;
    return symmetric ? n * (n + 1) / 2 : n * second.length;
  }

  /** The k-th smallest value, k from 1 to {@link #size()}. */
  double smallest(long k) {
    long low = ordered(first[0] + second[0]);
    long high = ordered(first[first.length - 1] + second[second.length - 1]);
    while (low < high) {
      long middle = low + ((high - low) >>> 1);
      if (countUpTo(value(middle)) >= k) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return value(low);
  }

  double median() {
    long size = size();
    double below = smallest((size + 1) / 2);
    return size % 2 == 1 ? below : below + (smallest(size / 2 + 1) - below) / 2;
  }

  private long countUpTo(double limit) {
    long ordered = 0;
    long own = 0;
    int last = second.length - 1;
    for (int i = 0; i < first.length; i++) {
      while (last >= 0 && first[i] + second[last] > limit) {
        last--;
      }
      ordered += last + 1;
      own += first[i] + second[Math.min(i, second.length - 1)] <= limit ? 1 : 0;
    }
    return symmetric ? (ordered + own) / 2 : ordered;
  }

  /** Bits that order as their doubles do. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double value(long ordered) {
    return Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
  }
}

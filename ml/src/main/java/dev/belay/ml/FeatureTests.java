/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.Arrays;

/**
 * The tests that the splits of a forest make on one feature, and how many of them a value passes.
 *
 * <p>A test is a threshold and the side of a missing value; many splits make the same one. In the
 * order of their thresholds a value passes the first few of them: their number, its <em>rank</em>,
 * is all the forest needs to know of it. A missing value passes those tests that send it high,
 * which is one {@linkplain #state state} more.
 *
 * <p>A rank is found exactly and without a branch that depends on the value. Thresholds in lower
 * {@linkplain Buckets buckets} than the value are passed and those in higher ones are not. What is
 * left, mostly one or two, is compared by the sign of a difference, which IEEE 754 keeps exact down
 * to the smallest subnormal.
 */
final class FeatureTests {
  final int column;

  /** The number of its first test among those of the forest, which count from 1. */
  final int first;

  /** By test, then infinite ones to be compared in vain. */
  private final double[] thresholds;

  private final boolean[] missingPasses;
  private final double lowest;

  /** Buckets to a unit of the value. */
  private final double scale;

  /** By bucket how many thresholds are in lower ones. */
  private final int[] starts;

  /** The first stride of the search in a bucket, a power of two. */
  private final int stride;

  /** Up to which size a value is missing; -1 if even zero is not. */
  private final double zero;

  /**
   * The tests on one feature.
   *
   * @param column the feature
   * @param first the number of its first test
   * @param zeroIsMissing whether all that is nearly zero is missing
   * @param low the thresholds of the splits that send a missing value low; sorted, distinct and
   *     without a negative zero, as are
   * @param high those of the splits that send it high
   */
  FeatureTests(int column, int first, boolean zeroIsMissing, double[] low, double[] high) {
    this.column = column;
    this.first = first;
    this.zero = zeroIsMissing ? CompiledForest.ZERO : -1;
    this.missingPasses = new boolean[low.length + high.length];
    double[] sorted = merge(low, high, missingPasses);
    Buckets buckets = Buckets.of(sorted);
    this.lowest = buckets.lowest();
    this.scale = buckets.scale();
    this.starts = buckets.starts();
    this.stride = buckets.stride();
    this.thresholds = Arrays.copyOf(sorted, sorted.length + 2 * stride - 1);
    Arrays.fill(thresholds, sorted.length, thresholds.length, Double.POSITIVE_INFINITY);
  }

  private static double[] merge(double[] low, double[] high, boolean[] isHigh) {
    double[] merged = new double[low.length + high.length];
    int l = 0;
    int h = 0;
    for (int i = 0; i < merged.length; i++) {
      isHigh[i] = l == low.length || (h < high.length && high[h] < low[l]);
      merged[i] = isHigh[i] ? high[h++] : low[l++];
    }
    return merged;
  }

  /** {@return how many tests there are} */
  int count() {
    return missingPasses.length;
  }

  /** {@return the state of a missing value, one above the highest rank} */
  int missing() {
    return missingPasses.length + 1;
  }

  /** {@return whether a missing value passes a test of this feature} */
  boolean missingPasses(int test) {
    return missingPasses[test];
  }

  /** {@return the test with this threshold and side, counted from 0} */
  int test(double threshold, Side missing) {
    int found = Arrays.binarySearch(thresholds, 0, count(), threshold + 0.0);
    boolean high = missing == Side.HIGH;
    if (missingPasses[found] == high) {
      return found;
    }
    return high ? found + 1 : found - 1;
  }

  /** {@return the rank of a value, or {@link #missing()}} */
  int state(double value) {
    double size = Math.abs(value);
    return size <= Double.MAX_VALUE && size > zero ? rank(value + 0.0) : rareState(value);
  }

  private int rank(double value) {
    int rank = starts[Buckets.bucket(value, lowest, scale, starts.length - 1)];
    for (int step = stride; step > 0; step >>= 1) {
      double above = value - thresholds[rank + step - 1];
      rank += step & ~(int) (Double.doubleToRawLongBits(above) >> 63);
    }
    return rank;
  }

  private int rareState(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? count() : count(Double.NEGATIVE_INFINITY);
    }
    return missing();
  }

  private int count(double threshold) {
    int count = 0;
    while (count < count() && thresholds[count] == threshold) {
      count++;
    }
    return count;
  }
}

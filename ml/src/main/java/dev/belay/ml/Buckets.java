/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * The thresholds of a feature in buckets of equal width, so that few are left to compare a value
 * with. The expression that gives the bucket never falls where the value grows, and is the same for
 * thresholds and values. What is beyond the range that is cut goes into the outer two.
 *
 * @param lowest where the range begins
 * @param scale buckets to a unit of the value
 * @param starts by bucket how many thresholds are in lower ones
 * @param stride the first stride of a search in the fullest bucket, a power of two
 */
record Buckets(double lowest, double scale, int[] starts, int stride) {
  /** More would push the nodes out of the nearest caches. */
  private static final int MOST = 1 << 10;

  /** With so many to a threshold there is no doubling any more. */
  private static final int ENOUGH_PER_THRESHOLD = 4;

  /** Each try takes a pass over all thresholds. */
  private static final int MOST_OUT = 7;

  /**
   * The range is that of the finite thresholds; or, so that a few far out do not put all the others
   * into one bucket, of those that are left without the outermost.
   */
  static Buckets of(double[] sorted) {
    int first = 0;
    int last = sorted.length - 1;
    while (first < last && Double.isInfinite(sorted[first])) {
      first++;
    }
    while (first < last && Double.isInfinite(sorted[last])) {
      last--;
    }
    Buckets best = between(sorted, first, last, 1);
    int many = Integer.highestOneBit(enough(sorted));
    int most = Math.min(MOST_OUT, (last - first - 1) / 2);
    for (int out = 1; out <= most && mayHelp(out, best.stride); out = 2 * out + 1) {
      Buckets without = between(sorted, first + out, last - out, many);
      best = without.stride < best.stride ? without : best;
    }
    return best;
  }

  /** Those that are out share a bucket with the one they are beyond. */
  private static boolean mayHelp(int out, int stride) {
    return Integer.highestOneBit(out + 1) < stride;
  }

  private static int enough(double[] sorted) {
    return Math.min(MOST, ENOUGH_PER_THRESHOLD * sorted.length);
  }

  /** As few buckets from some on as leave one threshold in each, or as many as there may be. */
  private static Buckets between(double[] sorted, int first, int last, int fewest) {
    double lowest = Double.isFinite(sorted[first]) ? sorted[first] : 0;
    double range = sorted[last] - lowest;
    boolean cut = range > 0 && range <= Double.MAX_VALUE;
    int enough = cut ? enough(sorted) : 1;
    int count = cut ? fewest : 1;
    Buckets buckets = of(sorted, lowest, cut ? (count - 1) / range : 0, count);
    while (count < enough && buckets.stride > 1) {
      count *= 2;
      buckets = of(sorted, lowest, (count - 1) / range, count);
    }
    return buckets;
  }

  private static Buckets of(double[] sorted, double lowest, double scale, int count) {
    int[] counts = new int[count];
    for (double threshold : sorted) {
      counts[bucket(threshold, lowest, scale, count - 1)]++;
    }
    int fullest = 0;
    int before = 0;
    for (int i = 0; i < count; i++) {
      int in = counts[i];
      fullest = Math.max(fullest, in);
      counts[i] = before;
      before += in;
    }
    return new Buckets(lowest, scale, counts, Integer.highestOneBit(fullest));
  }

  static int bucket(double value, double lowest, double scale, int last) {
    return Math.max(0, Math.min(last, (int) ((value - lowest) * scale)));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Arrays;

/**
 * How long calls took, in microseconds; the greatest value a share of the calls stayed within.
 *
 * @param p50 half of them
 * @param p99 all but one in a hundred
 * @param p999 all but one in a thousand
 */
record Latency(double p50, double p99, double p999) {

  static Latency ofNanos(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latency(micros(sorted, 0.50), micros(sorted, 0.99), micros(sorted, 0.999));
  }

  private static double micros(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e3;
  }
}

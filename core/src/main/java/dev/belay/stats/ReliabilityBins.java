/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import dev.belay.stats.BinaryMetrics.BrierParts;

/**
 * Ten bins of equal width over the probabilities from 0 to 1, with the sums that the parts of the
 * Brier score need.
 */
final class ReliabilityBins {

  private static final int BINS = 10;

  private final long[] counts = new long[BINS];
  private final long[] positives = new long[BINS];
  private final double[] probabilities = new double[BINS];

  void add(double probability, boolean positive) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    counts[bin]++;
    positives[bin] += positive ? 1 : 0;
    probabilities[bin] += probability;
  }

  void merge(ReliabilityBins other) {
    for (int bin = 0; bin < BINS; bin++) {
      counts[bin] += other.counts[bin];
      positives[bin] += other.positives[bin];
      probabilities[bin] += other.probabilities[bin];
    }
  }

  BrierParts parts() {
    long n = sum(counts);
    if (n == 0) {
      Figure none = Figure.undefined("no values", 0);
      return new BrierParts(none, none, none);
    }
    double base = (double) sum(positives) / n;
    double reliability = 0;
    double resolution = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        double share = (double) positives[bin] / counts[bin];
        double miss = probabilities[bin] / counts[bin] - share;
        reliability += counts[bin] * miss * miss / n;
        resolution += counts[bin] * (share - base) * (share - base) / n;
      }
    }
    return new BrierParts(
        part(reliability, n, "reliability"),
        part(resolution, n, "resolution"),
        part(base * (1 - base), n, "uncertainty"));
  }

  private static Figure part(double value, long n, String name) {
    return Figure.point(value, n, name + " by ten bins, no interval: descriptive");
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}

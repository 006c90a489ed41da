/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/**
 * The evidence that one sample holds against a place being its quantile.
 *
 * <p>It depends on the place through the share of values below it, and is convex in that share with
 * a least value near q. Where the place is itself a value, the share may be anything between those
 * below it and those up to it, and the least evidence counts.
 */
final class QuantileEvidence {

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int STEPS = 90;

  private final double[] sorted;
  private final double q;
  private final double variance;
  private final UniformBoundary.Mixture mixture;
  private final double leastShare;

  QuantileEvidence(Sample sample, double q, long tightestAt) {
    this.sorted = sample.sorted();
    this.q = q;
    this.variance = q * (1 - q) * sorted.length;
    UniformBoundary.Tuning tuning = UniformBoundary.Tuning.at(q * (1 - q) * tightestAt);
    this.mixture = UniformBoundary.betaBinomial(tuning, q, 1 - q);
    this.leastShare = leastShare();
  }

  /** The least joint evidence over all common places, which the values of both suffice to try. */
  static double least(QuantileEvidence first, QuantileEvidence second) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] places : new double[][] {first.sorted, second.sorted}) {
      for (double place : places) {
        least = Math.min(least, first.against(place) + second.against(place));
      }
    }
    return least;
  }

  private double against(double place) {
    double below = (double) SortedValues.below(sorted, place) / sorted.length;
    double upTo = (double) SortedValues.upTo(sorted, place) / sorted.length;
    return evidence(Math.min(upTo, Math.max(below, leastShare)));
  }

  private double evidence(double share) {
    return mixture.logMixture((share - q) * sorted.length, variance);
  }

  /** Golden section: the evidence is convex. */
  private double leastShare() {
    double low = 0;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (evidence(left) <= evidence(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }
}

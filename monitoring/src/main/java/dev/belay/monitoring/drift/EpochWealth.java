/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

/**
 * What a capital of 1 has become over epochs of which the b-th bets the share 1/(b(b + 1)): a mean
 * of martingales, hence a martingale. In logarithms.
 */
final class EpochWealth {

  private long epoch = 1;
  private double logPast = Double.NEGATIVE_INFINITY;

  /** The whole, if what this epoch has bet became so many times as much. */
  double log(double logFactor) {
    // All epochs to come have 1/(epoch + 1) in sum.
    return logSum(logSum(logPast, logShare() + logFactor), -Math.log1p((double) epoch));
  }

  void endEpoch(double logFactor) {
    logPast = logSum(logPast, logShare() + logFactor);
    epoch++;
  }

  private double logShare() {
    return -Math.log((double) epoch) - Math.log1p((double) epoch);
  }

  private static double logSum(double a, double b) {
    double larger = Math.max(a, b);
    return Double.isInfinite(larger)
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }
}

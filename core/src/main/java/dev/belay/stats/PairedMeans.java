/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * The mean difference and the mean baseline loss, with the variances and the covariance of these
 * two means: all that the figures of a paired comparison need, clustered or not.
 *
 * @param difference the mean of candidate less baseline
 * @param baseline the mean loss of the baseline
 * @param spread the variances of the two means
 * @param degreesOfFreedom those of the variances
 */
record PairedMeans(double difference, double baseline, Spread spread, long degreesOfFreedom) {

  /**
   * Variances of two means and their covariance.
   *
   * @param difference the variance of the mean difference
   * @param both the covariance of the mean difference and the mean baseline loss
   * @param baseline the variance of the mean baseline loss
   */
  record Spread(double difference, double both, double baseline) {}

  Figure absolute(double level, long n, String method) {
    return differenceEstimate().figure(level, n, "mean paired difference, " + method);
  }

  /**
   * The ratio candidate over baseline less 1 equals difference over baseline, whose error is that
   * of difference - ratio × baseline. Where the baseline's own interval reaches 0 the interval of
   * the ratio has no finite bounds (Fieller) and none is given.
   */
  Figure relative(double level, long n, String method) {
    if (!(baseline > 0)) {
      return Figure.undefined("mean baseline loss is not above 0", n);
    }
    String name = "relative paired difference, delta method, " + method;
    double ratio = difference / baseline;
    Estimate estimate = Estimate.of(ratio, relativeError(ratio), degreesOfFreedom);
    boolean unbounded = baselineEstimate().margin(level) >= baseline;
    return unbounded && Double.isFinite(ratio)
        ? Figure.point(ratio, n, name + ", no interval: baseline loss not distinct from 0")
        : estimate.figure(level, n, name);
  }

  private double relativeError(double ratio) {
    double variance =
        spread.difference() - 2 * ratio * spread.both() + ratio * ratio * spread.baseline();
    return Math.sqrt(Math.max(0, variance)) / baseline;
  }

  private Estimate differenceEstimate() {
    return Estimate.of(difference, Math.sqrt(spread.difference()), degreesOfFreedom);
  }

  private Estimate baselineEstimate() {
    return Estimate.of(baseline, Math.sqrt(spread.baseline()), degreesOfFreedom);
  }
}

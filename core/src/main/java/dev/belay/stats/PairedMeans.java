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
record PairedMeans(double difference, double baseline, Spread spread, double degreesOfFreedom) {

  /**
   * Variances of two means and their covariance.
   *
   * @param difference the variance of the mean difference
   * @param both the covariance of the mean difference and the mean baseline loss
   * @param baseline the variance of the mean baseline loss
   */
  record Spread(double difference, double both, double baseline) {}

  Effect absolute(Evidence evidence, String design) {
    Estimate estimate = Estimate.of(difference, Math.sqrt(spread.difference()), degreesOfFreedom);
    return Effect.of(estimate, evidence.named("mean paired difference, " + design), null);
  }

  /**
   * The ratio candidate over baseline less 1 equals difference over baseline, whose error is that
   * of difference - ratio × baseline. Where the baseline's own interval reaches 0 the interval of
   * the ratio has no finite bounds (Fieller) and none is given.
   */
  Effect relative(Evidence evidence, String design) {
    if (!(baseline > 0)) {
      return Effect.undefined("mean baseline loss is not above 0", evidence);
    }
    double ratio = difference / baseline;
    double statistic = spread.baseline() < 0 ? 0 : baseline / Math.sqrt(spread.baseline());
    return Effect.of(
        Estimate.of(ratio, relativeError(ratio), degreesOfFreedom),
        evidence.named("relative paired difference, delta method, " + design),
        Denominator.of(statistic, "baseline loss"));
  }

  private double relativeError(double ratio) {
    double variance =
        spread.difference() - 2 * ratio * spread.both() + ratio * ratio * spread.baseline();
    return Math.sqrt(Math.max(0, variance)) / baseline;
  }
}

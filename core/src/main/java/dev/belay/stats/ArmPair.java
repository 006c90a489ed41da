/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * The quantity of either arm that is compared, with the variances of these two estimates.
 *
 * @param candidate the candidate's
 * @param baseline the baseline's
 * @param ofCandidate the variance of the candidate's
 * @param ofBoth the covariance of the two
 * @param ofBaseline the variance of the baseline's
 */
record ArmPair(
    double candidate, double baseline, double ofCandidate, double ofBoth, double ofBaseline) {

  double difference() {
    return candidate - baseline;
  }

  double ratio() {
    return candidate / baseline;
  }

  Estimate absolute(double degreesOfFreedom) {
    return Estimate.of(difference(), error(1), degreesOfFreedom);
  }

  /**
   * The difference over the size of the baseline. A baseline of -10 and a candidate of -5 make +50
   * %.
   *
   * @param slope the ratio candidate over baseline that the first-order error is taken at
   */
  Estimate relative(double slope, double degreesOfFreedom) {
    double size = Math.abs(baseline);
    return Estimate.of(difference() / size, error(slope) / size, degreesOfFreedom);
  }

  /** The size of the baseline in its standard errors. */
  double statistic() {
    return Math.abs(baseline) / Math.sqrt(Math.max(0, ofBaseline));
  }

  /** The standard error of candidate - slope × baseline. */
  private double error(double slope) {
    return Math.sqrt(Math.max(0, ofCandidate - 2 * slope * ofBoth + slope * slope * ofBaseline));
  }
}

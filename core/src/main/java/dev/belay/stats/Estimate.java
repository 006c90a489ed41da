/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate that is normal around the truth with a standard error of its own, and the range
 * beyond which the truth cannot be: what becomes a {@link Figure} by Student's t.
 *
 * <p>Source: Student, <i>The probable error of a mean</i>, Biometrika 6(1), 1908, pp. 1-25.
 *
 * @param value the estimate
 * @param standardError its standard error
 * @param degreesOfFreedom those of the standard error
 * @param lowest the least possible truth
 * @param highest the greatest possible truth
 */
record Estimate(
    double value, double standardError, long degreesOfFreedom, double lowest, double highest) {

  static Estimate of(double value, double standardError, long degreesOfFreedom) {
    return new Estimate(
        value, standardError, degreesOfFreedom, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  Estimate atLeast(double lowest) {
    return new Estimate(value, standardError, degreesOfFreedom, lowest, highest);
  }

  Estimate atMost(double highest) {
    return new Estimate(value, standardError, degreesOfFreedom, lowest, highest);
  }

  /** The half width of the interval. */
  double margin(double level) {
    TDistribution student = TDistribution.of((double) degreesOfFreedom);
    return student.inverseSurvivalProbability((1 - level) / 2) * standardError;
  }

  /**
   * A standard error of exactly zero is not certainty but lack of evidence: two equal losses must
   * not prove a difference. It gives no interval.
   */
  Figure figure(double level, long n, String method) {
    if (!representable(level)) {
      return Figure.undefined("beyond double arithmetic", n);
    }
    if (degreesOfFreedom < 1) {
      return Figure.point(value, n, method + ", no interval: one observation");
    }
    if (standardError == 0) {
      return Figure.point(value, n, method + ", no interval: no spread");
    }
    return Figure.of(value, interval(level), n, method + ", Student t");
  }

  private boolean representable(double level) {
    double reach = degreesOfFreedom > 0 ? margin(level) : 0;
    return Double.isFinite(Math.abs(value) + reach);
  }

  private Interval interval(double level) {
    double margin = margin(level);
    return new Interval(Math.max(lowest, value - margin), Math.min(highest, value + margin), level);
  }
}

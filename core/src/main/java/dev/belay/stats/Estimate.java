/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * An estimate that is normal around the truth with a standard error of its own, and the range
 * beyond which the truth cannot be: what becomes a {@link Figure} by a {@link Reading}.
 *
 * @param value the estimate
 * @param standardError its standard error
 * @param degreesOfFreedom those of the standard error, infinite where it counts as known
 * @param lowest the least possible truth
 * @param highest the greatest possible truth
 */
record Estimate(
    double value, double standardError, double degreesOfFreedom, double lowest, double highest) {

  /** Leaves room for squares and for intervals at any level. */
  private static final double LARGEST = 1e150;

  static Estimate of(double value, double standardError, double degreesOfFreedom) {
    return new Estimate(
        value, standardError, degreesOfFreedom, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  Estimate atLeast(double lowest) {
    return new Estimate(value, standardError, degreesOfFreedom, lowest, highest);
  }

  Estimate atMost(double highest) {
    return new Estimate(value, standardError, degreesOfFreedom, lowest, highest);
  }

  /** Whether there is a spread to compare the value with. */
  boolean testable() {
    return degreesOfFreedom >= 1
        && standardError > 0
        && Double.isFinite(standardError)
        && Double.isFinite(value);
  }

  /** Whether what follows from the value, and from the spread if there is any, stays finite. */
  boolean usable() {
    boolean spreadUsable =
        degreesOfFreedom < 1
            || (standardError <= LARGEST
                && (standardError == 0 || Math.abs(statistic()) <= LARGEST));
    return Math.abs(value) <= LARGEST && spreadUsable;
  }

  /** The value in standard errors. */
  double statistic() {
    return value / standardError;
  }

  Figure figure(double level, long n, String method) {
    return figure(Reading.forOneLook(degreesOfFreedom), level, n, method);
  }

  Figure figure(Reading reading, double level, long n, String method) {
    return figure(reading, level, Effect.Side.TWO_SIDED, n, method);
  }

  /**
   * A standard error of exactly zero is not certainty but lack of evidence: two equal losses must
   * not prove a difference. It gives no interval.
   */
  Figure figure(Reading reading, double level, Effect.Side side, long n, String method) {
    double margin = testable() ? reading.multiplier(level, side) * standardError : 0;
    if (!Double.isFinite(Math.abs(value) + margin)) {
      return Figure.undefined("beyond double arithmetic", n);
    }
    if (degreesOfFreedom < 1) {
      return Figure.point(value, n, method + ", no interval: one observation");
    }
    if (standardError == 0) {
      return Figure.point(value, n, method + ", no interval: no spread");
    }
    return Figure.of(value, interval(margin, level, side), n, method + ", " + reading);
  }

  private Interval interval(double margin, double level, Effect.Side side) {
    double lower = side == Effect.Side.LESS ? lowest : Math.max(lowest, value - margin);
    double upper = side == Effect.Side.GREATER ? highest : Math.min(highest, value + margin);
    return new Interval(lower, upper, level);
  }
}

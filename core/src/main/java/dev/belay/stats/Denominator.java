/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * What an effect is divided by. Where it is not distinct from 0 the effect has no interval, since
 * its bounds are not finite (E. C. Fieller, Journal of the Royal Statistical Society B 16(2), 1954,
 * pp. 175-185).
 *
 * @param statistic its size in standard errors; minus infinity if no level gives an interval
 * @param reason why there is no interval
 */
record Denominator(double statistic, String reason) {

  /** Stands for whatever else leaves an effect without an interval at any level. */
  static Denominator never(String reason) {
    return new Denominator(Double.NEGATIVE_INFINITY, reason);
  }

  static Denominator of(double statistic, String name) {
    return new Denominator(statistic, name + " not distinct from 0");
  }

  /** The least 1 - level at which it is distinct from 0, on the side that counts. */
  double pValue(Reading reading, Effect.Side side) {
    return statistic == Double.NEGATIVE_INFINITY
        ? 1
        : reading.pValue(statistic, side == Effect.Side.TWO_SIDED ? side : Effect.Side.GREATER);
  }

  /** Returns why there is no interval. */
  @Override
  public String toString() {
    return reason;
  }
}

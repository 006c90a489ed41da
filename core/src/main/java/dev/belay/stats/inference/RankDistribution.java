/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.stats.Effect.Side;

/** The distribution of a rank statistic if there is no difference. */
sealed interface RankDistribution permits ExactRankDistribution, NormalRankDistribution {

  /** The probability of a statistic up to {@code value}. */
  double atMost(double value);

  /** The probability of a statistic from {@code value} on. */
  double atLeast(double value);

  /** The distribution in words. */
  String method();

  default double p(double statistic, Side side) {
    double less = atMost(statistic);
    double greater = atLeast(statistic);
    return switch (side) {
      case LESS -> less;
      case GREATER -> greater;
      case TWO_SIDED -> Math.min(1, 2 * Math.min(less, greater));
    };
  }
}

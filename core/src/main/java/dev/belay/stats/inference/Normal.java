/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
final class Normal {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Normal() {}

  /** The value exceeded with this probability. */
  static double exceededWith(double probability) {
    return STANDARD.inverseSurvivalProbability(probability);
  }

  /** The quantile of a two-sided interval at this level. */
  static double quantile(double level) {
    return exceededWith((1 - level) / 2);
  }

  static double below(double value) {
    return STANDARD.cumulativeProbability(value);
  }

  static double above(double value) {
    return STANDARD.survivalProbability(value);
  }
}

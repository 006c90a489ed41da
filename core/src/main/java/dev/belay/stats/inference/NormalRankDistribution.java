/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/**
 * The normal approximation of a rank statistic, its variance reduced by ties, with the half step of
 * a continuity correction: M. Hollander and D. A. Wolfe, <i>Nonparametric Statistical Methods</i>,
 * 1973, pp. 29 and 69.
 *
 * @param mean the mean of the statistic
 * @param standardDeviation its standard deviation
 */
record NormalRankDistribution(double mean, double standardDeviation) implements RankDistribution {

  static NormalRankDistribution ofSigns(int n, double tieSum) {
    double size = n;
    double variance = size * (size + 1) * (2 * size + 1) / 24 - tieSum / 48;
    return new NormalRankDistribution(size * (size + 1) / 4, Math.sqrt(variance));
  }

  static NormalRankDistribution ofChoice(int chosen, int others, double tieSum) {
    double pairs = (double) chosen * others;
    double all = (double) chosen + others;
    double variance = pairs / 12 * (all + 1 - tieSum / (all * (all - 1)));
    return new NormalRankDistribution(pairs / 2, Math.sqrt(variance));
  }

  @Override
  public double atMost(double value) {
    return Normal.below((value + 0.5 - mean) / standardDeviation);
  }

  @Override
  public double atLeast(double value) {
    return Normal.above((value - 0.5 - mean) / standardDeviation);
  }

  @Override
  public String method() {
    return "normal approximation with continuity correction";
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The two-sided binomial test: the probability of all outcomes no more likely than the observed.
 */
final class ExactBinomial {

  /** Equal probabilities, in logarithms, must stay equal whatever the rounding. */
  private static final double ROUNDING = 1e-7;

  private ExactBinomial() {}

  static double p(int n, double share, int observed) {
    return observed <= mode(n, share)
        ? pOfFew(n, share, observed)
        : pOfFew(n, 1 - share, n - observed);
  }

  /** The lower tail, and as much of the upper one as is no more likely. */
  private static double pOfFew(int n, double share, int observed) {
    BinomialDistribution outcomes = BinomialDistribution.of(n, share);
    double limit = outcomes.logProbability(observed) + ROUNDING;
    int likely = Math.max(observed, mode(n, share));
    int unlikely = n + 1;
    while (unlikely - likely > 1) {
      int middle = likely + (unlikely - likely) / 2;
      if (outcomes.logProbability(middle) <= limit) {
        unlikely = middle;
      } else {
        likely = middle;
      }
    }
    double lower = outcomes.cumulativeProbability(observed);
    return Math.min(1, lower + outcomes.survivalProbability(unlikely - 1));
  }

  private static int mode(int n, double share) {
    return (int) Math.min(n, Math.floor((n + 1.0) * share));
  }
}

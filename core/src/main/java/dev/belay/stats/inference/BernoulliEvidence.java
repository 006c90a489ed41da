/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.stats.Proportion;
import java.util.function.DoubleUnaryOperator;

/**
 * The evidence that successes hold against a share, and the shares it leaves.
 *
 * @param observed the successes and trials, at least one trial
 * @param tightestAt the number of trials around which it is sharpest
 */
record BernoulliEvidence(Proportion observed, long tightestAt) {

  Figure figure(double level) {
    double needed = -Math.log(1 - level);
    DoubleUnaryOperator excess = share -> against(share) - needed;
    double share = (double) observed.successes() / observed.trials();
    double lower = share == 0 ? 0 : Bisection.root(p -> -excess.applyAsDouble(p), 0, share);
    double upper = share == 1 ? 1 : Bisection.root(excess, share, 1);
    Interval interval = new Interval(lower, upper, level);
    return Figure.of(share, interval, observed.trials(), "share, always valid, beta mixture");
  }

  /** A share of 0 or 1 is refuted by a single success or failure. */
  private double against(double share) {
    if (share <= 0 || share >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double variance = share * (1 - share);
    UniformBoundary.Mixture mixture =
        UniformBoundary.betaBinomial(
            UniformBoundary.Tuning.at(variance * tightestAt), share, 1 - share);
    double deviation = observed.successes() - share * observed.trials();
    return mixture.logMixture(deviation, variance * observed.trials());
  }
}

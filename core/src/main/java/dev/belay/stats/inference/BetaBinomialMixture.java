/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Mixture for sums of deviations between -g and h with a beta weight, of one side or of both. */
final class BetaBinomialMixture implements UniformBoundary.Mixture {

  private final double below;
  private final double above;
  private final double r;
  private final double truncation;
  private final double constant;

  private BetaBinomialMixture(double rho, double below, double above, double truncation) {
    this.below = Arguments.positive("below", below);
    this.above = Arguments.positive("above", above);
    this.truncation = truncation;
    double variance = below * above;
    // Howard et al., proposition 7: r is ρ less one step's variance, kept above 0.
    r = Math.max(rho - variance, 1e-3 * variance);
    double range = below + above;
    constant = logIncompleteBeta(r / (below * range), r / (above * range));
  }

  static BetaBinomialMixture twoSided(double rho, double below, double above) {
    return new BetaBinomialMixture(rho, below, above, 1);
  }

  static BetaBinomialMixture oneSided(double rho, double below, double above) {
    return new BetaBinomialMixture(rho, below, above, above / (below + above));
  }

  @Override
  public double logMixture(double s, double v) {
    requireReachable(s, Arguments.notNegative("v", v));
    double range = below + above;
    double down = Math.max(0, v - below * s);
    double up = Math.max(0, v + above * s);
    return v / (below * above) * Math.log(range)
        - up / (above * range) * Math.log(below)
        - down / (below * range) * Math.log(above)
        + logIncompleteBeta((r + down) / (below * range), (r + up) / (above * range))
        - constant;
  }

  @Override
  public double bound(double v, double alpha) {
    return MixtureBound.of(this, v, alpha, Arguments.notNegative("v", v) / below);
  }

  private double logIncompleteBeta(double a, double b) {
    double complete = LogBeta.value(a, b);
    return truncation == 1
        ? complete
        : complete + Math.log(RegularizedBeta.value(truncation, a, b));
  }

  /** Rounding may take a sum of ones a little beyond its range. */
  private void requireReachable(double s, double v) {
    double slack = 1e-9 * (1 + v);
    if (!(below * s <= v + slack && -above * s <= v + slack)) {
      throw new IllegalArgumentException("s is beyond what v allows: " + s + ", " + v);
    }
  }
}

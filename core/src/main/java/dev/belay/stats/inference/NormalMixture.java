/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;

/**
 * Mixture over both directions with a normal weight of precision ρ.
 *
 * @param rho the precision
 */
record NormalMixture(double rho) implements UniformBoundary.Mixture {

  @Override
  public double logMixture(double s, double v) {
    double spread = Arguments.notNegative("v", v) + rho;
    return Math.log(rho / spread) / 2 + Arguments.usable("s", s) * s / (2 * spread);
  }

  @Override
  public double bound(double v, double alpha) {
    double spread = Arguments.notNegative("v", v) + rho;
    double evidence = Math.log1p(v / rho) - 2 * Math.log(Arguments.share("alpha", alpha));
    return Math.sqrt(spread * evidence);
  }
}

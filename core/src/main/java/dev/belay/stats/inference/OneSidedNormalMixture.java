/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;

/**
 * Mixture over one direction with half a normal weight of precision ρ.
 *
 * @param rho the precision
 */
record OneSidedNormalMixture(double rho) implements UniformBoundary.Mixture {

  @Override
  public double logMixture(double s, double v) {
    double spread = Arguments.notNegative("v", v) + rho;
    double square = s * s / (2 * spread);
    return Math.log(4 * rho / spread) / 2 + square + Math.log(Normal.below(s / Math.sqrt(spread)));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import java.util.function.DoubleUnaryOperator;

/** The sum at which a mixture's evidence reaches 1 / α. */
final class MixtureBound {

  private static final double FURTHEST = 1e200;

  private MixtureBound() {}

  static double of(UniformBoundary.Mixture mixture, double v, double alpha) {
    return of(mixture, v, alpha, FURTHEST);
  }

  /** The same for a walk that cannot go beyond {@code furthest}: then that is the bound. */
  static double of(UniformBoundary.Mixture mixture, double v, double alpha, double furthest) {
    Arguments.notNegative("v", v);
    double needed = -Math.log(Arguments.share("alpha", alpha));
    DoubleUnaryOperator excess = s -> mixture.logMixture(s, v) - needed;
    double high = Bisection.bracket(excess, Math.min(Math.max(1e-9, v), furthest), furthest);
    if (Double.isFinite(high)) {
      return Bisection.root(excess, 0, high);
    }
    return excess.applyAsDouble(furthest) < 0 ? furthest : Bisection.root(excess, 0, furthest);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
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
    double high =
        furthest < FURTHEST ? furthest : Bisection.bracket(excess, Math.max(1e-9, v), FURTHEST);
    return excess.applyAsDouble(high) < 0 ? high : Bisection.root(excess, 0, high);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;

/**
 * A boundary of the order of the law of the iterated logarithm.
 *
 * @param vMin where it begins to grow
 * @param scale the scale of the sub-gamma tail
 */
record PolynomialStitching(double vMin, double scale) implements UniformBoundary {

  @Override
  public double bound(double v, double alpha) {
    Arguments.notNegative("v", v);
    double time = Math.max(v, vMin);
    double crossing = Math.log(Stitching.ZETA / Arguments.share("alpha", alpha));
    return Stitching.curve(time, scale, Stitching.epochs(time / vMin) + crossing);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;

/**
 * How far the count below a quantile strays, for all quantiles at once, stitched over time and over
 * a grid of quantiles that is even in their logit.
 *
 * @param q the quantile
 * @param tightestAt the number of values from which it is good
 */
record DoubleStitching(double q, long tightestAt) implements UniformBoundary {

  /** The fineness δ of the grid of quantiles. */
  private static final double GRID = 0.5;

  @Override
  public double bound(double v, double alpha) {
    double time = Math.max(Arguments.notNegative("v", v), (double) tightestAt);
    double ratio = time / tightestAt;
    double neighbour = q >= 0.5 ? q : Math.min(0.5, shifted(GRID * 2, ratio));
    double variance = neighbour * (1 - neighbour);
    double ell = evidence(ratio, Arguments.share("alpha", alpha));
    return GRID * Math.sqrt(Stitching.RATIO * variance * ratio)
        + Stitching.curve(variance * time, (1 - 2 * q) / 3, ell);
  }

  private double evidence(double ratio, double alpha) {
    double cell = Math.sqrt(ratio) * Math.abs(logit()) / (2 * GRID) + 1;
    double both = 2 * Stitching.ZETA * (2 * Stitching.ZETA + 1);
    return Stitching.epochs(ratio) + Stitching.EXPONENT * Math.log(cell) + Math.log(both / alpha);
  }

  private double shifted(double step, double ratio) {
    return 1 / (1 + Math.exp(-logit() - step * Math.sqrt(Stitching.RATIO / ratio)));
  }

  private double logit() {
    return Math.log(q / (1 - q));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Mixture for sub-exponential sums of scale c with a truncated gamma weight. */
final class GammaExponentialMixture implements UniformBoundary.Mixture {

  private final double rho;
  private final double scale;
  private final double constant;

  GammaExponentialMixture(double rho, double scale) {
    this.rho = rho;
    this.scale = scale;
    double shape = rho / (scale * scale);
    constant =
        shape * Math.log(shape)
            - LogGamma.value(shape)
            - Math.log(RegularizedGamma.P.value(shape, shape));
  }

  @Override
  public double logMixture(double s, double v) {
    double squared = scale * scale;
    double shape = (Arguments.notNegative("v", v) + rho) / squared;
    double tilt = Arguments.notNegative("s", s) / scale + v / squared;
    double rate = tilt + rho / squared;
    return constant
        + LogGamma.value(shape)
        + Math.log(RegularizedGamma.P.value(shape, rate))
        - shape * Math.log(rate)
        + tilt;
  }
}

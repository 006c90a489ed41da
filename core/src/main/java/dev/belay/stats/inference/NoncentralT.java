/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The distribution of (Z + δ) / √(χ²ν / ν): of Student's statistic where there is an effect.
 *
 * <p>Given the χ the statistic is normal, so the probability is one integral over its density: N.
 * L. Johnson, S. Kotz and N. Balakrishnan, <i>Continuous Univariate Distributions</i> 2, 2nd ed.,
 * 1995, chapter 31, equation 31.11. Simpson's rule over twelve standard deviations of the logarithm
 * of χ is exact to about 1e-12, and ν need not be whole.
 */
final class NoncentralT {

  private static final int STEPS = 4_000;
  private static final double REACH = 12;
  private static final double TAIL = 30;
  private static final double STIRLING = 50;

  private final double degreesOfFreedom;
  private final double noncentrality;
  private final double constant;

  NoncentralT(double degreesOfFreedom, double noncentrality) {
    this.degreesOfFreedom = degreesOfFreedom;
    this.noncentrality = noncentrality;
    constant = constant(degreesOfFreedom / 2);
  }

  /** ln 2 + h ln h - h - ln Γ(h), by Stirling's series where the logarithms would cancel. */
  private static double constant(double half) {
    if (half < STIRLING) {
      return Math.log(2) + half * (Math.log(half) - 1) - LogGamma.value(half);
    }
    double inverse = 1 / half;
    double square = inverse * inverse;
    double series = inverse * (1 / 12.0 - square * (1 / 360.0 - square / 1260));
    return Math.log(2 * half / Math.PI) / 2 - series;
  }

  /** The probability of a statistic above {@code t}. */
  double above(double t) {
    // With u = ln(χ / √ν) the density is exp(c + ν (u - (e^2u - 1) / 2)), peaked at 0 with variance
    // 1/2ν.
    double width = REACH / Math.sqrt(2 * degreesOfFreedom);
    double low = -width - TAIL / degreesOfFreedom;
    double step = (width - low) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double weight = i == 0 || i == STEPS ? 1 : 2 + 2 * (i % 2);
      sum += weight * integrand(t, low + i * step);
    }
    return Math.min(1, sum * step / 3);
  }

  private double integrand(double t, double u) {
    double density = Math.exp(constant + degreesOfFreedom * (u - Math.expm1(2 * u) / 2));
    return density * Normal.above(t * Math.exp(u) - noncentrality);
  }
}

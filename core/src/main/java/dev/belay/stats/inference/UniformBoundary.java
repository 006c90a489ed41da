/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;

/**
 * A curve that a random walk crosses at any time at all with probability at most α: what makes a
 * confidence interval valid however often it is looked at, and whenever one stops.
 *
 * <p>The walk is a sum S of deviations from the mean, and time is V, its accumulated variance as
 * the boundary's kind measures it. A mixture boundary averages over what the drift might be; S
 * crosses it when the average likelihood ratio exceeds 1 / α. Mixtures are tightest around one V,
 * to be chosen before. Source: S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon,
 * <i>Time-uniform, nonparametric, nonasymptotic confidence sequences</i>, Annals of Statistics
 * 49(2), 2021, pp. 1055-1080. All boundaries are immutable and safe to share between threads.
 */
public sealed interface UniformBoundary
    permits UniformBoundary.Mixture, PolynomialStitching, DoubleStitching {

  /**
   * Where a mixture is tightest.
   *
   * @param v the accumulated variance around which it is tightest, above 0
   * @param alpha the crossing probability it is tightest for, between 0 and 0.5
   */
  record Tuning(double v, double alpha) {
    /**
     * Checks the tuning.
     *
     * @param v the accumulated variance, above 0
     * @param alpha the crossing probability, between 0 and 0.5
     * @throws IllegalArgumentException if one is out of range
     */
    public Tuning {
      Arguments.positive("v", v);
      if (!(alpha > 0 && alpha < 0.5)) {
        throw new IllegalArgumentException("alpha must be between 0 and 0.5: " + alpha);
      }
    }

    /**
     * Tightest around {@code v} at α = 0.05.
     *
     * @param v the accumulated variance, above 0
     * @return the tuning
     * @throws IllegalArgumentException if {@code v} is not above 0
     */
    public static Tuning at(double v) {
      return new Tuning(v, 0.05);
    }

    /**
     * The precision ρ of the two-sided normal mixture that is tightest here: v / (2 ln(1/α) + ln(1
     * + 2 ln(1/α))), Howard et al., section 3.5.
     *
     * @return ρ, in the unit of {@code v}
     */
    public double rho() {
      return rho(alpha);
    }

    /** One side alone has half of the crossing probability of both. */
    double oneSidedRho() {
      return rho(2 * alpha);
    }

    private double rho(double crossing) {
      double evidence = -2 * Math.log(crossing);
      return v / (evidence + Math.log1p(evidence));
    }
  }

  /** A boundary that is the level set of an averaged likelihood ratio. */
  sealed interface Mixture extends UniformBoundary
      permits NormalMixture,
          OneSidedNormalMixture,
          GammaExponentialMixture,
          GammaPoissonMixture,
          BetaBinomialMixture {

    /**
     * The natural logarithm of the averaged likelihood ratio: evidence against a mean deviation of
     * 0, which exceeds ln(1/α) at any time with probability at most α.
     *
     * @param s the sum of deviations
     * @param v the accumulated variance, not negative
     * @return the evidence, 0 where there is none
     * @throws IllegalArgumentException if {@code s} is beyond what this kind of walk can reach, or
     *     {@code v} is negative
     */
    double logMixture(double s, double v);

    @Override
    default double bound(double v, double alpha) {
      return MixtureBound.of(this, v, alpha);
    }
  }

  /**
   * The boundary.
   *
   * @param v the accumulated variance, not negative; for {@link #doubleStitching} the number of
   *     values
   * @param alpha the probability of ever crossing, between 0 and 1
   * @return the sum of deviations at which the walk crosses, in the unit of the values
   * @throws IllegalArgumentException if {@code v} is negative or {@code alpha} not between 0 and 1
   */
  double bound(double v, double alpha);

  /**
   * The two-sided normal mixture for sub-Gaussian sums, |S|: H. Robbins, Annals of Mathematical
   * Statistics 41, 1970, pp. 1397-1409.
   *
   * @param tuning where it is tightest
   * @return the mixture
   */
  static Mixture normal(Tuning tuning) {
    return new NormalMixture(tuning.rho());
  }

  /**
   * The one-sided normal mixture for sub-Gaussian sums: Howard et al., proposition 6.
   *
   * @param tuning where it is tightest
   * @return the mixture
   */
  static Mixture oneSidedNormal(Tuning tuning) {
    return new OneSidedNormalMixture(tuning.oneSidedRho());
  }

  /**
   * The one-sided gamma mixture for sub-exponential sums, such as those of bounded values with
   * their own squared deviations as variance: Howard et al., proposition 9.
   *
   * @param tuning where it is tightest
   * @param scale the scale c of the exponential tail, above 0, in the unit of the values
   * @return the mixture
   * @throws IllegalArgumentException if the scale is not above 0
   */
  static Mixture gammaExponential(Tuning tuning, double scale) {
    return new GammaExponentialMixture(tuning.oneSidedRho(), Arguments.positive("scale", scale));
  }

  /**
   * The one-sided gamma mixture for sub-Poisson sums, those of values bounded above by {@code
   * scale} with known variance: Howard et al., proposition 10.
   *
   * @param tuning where it is tightest
   * @param scale the bound c of a deviation, above 0, in the unit of the values
   * @return the mixture
   * @throws IllegalArgumentException if the scale is not above 0
   */
  static Mixture gammaPoisson(Tuning tuning, double scale) {
    return new GammaPoissonMixture(tuning.oneSidedRho(), Arguments.positive("scale", scale));
  }

  /**
   * The two-sided beta mixture for sums of deviations between -{@code below} and {@code above},
   * whose variance is below · above for each: Howard et al., proposition 7.
   *
   * @param tuning where it is tightest
   * @param below the largest deviation downwards, above 0: the mean, for successes
   * @param above the largest deviation upwards, above 0: 1 less the mean, for successes
   * @return the mixture
   * @throws IllegalArgumentException if a deviation is not above 0
   */
  static Mixture betaBinomial(Tuning tuning, double below, double above) {
    return BetaBinomialMixture.twoSided(tuning.rho(), below, above);
  }

  /**
   * The one-sided beta mixture for the same sums: Howard et al., proposition 8.
   *
   * @param tuning where it is tightest
   * @param below the largest deviation downwards, above 0
   * @param above the largest deviation upwards, above 0
   * @return the mixture
   * @throws IllegalArgumentException if a deviation is not above 0
   */
  static Mixture oneSidedBetaBinomial(Tuning tuning, double below, double above) {
    return BetaBinomialMixture.oneSided(tuning.oneSidedRho(), below, above);
  }

  /**
   * Polynomial stitching, which needs no mixture and grows as slowly as any boundary can: Howard et
   * al., theorem 1, with epochs doubling and weights k^-1.4.
   *
   * @param vMin the accumulated variance below which it is flat, above 0
   * @param scale the scale c of the sub-gamma tail, in the unit of the values: 0 for sub-Gaussian
   *     sums, negative for tails lighter than that
   * @return the boundary
   * @throws IllegalArgumentException if {@code vMin} is not above 0 or the scale is not finite
   */
  static UniformBoundary polynomialStitching(double vMin, double scale) {
    return new PolynomialStitching(
        Arguments.positive("vMin", vMin), Arguments.usable("scale", scale));
  }

  /**
   * Double stitching over time and quantiles: how far the number of values below a quantile strays,
   * upwards, for all quantiles and times at once, both directions included. S. R. Howard and A.
   * Ramdas, Bernoulli 28(3), 2022, pp. 1704-1728, theorem 2.
   *
   * @param q the quantile, between 0 and 1
   * @param tightestAt the number of values from which it is good, at least 1
   * @return the boundary, whose {@code v} is the number of values
   * @throws IllegalArgumentException if {@code q} is not between 0 and 1 or the number is below 1
   */
  static UniformBoundary doubleStitching(double q, long tightestAt) {
    return new DoubleStitching(
        Arguments.share("q", q), Arguments.atLeast(1, "tightestAt", tightestAt));
  }
}

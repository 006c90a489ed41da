/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How often an estimate may be looked at, which decides how many standard errors an interval
 * reaches. Its text is the name of the theory.
 */
abstract sealed class Reading {

  /** The units an always-valid reading is tuned for where none are given. */
  static final long DEFAULT_TUNING = 5_000;

  private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);

  private Reading() {}

  /** For one look, at a size fixed beforehand: Student's t. */
  static Reading forOneLook(double degreesOfFreedom) {
    return new OneLook(degreesOfFreedom);
  }

  /** For a look after every unit: narrowest, at {@code level}, near {@code tunedFor} units. */
  static Reading forEveryLook(long units, double level, long tunedFor) {
    double error = 1 - level;
    return new EveryLook(
        units * mixing(error, tunedFor), units * mixing(2 * error, tunedFor), tunedFor);
  }

  static void requireTuning(long tunedFor) {
    if (tunedFor < 1) {
      throw new IllegalArgumentException("tunedFor must be at least 1: " + tunedFor);
    }
  }

  /** The distance between the estimate and the bound of its interval, in standard errors. */
  abstract double multiplier(double level, Effect.Side side);

  /** The chance, if there is no difference, of a statistic as large as this one. */
  final double pValue(double statistic, Effect.Side side) {
    return switch (side) {
      case TWO_SIDED -> twoSided(Math.abs(statistic));
      case GREATER -> oneSided(statistic);
      case LESS -> oneSided(-statistic);
    };
  }

  abstract double twoSided(double statistic);

  abstract double oneSided(double statistic);

  /** The same once there are {@code factor} times as many units. */
  abstract Reading grown(double factor);

  /** What somebody who reads a verdict may do with it. */
  abstract String looks();

  private static double mixing(double error, long tunedFor) {
    if (error >= 1) {
      // One-sided at a level of a half or less: every mixing is valid, none is narrowest.
      return 1.0 / tunedFor;
    }
    double loss = -2 * Math.log(error);
    return (loss + Math.log1p(loss)) / tunedFor;
  }

  /** Student, <i>The probable error of a mean</i>, Biometrika 6(1), 1908, pp. 1-25. */
  private static final class OneLook extends Reading {

    private final double degreesOfFreedom;
    private final ContinuousDistribution distribution;

    OneLook(double degreesOfFreedom) {
      this.degreesOfFreedom = degreesOfFreedom;
      this.distribution =
          degreesOfFreedom > 0 && Double.isFinite(degreesOfFreedom)
              ? TDistribution.of(degreesOfFreedom)
              : NORMAL;
    }

    @Override
    double multiplier(double level, Effect.Side side) {
      double tail = side == Effect.Side.TWO_SIDED ? (1 - level) / 2 : 1 - level;
      return distribution.inverseSurvivalProbability(tail);
    }

    @Override
    double twoSided(double statistic) {
      return Math.min(1, 2 * distribution.survivalProbability(statistic));
    }

    @Override
    double oneSided(double statistic) {
      return distribution.survivalProbability(statistic);
    }

    @Override
    Reading grown(double factor) {
      return new OneLook(Double.POSITIVE_INFINITY);
    }

    @Override
    String looks() {
      return "for one look";
    }

    @Override
    public String toString() {
      return Double.isInfinite(degreesOfFreedom) ? "normal" : "Student t";
    }
  }

  /**
   * The asymptotic confidence sequence of I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and
   * A. Ramdas, <i>Time-uniform central limit theory and asymptotic confidence sequences</i>, arXiv
   * 2103.06476, from the variance at hand. With N units, ρ² the mixing and k = Nρ² + 1 an estimate
   * t standard errors from the truth is as rare as min(1, √k exp(-t²(k - 1)/(2k))) whenever one
   * looks; one-sided it is min(1, √k / (2 (exp(t²(k - 1)/(2k)) - 1))).
   */
  private static final class EveryLook extends Reading {

    private final double twoSidedWeight;
    private final double oneSidedWeight;
    private final long tunedFor;

    /** A weight is Nρ². */
    EveryLook(double twoSidedWeight, double oneSidedWeight, long tunedFor) {
      this.twoSidedWeight = twoSidedWeight;
      this.oneSidedWeight = oneSidedWeight;
      this.tunedFor = tunedFor;
    }

    @Override
    double multiplier(double level, Effect.Side side) {
      double error = 1 - level;
      if (side == Effect.Side.TWO_SIDED) {
        double k = twoSidedWeight + 1;
        return Math.sqrt(2 * k / twoSidedWeight * Math.log(Math.sqrt(k) / error));
      }
      double k = oneSidedWeight + 1;
      return Math.sqrt(2 * k / oneSidedWeight * Math.log1p(Math.sqrt(k) / (2 * error)));
    }

    @Override
    double twoSided(double statistic) {
      double k = twoSidedWeight + 1;
      double exponent = statistic * statistic * twoSidedWeight / (2 * k);
      return Math.min(1, Math.sqrt(k) * Math.exp(-exponent));
    }

    @Override
    double oneSided(double statistic) {
      if (statistic <= 0) {
        return 1;
      }
      double k = oneSidedWeight + 1;
      double exponent = statistic * statistic * oneSidedWeight / (2 * k);
      return Math.min(1, Math.sqrt(k) / (2 * Math.expm1(exponent)));
    }

    @Override
    Reading grown(double factor) {
      return new EveryLook(twoSidedWeight * factor, oneSidedWeight * factor, tunedFor);
    }

    @Override
    String looks() {
      return "may be looked at after every outcome";
    }

    @Override
    public String toString() {
      return "asymptotic confidence sequence tuned for " + tunedFor + " units";
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * How what is known of two arms becomes a difference and a relative difference.
 *
 * @param design the name of what is compared
 * @param detail what else the method says, starting with a comma if anything
 * @param stratum the means that the contrast rests on
 */
record Contrast(String design, String detail, Stratum stratum) {

  /**
   * Both effects.
   *
   * @param slope the ratio candidate over baseline that the relative error is taken at
   */
  TwoSample of(ArmPair pair, double slope, double degreesOfFreedom) {
    double denominator = stratum.denominatorStatistic();
    if (denominator == 0) {
      return TwoSample.undefined(design, "a denominator is 0", stratum.units());
    }
    Effect effect =
        Effect.of(
            pair.absolute(degreesOfFreedom),
            evidence("difference of " + design + detail),
            Double.isInfinite(denominator) ? null : new Denominator(denominator, "denominator"));
    return new TwoSample(effect, relative(pair, slope, degreesOfFreedom), design, stratum);
  }

  private Effect relative(ArmPair pair, double slope, double degreesOfFreedom) {
    Evidence evidence = evidence("relative difference of " + design + ", delta method" + detail);
    if (pair.baseline() == 0) {
      return Effect.undefined("baseline is 0", evidence);
    }
    double statistic = Math.min(pair.statistic(), stratum.denominatorStatistic());
    return Effect.of(
        pair.relative(slope, degreesOfFreedom), evidence, new Denominator(statistic, "baseline"));
  }

  private Evidence evidence(String method) {
    return Evidence.of(stratum.units(), method + ", independent units")
        .withSmallestArm(stratum.smallerArm());
  }
}

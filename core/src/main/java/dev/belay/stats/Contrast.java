/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import org.jspecify.annotations.Nullable;

/**
 * How what is known of two arms becomes a difference and a relative difference.
 *
 * @param design the name of what is compared
 * @param detail what else the method says, starting with a comma if anything
 * @param stratum the means that the contrast rests on
 */
record Contrast(String design, String detail, Stratum stratum) {

  /**
   * Below it a normal interval for a share, whose spread is told by the events too, is too short.
   */
  private static final int LEAST_EVENTS = 5;

  private static final Denominator FEW_EVENTS =
      Denominator.never(
          "fewer than "
              + LEAST_EVENTS
              + " successes or failures in an arm; Proportion.minus has an interval");

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
            condition(denominator));
    return new TwoSample(effect, relative(pair, slope, degreesOfFreedom), design, stratum);
  }

  private Effect relative(ArmPair pair, double slope, double degreesOfFreedom) {
    Evidence evidence = evidence("relative difference of " + design + ", delta method" + detail);
    if (pair.baseline() == 0) {
      return Effect.undefined("baseline is 0", evidence);
    }
    double statistic = Math.min(pair.statistic(), stratum.denominatorStatistic());
    return Effect.of(
        pair.relative(slope, degreesOfFreedom),
        evidence,
        fewEvents() ? FEW_EVENTS : Denominator.of(statistic, "baseline"));
  }

  private @Nullable Denominator condition(double denominator) {
    if (fewEvents()) {
      return FEW_EVENTS;
    }
    return Double.isInfinite(denominator) ? null : Denominator.of(denominator, "denominator");
  }

  private boolean fewEvents() {
    return stratum.events() < LEAST_EVENTS;
  }

  private Evidence evidence(String method) {
    return Evidence.of(stratum.units(), method + ", independent units")
        .withSmallestArm(stratum.smallerArm());
  }
}

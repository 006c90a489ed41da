/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many more units an effect of the same spread needs. A scaling s is the number of further
 * units over the number so far: the standard error then falls by the root of 1 + s.
 *
 * <p>The power is the chance, if the truth is {@code truth}, that the interval as it will then be
 * excludes 0; the spread counts as known, the estimate as normal.
 */
final class Planning {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int MOST_DOUBLINGS = 27;
  private static final int BISECTIONS = 60;

  private final double standardError;
  private final Reading reading;
  private final double level;

  Planning(double standardError, Reading reading, double level) {
    this.standardError = standardError;
    this.reading = reading;
    this.level = level;
  }

  static void requireGoal(double truth, double power, double level) {
    Interval.requireLevel(level);
    requirePower(power);
    if (!(Math.abs(truth) > 0 && Double.isFinite(truth))) {
      throw new IllegalArgumentException("truth must be finite and not 0: " + truth);
    }
  }

  static void requirePower(double power) {
    if (!(power > 0 && power < 1)) {
      throw new IllegalArgumentException("power must be between 0 and 1: " + power);
    }
  }

  /** The power to find that the truth is not 0. */
  double difference(double truth, double scaling) {
    double distance = Math.abs(truth) / noise(scaling);
    double reach = reach(scaling);
    return above(reach - distance) + above(reach + distance);
  }

  /** The power to find that the truth is less than {@code margin} from 0. */
  double equivalence(double truth, double margin, double scaling) {
    double noise = noise(scaling);
    double room = margin / noise - reach(scaling);
    double off = truth / noise;
    return room <= 0 ? 0 : above(-room - off) - above(room - off);
  }

  /** The power to find a difference after shrinking the estimate towards a prior. */
  double difference(double truth, Effect.Prior prior, double scaling) {
    double noise = noise(scaling);
    double variance = noise * noise;
    double priorVariance = prior.standardDeviation() * prior.standardDeviation();
    double reach = reach(scaling) * Math.sqrt(1 + variance / priorVariance);
    double pull = noise * prior.mean() / priorVariance;
    return above(reach - pull - truth / noise) + above(reach + pull + truth / noise);
  }

  /** The least scaling whose power is at least {@code target}, infinite if none is found. */
  static double scaling(DoubleUnaryOperator power, double target) {
    if (power.applyAsDouble(0) >= target) {
      return 0;
    }
    double high = 1;
    for (int i = 0; power.applyAsDouble(high) < target; i++) {
      if (i == MOST_DOUBLINGS) {
        return Double.POSITIVE_INFINITY;
      }
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (power.applyAsDouble(middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double noise(double scaling) {
    return standardError / Math.sqrt(1 + scaling);
  }

  private double reach(double scaling) {
    return reading.grown(1 + scaling).multiplier(level, Effect.Side.TWO_SIDED);
  }

  private static double above(double z) {
    return NORMAL.survivalProbability(z);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What is usual, plus half of how much the last hour differs from the usual last hour; what is
 * usual alone if nothing left in the last hour.
 *
 * @param <J> the journeys
 * @param usual the usual delay
 * @param lastHour the mean delay of the last hour, NaN if there is none
 * @param usualLastHour what {@code lastHour} usually is
 */
record RecentRule<J>(
    ToDoubleFunction<J> usual, ToDoubleFunction<J> lastHour, ToDoubleFunction<J> usualLastHour)
    implements ToDoubleFunction<J> {
  private static final double CARRIED_OVER = 0.5;

  /** The rule as the training part has it, usual meaning the mean of a cell. */
  static <J extends Journey> RecentRule<J> learned(
      List<J> training, ToDoubleFunction<J> lastHour, List<Function<? super J, ?>> levels) {
    int leastRows = 30;
    return new RecentRule<>(
        new Typical.Rows<>(training, Journey::delayMinutes, leastRows).means(levels),
        lastHour,
        new Typical.Rows<>(training, lastHour, leastRows).means(levels));
  }

  @Override
  public double applyAsDouble(J journey) {
    double surprise = lastHour.applyAsDouble(journey) - usualLastHour.applyAsDouble(journey);
    double correction = Double.isNaN(surprise) ? 0 : CARRIED_OVER * surprise;
    return usual.applyAsDouble(journey) + correction;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a training is.
 *
 * @param done trees that are trained; with 0 the other figures are an estimate from rows, features
 *     and settings, before anything was measured
 * @param total trees to train
 * @param perSecond trees per second so far
 * @param remaining the time the others will take at this rate
 */
public record Progress(int done, int total, double perSecond, Duration remaining) {

  /** Returns {@code 12 of 100 trees, 3.4/s, 26 s left}. */
  @Override
  public String toString() {
    String about = done == 0 ? "about " : "";
    return String.format(
        Locale.ROOT,
        "%,d of %,d trees, %s%s/s, %s%s left",
        done,
        total,
        about,
        Digits.significant(perSecond, 2),
        about,
        Digits.seconds(remaining));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.time.Duration;

/**
 * What a model is held to, whichever one it is.
 *
 * @param lowest the least plausible score
 * @param highest the greatest plausible score
 * @param failures how many in a row open the circuit
 * @param pause how long it stays open
 */
record Limits(double lowest, double highest, int failures, Duration pause) {
  static final Limits NONE =
      new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 5, Duration.ofSeconds(30));

  Limits plausible(double lowest, double highest) {
    return new Limits(lowest, highest, failures, pause);
  }

  Limits circuit(int failures, Duration pause) {
    return new Limits(lowest, highest, failures, pause);
  }

  /** The same within 0 to 1, unless somebody has asked for a range beyond. */
  Limits ofProbabilities(String predictor) {
    boolean asked = lowest != Double.NEGATIVE_INFINITY || highest != Double.POSITIVE_INFINITY;
    if (asked && !(lowest >= 0 && highest <= 1)) {
      throw new IllegalStateException(
          ("predictor '" + predictor + "': plausible from " + lowest + " to " + highest)
              + " reaches beyond a probability");
    }
    return plausible(Math.max(lowest, 0), Math.min(highest, 1));
  }
}

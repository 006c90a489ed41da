/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.time.Duration;

/** Durations that make sense. */
final class Durations {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Durations() {}

  static Duration positive(String name, Duration duration) {
    if (duration.isZero()) {
      throw new IllegalArgumentException(name + ": " + duration + " is not above zero");
    }
    return notNegative(name, duration);
  }

  static Duration notNegative(String name, Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + ": " + duration + " is not 0 to " + LONGEST);
    }
    return duration;
  }
}

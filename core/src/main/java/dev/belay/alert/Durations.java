/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import java.time.Duration;

/** Durations as they are said. */
final class Durations {
  private Durations() {}

  /** In the largest unit that leaves no remainder: 6 h, 90 min, 15 s. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toNanosPart() != 0 || seconds == 0) {
      return duration.toString();
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  static Duration notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + ": " + duration + " is negative");
    }
    return duration;
  }
}

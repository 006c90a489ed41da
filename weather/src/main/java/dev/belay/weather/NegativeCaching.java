/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;

/** How long a failure is kept: as long as the same question will fail the same way, roughly. */
final class NegativeCaching {
  private static final Duration LONGEST = Duration.ofDays(31);

  private NegativeCaching() {}

  static long nanos(WeatherException failure) {
    Duration least = least(failure.reason());
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    Duration longer = asked.compareTo(least) > 0 ? asked : least;
    return (longer.compareTo(LONGEST) > 0 ? LONGEST : longer).toNanos();
  }

  /**
   * The same for work that can wait: that its part of a quota is used up says nothing of live
   * traffic's, which shares the cells.
   */
  static long inBackground(WeatherException failure) {
    return failure.reason() == WeatherException.Reason.QUOTA ? 1 : nanos(failure);
  }

  static Duration least(WeatherException.Reason reason) {
    return switch (reason) {
      case KEY, PLAN -> Duration.ofHours(6);
      case REFUSED, CLOSED -> Duration.ofHours(1);
      case NOT_FOUND, OTHER_PLACE -> Duration.ofMinutes(30);
      // It is of one moment, and others of the same day may be had.
      case QUOTA, OUT_OF_RANGE -> Duration.ofMinutes(1);
      case TIMEOUT, UNREACHABLE, OVERLOADED, BROKEN_REPLY -> Duration.ofSeconds(30);
      case CIRCUIT_OPEN -> Duration.ofSeconds(10);
    };
  }
}

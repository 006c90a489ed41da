/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;

/** How long a failure is kept: as long as the same question will fail the same way, roughly. */
final class NegativeCaching {
  private NegativeCaching() {}

  static long nanos(WeatherException failure) {
    Duration least = least(failure.reason());
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    return (asked.compareTo(least) > 0 ? asked : least).toNanos();
  }

  private static Duration least(WeatherException.Reason reason) {
    return switch (reason) {
      case KEY, PLAN -> Duration.ofHours(6);
      case REFUSED, CLOSED -> Duration.ofHours(1);
      case NOT_FOUND, OTHER_PLACE, OUT_OF_RANGE -> Duration.ofMinutes(30);
      case QUOTA -> Duration.ofMinutes(1);
      case TIMEOUT, UNREACHABLE, OVERLOADED, BROKEN_REPLY -> Duration.ofSeconds(30);
      case CIRCUIT_OPEN -> Duration.ofSeconds(10);
    };
  }
}

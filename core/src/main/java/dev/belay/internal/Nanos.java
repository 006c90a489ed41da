/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

import java.time.Duration;

/** Durations as nanoseconds. */
public final class Nanos {
  /** Half the range, so that adding it to a clock's reading cannot pass the far side of it. */
  private static final long LONGEST = Long.MAX_VALUE / 2;

  private Nanos() {}

  /**
   * A duration as a number.
   *
   * @param duration not negative
   * @return it in nanoseconds, or 146 years if it is longer than that
   */
  public static long saturated(Duration duration) {
    return duration.compareTo(Duration.ofNanos(LONGEST)) >= 0 ? LONGEST : duration.toNanos();
  }
}

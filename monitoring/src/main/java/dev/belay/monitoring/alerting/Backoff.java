/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: "full jitter" of Marc Brooker, Exponential Backoff and
 * Jitter, AWS Architecture Blog, 2015: uniform between nothing and a bound that doubles each time.
 */
final class Backoff {
  static final Duration BASE = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** Any later bound is beyond the longest; far enough to shift no bit out. */
  private static final int LAST_DOUBLING = 10;

  private Backoff() {}

  /** The wait after a failure, the first of which is 0. */
  static long nanosAfter(int failure, RandomGenerator random) {
    long bound = BASE.toNanos() << Math.min(failure, LAST_DOUBLING);
    return random.nextLong(Math.min(bound, LONGEST.toNanos()) + 1);
  }
}

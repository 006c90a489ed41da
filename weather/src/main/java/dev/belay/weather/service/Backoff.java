/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a repetition: "full jitter" of Marc Brooker, Exponential Backoff and
 * Jitter, AWS Architecture Blog, 2015: uniform between nothing and a bound that doubles each time.
 */
final class Backoff {
  private static final long BASE_NANOS = Duration.ofMillis(200).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

  /** Any later bound is beyond the longest; far enough to shift no bit out. */
  private static final int LAST_DOUBLING = 10;

  private Backoff() {}

  /** The wait before a repetition, the first of which is 0. */
  static Duration before(int repetition, RandomGenerator random) {
    long bound = BASE_NANOS << Math.min(repetition, LAST_DOUBLING);
    return Duration.ofNanos(random.nextLong(Math.min(bound, LONGEST_NANOS) + 1));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.util.Locale;

/**
 * How long an answer is good for. It is fresh for some time, towards the end of which it is fetched
 * anew while it still serves; then it serves on, stale, while it is fetched; then whoever asks has
 * to wait, and gets it only if there is nothing better.
 *
 * @param fresh nanoseconds it is fresh
 * @param refreshAfter nanoseconds after which it is fetched anew
 * @param staleWhileRevalidate nanoseconds it serves beyond being fresh without a wait
 * @param staleIfError nanoseconds it serves beyond being fresh if it cannot be fetched
 */
record Freshness(long fresh, long refreshAfter, long staleWhileRevalidate, long staleIfError) {
  private static final double REFRESH_AHEAD = 0.8;
  private static final Duration LONGEST = Duration.ofDays(365);

  static Freshness of(Duration fresh, Duration staleWhileRevalidate, Duration staleIfError) {
    long nanos = nanos("fresh", fresh);
    if (nanos == 0) {
      throw new IllegalArgumentException("fresh for " + fresh);
    }
    return new Freshness(
        nanos,
        (long) (REFRESH_AHEAD * nanos),
        nanos("stale while it is fetched", staleWhileRevalidate),
        nanos("stale if it cannot be fetched", staleIfError));
  }

  private static long nanos(String name, Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s for %s (at most %s)", name, duration, LONGEST));
    }
    return duration.toNanos();
  }

  boolean isFresh(long age) {
    return age < fresh;
  }

  boolean isDue(long age) {
    return age >= refreshAfter;
  }

  /** Whether it serves without a wait. */
  boolean serves(long age) {
    return age < fresh + staleWhileRevalidate;
  }

  /** Whether it serves where fetching has failed. */
  boolean consoles(long age) {
    return age < longest();
  }

  /** After so long it serves in no case. */
  long longest() {
    return fresh + Math.max(staleWhileRevalidate, staleIfError);
  }
}

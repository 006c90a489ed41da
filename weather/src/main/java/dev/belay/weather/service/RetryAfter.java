/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a service wants to be left alone: RFC 9110, 10.2.3. A date is taken from the reply's own
 * one if there is one, so that a wrong clock on either side does not matter.
 */
final class RetryAfter {
  /** Nobody is left alone for longer, whatever the header says. */
  static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** The wish, at most {@link #LONGEST}; empty if there is none, or none that can be read. */
  static Optional<Duration> in(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after")
        .map(String::trim)
        .flatMap(text -> digits(text) ? Optional.of(seconds(text)) : until(text, headers, now))
        .map(wish -> wish.compareTo(LONGEST) > 0 ? LONGEST : wish);
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration seconds(String digits) {
    // A number that does not fit is as good as the longest.
    return digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Optional<Duration> until(String text, HttpHeaders headers, Instant now) {
    Instant from = headers.firstValue("date").flatMap(RetryAfter::date).orElse(now);
    return date(text)
        .map(end -> Duration.between(from, end))
        .map(wish -> wish.isNegative() ? Duration.ZERO : wish);
  }

  private static Optional<Instant> date(String text) {
    return Optional.ofNullable(HttpDate.of(text));
  }
}

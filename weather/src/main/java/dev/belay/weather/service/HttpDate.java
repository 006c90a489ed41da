/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A date in a header: RFC 9110, 5.6.7, in the one form that is still to be written. */
final class HttpDate {
  private HttpDate() {}

  /** The moment; null if there is none, or none that can be read. */
  static @Nullable Instant of(@Nullable String text) {
    try {
      return text == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}

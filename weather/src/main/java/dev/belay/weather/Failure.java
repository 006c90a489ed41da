/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.WeatherException.Reason;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a provider failed with, as what it has to be. */
final class Failure {
  private Failure() {}

  /**
   * The reason under whatever stages have wrapped it in. Of anything else only the type is told:
   * its text may hold a key.
   */
  static WeatherException of(String provider, @Nullable Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof WeatherException known) {
      return known;
    }
    String what = cause == null ? "no weather" : cause.getClass().getName();
    return new WeatherException(Reason.BROKEN_REPLY, provider + " broke its contract with " + what);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What providers have failed with, one after the other: never two at once. */
final class Failures {
  /** What says something of the source before what it only does not have; then what lasts least. */
  private static final Comparator<WeatherException> LASTING =
      Comparator.comparing((WeatherException failure) -> !FetchRecord.isOfTheSource(failure))
          .thenComparingLong(NegativeCaching::nanos);

  private record Failed(String provider, WeatherException failure) {
    @Override
    public String toString() {
      return provider + ": " + failure.reason() + ", " + failure.getMessage();
    }
  }

  private final List<Failed> failures = new ArrayList<>();

  void add(String provider, @Nullable Throwable thrown) {
    failures.add(new Failed(provider, Failure.of(provider, thrown)));
  }

  /** All of them as one; there is at least one. */
  WeatherException all() {
    WeatherException first = failures.stream().map(Failed::failure).min(LASTING).orElseThrow();
    WeatherException all =
        new WeatherException(
            first.reason(),
            "no provider has weather: "
                + failures.stream().map(Failed::toString).collect(Collectors.joining("; ")));
    return first.retryAfter().map(all::withRetryAfter).orElse(all);
  }
}

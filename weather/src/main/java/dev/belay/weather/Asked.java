/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Questions to code that is not ours: whatever it does, there is a stage to wait for. */
final class Asked {
  private Asked() {}

  static <T> CompletionStage<T> one(Supplier<? extends @Nullable CompletionStage<T>> question) {
    try {
      return Objects.requireNonNull(question.get(), "no stage");
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }

  /** The weather of several places, a stage for each, in order. */
  static List<CompletionStage<WeatherSeries>> all(
      WeatherProvider provider, List<Place> places, Instant time) {
    try {
      List<CompletionStage<WeatherSeries>> stages = List.copyOf(provider.series(places, time));
      return stages.size() == places.size()
          ? stages
          : failed(places.size(), wrongNumber(provider, stages.size(), places.size()));
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError broken) {
      return failed(places.size(), broken);
    }
  }

  private static WeatherException wrongNumber(WeatherProvider provider, int answers, int places) {
    return new WeatherException(
        WeatherException.Reason.BROKEN_REPLY,
        "%s answered for %d places of %d".formatted(provider.name(), answers, places));
  }

  private static List<CompletionStage<WeatherSeries>> failed(int number, Throwable failure) {
    return Collections.nCopies(number, CompletableFuture.failedFuture(failure));
  }
}

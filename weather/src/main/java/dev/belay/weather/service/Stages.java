/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Stages that fail with a {@link WeatherException} itself, not with one that is wrapped. */
final class Stages {
  private Stages() {}

  /**
   * What comes of a stage that fails with a {@link WeatherException} and nothing else. Cancelling
   * it cancels nothing but itself: others may wait for the same stage.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in the result
  static <T, R> CompletableFuture<R> then(CompletableFuture<T> stage, Function<T, R> next) {
    CompletableFuture<R> result = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failure);
            return;
          }
          try {
            result.complete(next.apply(value));
          } catch (RuntimeException | Error broken) {
            result.completeExceptionally(broken);
          }
        });
    return result;
  }

  /**
   * The series, if it is of the time it was asked for.
   *
   * @throws WeatherException if not
   */
  static WeatherSeries covering(Instant time, WeatherSeries series) {
    if (!series.covers(time)) {
      throw new WeatherException(Reason.OUT_OF_RANGE, "nothing of " + time + ", only " + series);
    }
    return series;
  }
}

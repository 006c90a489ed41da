/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question that is settled, one way or the other, for whoever looks at several before deciding.
 *
 * @param value what came of it, unless it failed
 * @param failure why it failed, if it did
 */
record Settled<T>(@Nullable T value, @Nullable WeatherException failure) {

  /** What comes of some work. */
  static <T> Settled<T> by(Supplier<T> work) {
    try {
      return new Settled<>(work.get(), null);
    } catch (WeatherException e) {
      return failed(e);
    }
  }

  static <T> Settled<T> failed(WeatherException failure) {
    return new Settled<>(null, failure);
  }

  /** A stage that does not fail, of one that may. */
  static <T> CompletableFuture<Settled<T>> of(CompletableFuture<T> stage) {
    return stage.handle(Settled::ended);
  }

  private static <T> Settled<T> ended(@Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      return new Settled<>(value, null);
    }
    if (failure instanceof WeatherException known) {
      return failed(known);
    }
    throw new CompletionException(failure);
  }

  boolean failedFor(Reason reason) {
    return failure != null && failure.reason() == reason;
  }

  boolean failedInPassing() {
    return failure != null && failure.reason().passing();
  }

  /** The same, or what another's failure explains better. */
  Settled<T> blaming(Settled<?> other) {
    return failure != null && other.failure != null ? failed(other.failure) : this;
  }

  <R> Settled<R> map(Function<T, R> next) {
    return by(() -> next.apply(orThrow()));
  }

  T orThrow() {
    if (value == null) {
      throw Objects.requireNonNull(failure);
    }
    return value;
  }
}

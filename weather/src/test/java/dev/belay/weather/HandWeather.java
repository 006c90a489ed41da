/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Weather that has to be waited for until the test says it, and is at hand from then on. All who
 * wait wait for one answer. Thread-safe.
 */
final class HandWeather extends ReadableWeather {
  private final InstantSource clock;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile CompletableFuture<WeatherSeries> open = new CompletableFuture<>();
  private volatile @Nullable WeatherSeries known;

  HandWeather(InstantSource clock) {
    this.clock = clock;
  }

  void answer(WeatherSeries series) {
    known = series;
    open.complete(series);
  }

  /** Fails those who wait; who asks from now on waits again. */
  void fail(Throwable failure) {
    CompletableFuture<WeatherSeries> failed = open;
    open = new CompletableFuture<>();
    failed.completeExceptionally(failure);
  }

  int asked() {
    return asked.get();
  }

  @Override
  public String name() {
    return "hand";
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    asked.incrementAndGet();
    return open;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  boolean read(double latitude, double longitude, long epochSecond, Reading reading) {
    WeatherSeries series = known;
    return series != null && series.read(epochSecond, clock.instant().getEpochSecond(), reading);
  }
}

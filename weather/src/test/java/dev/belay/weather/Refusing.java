/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Panel;
import dev.belay.weather.WeatherException.Reason;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that has one answer to everything: why not. */
record Refusing(String name, Throwable failure, AtomicInteger asked) implements WeatherProvider {
  Refusing(String name, Reason reason) {
    this(name, new WeatherException(reason, "no " + name));
  }

  Refusing(String name, Throwable failure) {
    this(name, failure, new AtomicInteger());
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    asked.incrementAndGet();
    return CompletableFuture.failedFuture(failure);
  }

  @Override
  public CompletionStage<Panel> check() {
    return CompletableFuture.failedFuture(failure);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;
import dev.belay.weather.Cell.Loaded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a cell's series comes from: another process's, if it is not due, or the provider's. */
final class Upward {
  private final WeatherProvider provider;
  private final @Nullable SeriesStore store;
  private final Freshness freshness;
  private final CacheCounts counts;
  private final Ticker ticker;
  private final boolean background;

  Upward(
      WeatherProvider provider,
      @Nullable SeriesStore store,
      Freshness freshness,
      CacheCounts counts,
      Ticker ticker) {
    this(provider, store, freshness, counts, ticker, false);
  }

  private Upward(
      WeatherProvider provider,
      @Nullable SeriesStore store,
      Freshness freshness,
      CacheCounts counts,
      Ticker ticker,
      boolean background) {
    this.provider = provider;
    this.store = store;
    this.freshness = freshness;
    this.counts = counts;
    this.ticker = ticker;
    this.background = background;
  }

  Upward inBackground() {
    return new Upward(provider.inBackground(), store, freshness, counts, ticker, true);
  }

  /** For how many nanoseconds after a failure nothing is fetched. */
  long quiet(WeatherException failure) {
    return background ? NegativeCaching.inBackground(failure) : NegativeCaching.nanos(failure);
  }

  WeatherProvider provider() {
    return provider;
  }

  /**
   * Gets a series.
   *
   * @param key what the store calls it
   * @param now to tell what is fresh
   */
  CompletionStage<Loaded<WeatherSeries>> series(
      String key, Place place, Instant time, Instant now) {
    SeriesStore second = store;
    if (second == null) {
      return fetch(place, time).thenApply(Loaded::fresh);
    }
    return stored(second, key, now)
        .thenCompose(
            found ->
                found != null
                    ? CompletableFuture.completedStage(found)
                    : fetch(place, time)
                        .whenComplete((series, failure) -> save(key, series))
                        .thenApply(Loaded::fresh));
  }

  List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
    counts.fetches.add(places.size());
    return provider.series(places, time).stream().map(this::counted).toList();
  }

  private CompletionStage<WeatherSeries> fetch(Place place, Instant time) {
    counts.fetches.increment();
    try {
      return counted(provider.series(place, time));
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return counted(CompletableFuture.failedStage(broken));
    }
  }

  private CompletionStage<WeatherSeries> counted(CompletionStage<WeatherSeries> stage) {
    return stage.whenComplete(
        (series, failure) -> {
          if (failure != null) {
            counts.failures.increment();
            counts.record.failed(Failure.of(provider.name(), failure));
          } else {
            counts.record.succeeded(ticker.nanos());
          }
        });
  }

  private CompletionStage<@Nullable Loaded<WeatherSeries>> stored(
      SeriesStore second, String key, Instant now) {
    CompletionStage<byte @Nullable []> found;
    try {
      found = second.load(key);
    } catch (RuntimeException broken) {
      found = CompletableFuture.failedStage(broken);
    }
    return found.handle((text, failure) -> parse(text, failure, now));
  }

  private @Nullable Loaded<WeatherSeries> parse(
      byte @Nullable [] text, @Nullable Throwable failure, Instant now) {
    if (failure == null && text == null) {
      return null;
    }
    try {
      WeatherSeries series = text == null ? null : SeriesJson.read(text);
      if (series != null) {
        long age = Duration.between(series.fetchedAt(), now).toNanos();
        if (freshness.isDue(age)) {
          return null;
        }
        counts.record.known(ticker.nanos() - age);
        return new Loaded<>(series, Math.max(0, age));
      }
    } catch (IOException | ArithmeticException broken) {
      counts.storeFailures.increment();
      return null;
    }
    if (failure != null) {
      counts.storeFailures.increment();
    }
    return null;
  }

  void save(String key, @Nullable WeatherSeries series) {
    if (series == null || store == null) {
      return;
    }
    try {
      store.save(key, SeriesJson.write(series), Duration.ofNanos(freshness.fresh()));
    } catch (RuntimeException broken) {
      counts.storeFailures.increment();
    }
  }
}

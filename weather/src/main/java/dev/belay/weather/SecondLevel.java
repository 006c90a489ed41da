/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;
import dev.belay.weather.Cell.Loaded;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What other processes have fetched, if there is a store; whatever it does wrong is a miss. */
final class SecondLevel {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A source may say where its own grid has a point; none that we know is coarser. */
  private static final double COARSEST_METRES = 50_000;

  private final @Nullable SeriesStore store;
  private final CacheCounts counts;
  private final Ticker ticker;

  SecondLevel(@Nullable SeriesStore store, CacheCounts counts, Ticker ticker) {
    this.store = store;
    this.counts = counts;
    this.ticker = ticker;
  }

  /** A stage of what is there and not due, or of null; it never fails. */
  CompletionStage<@Nullable Loaded<WeatherSeries>> load(CellWish wish) {
    SeriesStore asked = store;
    return asked == null
        ? CompletableFuture.completedStage(null)
        : answer(asked, wish.key()).handle((text, failure) -> read(text, failure, wish));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what follows ends in the answer
  private CompletableFuture<byte @Nullable []> answer(SeriesStore asked, String key) {
    CompletableFuture<byte @Nullable []> answer = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> limit = ticker.timer(PATIENCE_NANOS);
    limit.thenRun(() -> answer.completeExceptionally(new TimeoutException(key)));
    answer.whenComplete((text, failure) -> limit.cancel(false));
    Asked.one(() -> asked.load(key))
        .whenComplete(
            (text, failure) -> {
              if (failure == null) {
                answer.complete(text);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    return answer;
  }

  private @Nullable Loaded<WeatherSeries> read(
      byte @Nullable [] text, @Nullable Throwable failure, CellWish wish) {
    if (failure != null) {
      counts.storeFailures.increment();
      return null;
    }
    try {
      return text == null ? null : loaded(SeriesJson.read(text), wish);
    } catch (IOException | ArithmeticException broken) {
      counts.storeFailures.increment();
      return null;
    }
  }

  private @Nullable Loaded<WeatherSeries> loaded(WeatherSeries series, CellWish wish) {
    long age = Duration.between(series.fetchedAt(), ticker.instant()).toNanos();
    if (wish.freshness().isDue(age)) {
      return null;
    }
    if (series.place().metresTo(wish.place()) > COARSEST_METRES) {
      counts.storeFailures.increment();
      return null;
    }
    counts.record.known(ticker.nanos() - age);
    return new Loaded<>(series, Math.max(0, age));
  }

  void save(CellWish wish, WeatherSeries series) {
    if (store == null) {
      return;
    }
    try {
      store.save(wish.key(), SeriesJson.write(series), Duration.ofNanos(wish.freshness().fresh()));
    } catch (RuntimeException broken) {
      counts.storeFailures.increment();
    }
  }
}

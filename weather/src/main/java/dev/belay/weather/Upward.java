/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;
import dev.belay.weather.Cell.Loaded;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where a cell's series comes from: another process's, if it is not due, or the provider's. */
final class Upward {
  private final WeatherProvider provider;
  private final SecondLevel second;
  private final CacheCounts counts;
  private final Ticker ticker;
  private final boolean background;

  Upward(WeatherProvider provider, SecondLevel second, CacheCounts counts, Ticker ticker) {
    this(provider, second, counts, ticker, false);
  }

  private Upward(
      WeatherProvider provider,
      SecondLevel second,
      CacheCounts counts,
      Ticker ticker,
      boolean background) {
    this.provider = provider;
    this.second = second;
    this.counts = counts;
    this.ticker = ticker;
    this.background = background;
  }

  Upward inBackground() {
    return new Upward(provider.inBackground(), second, counts, ticker, true);
  }

  /** For how many nanoseconds after a failure nothing is fetched. */
  long quiet(WeatherException failure) {
    return background ? NegativeCaching.inBackground(failure) : NegativeCaching.nanos(failure);
  }

  boolean background() {
    return background;
  }

  WeatherProvider provider() {
    return provider;
  }

  CompletionStage<Loaded<WeatherSeries>> series(CellWish wish) {
    return known(wish)
        .thenCompose(
            known -> known != null ? CompletableFuture.completedStage(known) : fetched(wish));
  }

  /** A stage of what another process has fetched, or of null; it never fails. */
  CompletionStage<@Nullable Loaded<WeatherSeries>> known(CellWish wish) {
    return second.load(wish);
  }

  private CompletionStage<Loaded<WeatherSeries>> fetched(CellWish wish) {
    counts.fetches.increment();
    return landed(wish, Asked.one(() -> provider.series(wish.place(), wish.time())));
  }

  /** The same for several, with one question where the provider can; a stage for each, in order. */
  List<CompletionStage<Loaded<WeatherSeries>>> fetched(List<CellWish> wishes, Instant time) {
    counts.fetches.add(wishes.size());
    List<CompletionStage<WeatherSeries>> stages =
        Asked.all(provider, wishes.stream().map(CellWish::place).toList(), time);
    return IntStream.range(0, wishes.size())
        .mapToObj(i -> landed(wishes.get(i), stages.get(i)))
        .toList();
  }

  private CompletionStage<Loaded<WeatherSeries>> landed(
      CellWish wish, CompletionStage<WeatherSeries> stage) {
    return stage
        .whenComplete((series, failure) -> note(wish, series, failure))
        .thenApply(Loaded::fresh);
  }

  /**
   * What a failure says of the provider: the background's part of a quota is not live traffic's.
   */
  void lost(WeatherException failure) {
    if (!(background && failure.reason() == WeatherException.Reason.QUOTA)) {
      counts.record.failed(failure);
    }
  }

  private void note(CellWish wish, @Nullable WeatherSeries series, @Nullable Throwable failure) {
    if (failure != null) {
      counts.failures.increment();
      lost(Failure.of(provider.name(), failure));
      return;
    }
    counts.record.succeeded(ticker.nanos());
    if (series != null) {
      second.save(wish, series);
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which cell answers a question, at once or when it has been fetched. Thread-safe. */
final class CellQuestions {
  /** What was asked around now is answered by the series that reaches into the future. */
  static final Duration LIVE = Duration.ofHours(2);

  private static final long LIVE_SECONDS = LIVE.toSeconds();

  private final CacheCells shared;
  private final Upward upward;

  CellQuestions(CacheCells shared, Upward upward) {
    this.shared = shared;
    this.upward = upward;
  }

  /** Allocates nothing and waits for nothing if the cell is known. */
  boolean read(double latitude, double longitude, long epochSecond, Reading reading) {
    if (!Place.isPlace(latitude, longitude)) {
      return false;
    }
    int row = shared.grid.row(latitude);
    int column = shared.grid.column(longitude);
    CellKey key = shared.keys.borrow();
    try {
      return read(key.at(row, column, CellKey.LIVE), epochSecond, reading)
          || read(key.at(row, column, CellKey.day(epochSecond)), epochSecond, reading);
    } finally {
      shared.keys.giveBack(key);
    }
  }

  private boolean read(CellKey key, long epochSecond, Reading reading) {
    Cell<WeatherSeries> cell = shared.cells.getIfPresent(key);
    if (cell == null) {
      return false;
    }
    long nanos = shared.ticker.nanos();
    Cell.Entry<WeatherSeries> known = cell.entry();
    WeatherSeries series = serving(cell, known, key, epochSecond, nanos);
    return series != null && series.read(epochSecond, now(known, nanos), reading);
  }

  /** What a cell has of a moment, at once; and has it fetched anew where that is due. */
  private @Nullable WeatherSeries serving(
      Cell<WeatherSeries> cell,
      Cell.Entry<WeatherSeries> known,
      CellKey key,
      long epochSecond,
      long nanos) {
    if (cell.wants(known, nanos)) {
      refresh(cell, key, epochSecond);
    }
    WeatherSeries series = cell.serving(known, nanos);
    if (series == null || !series.covers(epochSecond)) {
      return null;
    }
    (cell.fresh(known, nanos) ? shared.counts.hits : shared.counts.stale).increment();
    return series;
  }

  /** The wall clock's second, by the monotonic clock: an entry's age must not jump. */
  private static long now(Cell.Entry<WeatherSeries> known, long nanos) {
    return known.second() + TimeUnit.NANOSECONDS.toSeconds(nanos - known.loaded());
  }

  private void refresh(Cell<WeatherSeries> cell, CellKey key, long epochSecond) {
    CellKey kept = key.copy();
    ignore(cell.fetch(loading(() -> load(kept, epochSecond))));
  }

  /** Who only asked for a refresh has an answer: what comes of it is in the cell. */
  private static void ignore(CompletableFuture<?> refreshed) {
    Objects.requireNonNull(refreshed);
  }

  private Cell.Load<WeatherSeries> loading(
      Supplier<CompletionStage<Cell.Loaded<WeatherSeries>>> start) {
    return new Cell.Load<>() {
      @Override
      public CompletionStage<Cell.Loaded<WeatherSeries>> start() {
        return start.get();
      }

      @Override
      public long quiet(WeatherException failure) {
        return upward.quiet(failure);
      }

      @Override
      public void lost(WeatherException failure) {
        upward.lost(failure);
      }

      @Override
      public boolean background() {
        return upward.background();
      }
    };
  }

  private CompletionStage<Cell.Loaded<WeatherSeries>> load(CellKey key, long epochSecond) {
    return upward.series(shared.wish(key, epochSecond));
  }

  CompletionStage<WeatherSeries> series(Place place, Instant time) {
    long epochSecond = time.getEpochSecond();
    CellKey live = key(place, CellKey.LIVE);
    CellKey day = key(place, CellKey.day(epochSecond));
    WeatherSeries known = serving(live, epochSecond);
    known = known == null ? serving(day, epochSecond) : known;
    if (known != null) {
      return CompletableFuture.completedStage(known);
    }
    shared.counts.misses.increment();
    long nowSecond = TimeUnit.MILLISECONDS.toSeconds(shared.ticker.millis());
    if (epochSecond < nowSecond - LIVE_SECONDS) {
      return ofDay(day, time);
    }
    return fetched(live, epochSecond)
        .thenCompose(
            series ->
                series.covers(epochSecond)
                    ? CompletableFuture.completedStage(series)
                    : ofDay(day, time));
  }

  private CompletionStage<WeatherSeries> ofDay(CellKey day, Instant time) {
    return fetched(day, time.getEpochSecond()).thenApply(series -> covering(time, series));
  }

  /** An entry that was fetched for another moment of its day may lack this one. */
  private WeatherSeries covering(Instant time, WeatherSeries series) {
    if (!series.covers(time)) {
      throw new WeatherException(
          WeatherException.Reason.OUT_OF_RANGE,
          "%s: nothing of %s, only %s".formatted(upward.provider().name(), time, series));
    }
    return series;
  }

  private CellKey key(Place place, int day) {
    return new CellKey()
        .at(shared.grid.row(place.latitude()), shared.grid.column(place.longitude()), day);
  }

  private @Nullable WeatherSeries serving(CellKey key, long epochSecond) {
    Cell<WeatherSeries> cell = shared.cells.getIfPresent(key);
    return cell == null
        ? null
        : serving(cell, cell.entry(), key, epochSecond, shared.ticker.nanos());
  }

  /**
   * What a cell has, or will have, whether it is of the moment or not. All who wait share the
   * stage: nobody outside may complete or cancel it.
   */
  private CompletionStage<WeatherSeries> fetched(CellKey key, long epochSecond) {
    Cell<WeatherSeries> cell = shared.cell(key);
    WeatherSeries series = cell.serving(cell.entry(), shared.ticker.nanos());
    return series != null
        ? CompletableFuture.completedStage(series)
        : cell.fetch(loading(() -> load(key, epochSecond)));
  }

  /** All that are due, in one question; never fails. */
  CompletionStage<Void> prefetch(Collection<Place> places) {
    Instant now = shared.ticker.instant();
    Prefetch prefetch = new Prefetch(upward, now);
    List<CompletableFuture<?>> landed = new ArrayList<>();
    for (CellKey key : places.stream().map(place -> key(place, CellKey.LIVE)).distinct().toList()) {
      Cell<WeatherSeries> cell = shared.cell(key);
      if (cell.due(cell.entry(), shared.ticker.nanos())) {
        CellWish wish = shared.wish(key, now.getEpochSecond());
        landed.add(
            cell.fetch(loading(() -> prefetch.add(wish))).handle((series, failure) -> series));
      }
    }
    prefetch.depart();
    return CompletableFuture.allOf(landed.toArray(new CompletableFuture<?>[0]));
  }
}

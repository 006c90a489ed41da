/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;
import dev.belay.internal.Nanos;
import dev.belay.report.Health;
import dev.belay.weather.Cell.Loaded;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The table of one feed, fetched again and again. Thread-safe. */
final class LiveCell implements Cell.Load<LiveCell.Dated> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * A table and its age.
   *
   * @param since when it was observed, in nanoseconds of the monotonic clock
   */
  record Dated(LiveTable table, long since) {

    /** Nanoseconds, never below 0: it may have come after the clock was read. */
    long age(long nanos) {
      return Math.max(0, nanos - since);
    }
  }

  private final String name;
  private final LiveFeed feed;
  private final Ticker ticker;
  private final Freshness freshness;
  private final Cell<Dated> cell;
  private final FetchRecord record = new FetchRecord();
  final LongAdder fetches = new LongAdder();
  final LongAdder failures = new LongAdder();

  LiveCell(String name, LiveFeed feed, Freshness freshness, Ticker ticker) {
    this.name = name;
    this.feed = feed;
    this.ticker = ticker;
    this.freshness = freshness;
    this.cell = new Cell<>(new CellRules(name, ticker, freshness, PATIENCE.toNanos()));
  }

  /** A feed is tried again at least as often as it would be fetched anew, unless it objects. */
  @Override
  public long quiet(WeatherException failure) {
    long asked = failure.retryAfter().map(Nanos::saturated).orElse(0L);
    return Math.max(
        asked, Math.min(NegativeCaching.least(failure.reason()).toNanos(), freshness.fresh()));
  }

  @Override
  public void lost(WeatherException failure) {
    record.broke(failure);
  }

  /** Has it fetched if it is time to and nobody does. */
  void refresh(long nanos) {
    if (cell.wants(cell.entry(), nanos)) {
      ignore(fetch());
    }
  }

  /** Who only asked for a refresh has an answer: what comes of it is in the cell. */
  private static void ignore(CompletableFuture<?> refreshed) {
    Objects.requireNonNull(refreshed);
  }

  CompletableFuture<Dated> fetch() {
    return cell.fetch(this);
  }

  /** What serves now without a wait, or null. */
  @Nullable Dated serving(long nanos) {
    Dated dated = cell.serving(cell.entry(), nanos);
    return dated == null || dated.age(nanos) >= freshness.longest() ? null : dated;
  }

  boolean fresh(long age) {
    return freshness.isFresh(age);
  }

  boolean tooOld(Dated dated) {
    return dated.age(ticker.nanos()) >= freshness.longest();
  }

  @Override
  public CompletionStage<Loaded<Dated>> start() {
    fetches.increment();
    return Asked.one(feed::load).thenApply(this::dated).whenComplete(this::note);
  }

  private Loaded<Dated> dated(LiveTable table) {
    if (!table.columns().equals(feed.columns())) {
      throw new WeatherException(
          Reason.BROKEN_REPLY,
          name + ": columns " + table.columns() + " instead of " + feed.columns());
    }
    long age = table.observedAt().map(this::age).orElse(0L);
    if (age >= freshness.longest()) {
      throw new WeatherException(
          Reason.BROKEN_REPLY,
          "%s: nothing since %s, which is too old"
              .formatted(name, table.observedAt().orElseThrow()));
    }
    return Loaded.fresh(new Dated(table, ticker.nanos() - age));
  }

  private long age(Instant observed) {
    Duration age = Duration.between(observed, ticker.instant());
    return age.isNegative() ? 0 : Nanos.saturated(age);
  }

  private void note(@Nullable Loaded<Dated> loaded, @Nullable Throwable thrown) {
    if (thrown == null) {
      // Since it was observed, as it serves: a feed that stands still is not well.
      record.succeeded(loaded == null ? ticker.nanos() : loaded.value().since());
    } else {
      failures.increment();
      record.broke(Failure.of(name, thrown));
    }
  }

  int size() {
    Dated dated = cell.entry().value();
    return dated == null ? 0 : dated.table().size();
  }

  Health health() {
    return record.health(ticker.nanos(), freshness.longest());
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.FeatureSource;
import dev.belay.Ticker;
import dev.belay.report.Health;
import dev.belay.report.HealthSource;
import dev.belay.report.Panel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a live table says of a query's key, as columns of its row: traffic by zone, events by
 * district.
 *
 * <pre>{@code
 * LiveFeatures<Trip> traffic =
 *     LiveFeatures.of("traffic", Trip::zone, LiveFeed.file(path, "congestion", "incidents"))
 *         .freshFor(ofMinutes(2));
 * }</pre>
 *
 * <p>The columns are the feed's after the name, as {@code traffic_congestion}, then {@code
 * traffic_age_minutes} (how long ago the table was observed, or else loaded) and {@code
 * traffic_stale} (1 if it is no longer fresh, otherwise 0). A value that the table does not have is
 * NaN. Where it does not know the key, or there is no table, the source fails for that query, so
 * that {@code traffic_unavailable} is 1 where it is optional; where it is required the rule
 * answers.
 *
 * <p>A table is loaded when a predictor is built with the source, and anew in the last fifth of its
 * time by whoever asks, who gets the one there is; so it is for a while after that time, stale.
 * While loading fails, it serves {@linkplain #staleIfError longer}. It is tried again after 30 s,
 * after a refusal later, but within the time a table is fresh, unless the feed wishes otherwise.
 * Where no table serves, the values come as a stage; at most 4,096 questions wait at a time, and
 * those beyond fail at once. What is at hand costs not a byte. No threads of its own; thread-safe
 * if the host's function is.
 *
 * @param <Q> the host's query
 */
public final class LiveFeatures<Q> implements FeatureSource<Q>, HealthSource {
  private static final double MINUTE = 60e9;

  /**
   * What the source has done since it was made.
   *
   * @param hits answers at once, fresh
   * @param stale answers at once, of a table that was no longer fresh
   * @param unknown questions for a key that the table at hand does not have
   * @param misses questions for which no table was at hand
   * @param loads tables asked of the feed
   * @param failures how many of these failed
   */
  public record Counts(
      long hits, long stale, long unknown, long misses, long loads, long failures) {}

  private record Terms(
      Duration freshFor, Duration staleWhileRevalidate, Duration staleIfError, Ticker ticker) {
    Freshness freshness() {
      return Freshness.of(freshFor, staleWhileRevalidate, staleIfError);
    }
  }

  private final String name;
  private final Function<? super Q, @Nullable String> key;
  private final LiveFeed feed;
  private final Terms terms;
  private final List<String> columns;
  private final int values;
  private final LiveCell cell;
  private final Absences absences = new Absences();
  private final LongAdder hits = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder misses = new LongAdder();

  private LiveFeatures(
      String name, Function<? super Q, @Nullable String> key, LiveFeed feed, Terms terms) {
    this.name = name;
    this.key = key;
    this.feed = feed;
    this.terms = terms;
    List<String> known = LiveRows.checked(feed.columns());
    this.values = known.size();
    this.columns = columns(name, known);
    this.cell = new LiveCell(name, feed, terms.freshness(), terms.ticker);
  }

  private static List<String> columns(String name, List<String> known) {
    List<String> columns = new ArrayList<>();
    known.forEach(column -> columns.add(name + "_" + column));
    columns.add(name + "_age_minutes");
    columns.add(name + "_stale");
    return LiveRows.distinct(columns);
  }

  /**
   * What a feed says of a query's key: fresh for five minutes, stale for five more while it is
   * loaded, and for an hour if it cannot be.
   *
   * @param <Q> the host's query
   * @param name what the columns' names begin with; not blank
   * @param key the query's key, null for none, read on the predicting thread; best a text that the
   *     query has anyway
   * @param feed where the table comes from
   * @return the source
   * @throws IllegalArgumentException if the name is blank or the feed's columns are none to use
   */
  public static <Q> LiveFeatures<Q> of(
      String name, Function<? super Q, @Nullable String> key, LiveFeed feed) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a source needs a name, not '" + name + "'");
    }
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(feed, "feed");
    Duration five = Duration.ofMinutes(5);
    return new LiveFeatures<>(
        name, key, feed, new Terms(five, five, Duration.ofHours(1), Ticker.system()));
  }

  /**
   * How long a table is fresh; five minutes by default. In the last fifth it is loaded anew when
   * somebody asks.
   *
   * @param duration more than nothing, at most 365 days
   * @return a copy with a table and counters of its own
   * @throws IllegalArgumentException if it is outside the range
   */
  public LiveFeatures<Q> freshFor(Duration duration) {
    return with(new Terms(duration, terms.staleWhileRevalidate, terms.staleIfError, terms.ticker));
  }

  /**
   * How long a table that is no longer fresh still serves at once, while it is loaded anew; five
   * minutes by default.
   *
   * @param duration at most 365 days; zero for never
   * @return a copy with a table and counters of its own
   * @throws IllegalArgumentException if it is outside the range
   */
  public LiveFeatures<Q> staleWhileRevalidate(Duration duration) {
    return with(new Terms(terms.freshFor, duration, terms.staleIfError, terms.ticker));
  }

  /**
   * How long a table that is no longer fresh serves where loading fails; an hour by default. What
   * was observed so long ago, or still longer than it may serve otherwise, serves in no case.
   *
   * @param duration at most 365 days; zero for never
   * @return a copy with a table and counters of its own
   * @throws IllegalArgumentException if it is outside the range
   */
  public LiveFeatures<Q> staleIfError(Duration duration) {
    return with(new Terms(terms.freshFor, terms.staleWhileRevalidate, duration, terms.ticker));
  }

  /**
   * The clock; the system's by default.
   *
   * @param clock another
   * @return a copy with a table and counters of its own
   */
  public LiveFeatures<Q> ticker(Ticker clock) {
    Objects.requireNonNull(clock, "clock");
    return with(new Terms(terms.freshFor, terms.staleWhileRevalidate, terms.staleIfError, clock));
  }

  private LiveFeatures<Q> with(Terms others) {
    return new LiveFeatures<>(name, key, feed, others);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It holds from when on a table is stale, which a column says.
   */
  @Override
  public String fingerprint() {
    return "stale after " + terms.freshFor;
  }

  /** Has the table loaded, so that the first prediction need not wait for it. */
  @Override
  public void attached(String predictor) {
    cell.refresh(terms.ticker.nanos());
  }

  @Override
  public CompletionStage<double[]> fill(Q query, Slots slots) {
    String wanted = key.apply(query);
    long nanos = terms.ticker.nanos();
    cell.refresh(nanos);
    LiveCell.Dated known = cell.serving(nanos);
    if (known == null) {
      misses.increment();
      return absences.await(
          cell::fetch, (table, failure, row) -> arrive(wanted, table, failure, row));
    }
    double[] row = known.table().row(wanted);
    if (row == null) {
      unknown.increment();
      return absences.of(Absences.NO_KEY);
    }
    long age = known.age(nanos);
    boolean fresh = cell.fresh(age);
    (fresh ? hits : stale).increment();
    for (int i = 0; i < values; i++) {
      slots.set(i, row[i]);
    }
    slots.set(values, age / MINUTE);
    slots.set(values + 1, fresh ? 0 : 1);
    return FeatureSource.filled();
  }

  private void arrive(
      @Nullable String wanted,
      LiveCell.@Nullable Dated known,
      @Nullable Throwable failure,
      CompletableFuture<double[]> values) {
    if (known == null) {
      values.completeExceptionally(absences.of(Failure.of(name, failure)));
    } else if (cell.tooOld(known)) {
      values.completeExceptionally(absences.of(Absences.TOO_OLD.failure));
    } else if (known.table().row(wanted) == null) {
      values.completeExceptionally(absences.of(Absences.NO_KEY.failure));
    } else {
      values.complete(row(known, wanted));
    }
  }

  private double[] row(LiveCell.Dated known, @Nullable String wanted) {
    double[] row = new double[values + 2];
    double[] found = Objects.requireNonNull(known.table().row(wanted));
    System.arraycopy(found, 0, row, 0, values);
    long age = known.age(terms.ticker.nanos());
    row[values] = age / MINUTE;
    row[values + 1] = cell.fresh(age) ? 0 : 1;
    return row;
  }

  /**
   * How often there was nothing, by reason, since this object was made: {@code NOT_FOUND} is a key
   * that the table does not have, {@code OVERLOADED} too many questions waiting, {@code
   * OUT_OF_RANGE} a table that has become too old; all else is the feed's.
   *
   * @return the reasons that ever were, and how often
   */
  public Map<WeatherException.Reason, Long> failures() {
    return absences.byReason();
  }

  /** {@return what the source has done since it was made} */
  public Counts counts() {
    // Before the loads: of what fails meanwhile both would be missing, and never only the load.
    long failed = cell.failures.sum();
    return new Counts(
        hits.sum(), stale.sum(), unknown.sum(), misses.sum(), cell.fetches.sum(), failed);
  }

  /**
   * How the feed is, as far as it has been asked.
   *
   * @return DEGRADED while loading fails, DOWN when nothing is left to be served
   */
  @Override
  public Health health() {
    return cell.health();
  }

  /** {@return what there is to see: feed, hits, errors, size} */
  public Panel panel() {
    return LivePanel.of(counts(), health(), name, cell.size());
  }

  @Override
  public String toString() {
    return columns + ": " + counts();
  }
}

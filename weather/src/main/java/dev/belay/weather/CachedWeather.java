/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;
import dev.belay.report.Health;
import dev.belay.report.HealthSource;
import dev.belay.report.Panel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Weather that has been fetched before, by cells of a grid: what a predictor should ask.
 *
 * <pre>{@code
 * CachedWeather weather = CachedWeather.of(OpenMeteo.builder(key).build());
 * }</pre>
 *
 * <p>An entry is the series of one cell: the days ahead as far as the provider looks, so that the
 * same entry answers for now and for tomorrow. A place is answered for by the centre of its cell,
 * at most half a cell's diagonal away: with the default of 0.05 degrees 3.93 km at the equator and
 * less elsewhere, which is no more than the grids of the weather models themselves have. Times that
 * an entry does not reach have entries of their own, one for each day (UTC).
 *
 * <p>An entry is fresh for an hour. In the last fifth of it whoever asks gets it at once and has it
 * fetched anew; for {@linkplain Builder#staleWhileRevalidate another hour} it still serves while it
 * is fetched; after that, asking means waiting, and only if fetching fails an entry still serves
 * for {@linkplain Builder#staleIfError six hours}. How old an answer is, it says. A cell is fetched
 * by one caller at a time, whom the others join. What failed is not tried again for a while: a bad
 * key for six hours, a place the service does not know for half an hour, a time-out for 30 s.
 *
 * <p>Thread-safe; no threads of its own: a fetch is started by whoever asks and goes on wherever
 * the provider works.
 */
public final class CachedWeather extends ReadableWeather implements HealthSource {
  static final double CELL_DEGREES = 0.05;

  /** An entry of today is fetched anew before what it lacks is no longer of the live cell. */
  private static final Duration LONGEST_OF_A_DAY = CellQuestions.LIVE.dividedBy(2);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * What a cache has done since it was built.
   *
   * @param hits answers at once, fresh
   * @param stale answers at once, of an entry that was no longer fresh
   * @param misses questions that had to wait, or got no answer
   * @param fetches series asked of the provider
   * @param failures how many of these failed
   * @param storeFailures failures of the second level, which were taken for misses
   */
  public record Counts(
      long hits, long stale, long misses, long fetches, long failures, long storeFailures) {

    /** {@return the part of the questions that was answered at once, NaN without any} */
    public double hitRate() {
      return (double) (hits + stale) / (hits + stale + misses);
    }
  }

  private final CacheCells shared;
  private final Upward upward;
  private final CellQuestions questions;

  private CachedWeather(CacheCells shared, Upward upward) {
    this.shared = shared;
    this.upward = upward;
    this.questions = new CellQuestions(shared, upward);
  }

  /**
   * A cache with every default.
   *
   * @param provider where the weather comes from
   * @return an empty cache
   */
  public static CachedWeather of(WeatherProvider provider) {
    return builder(provider).build();
  }

  /**
   * Starts a cache.
   *
   * @param provider where the weather comes from
   * @return a builder with every default
   */
  public static Builder builder(WeatherProvider provider) {
    return new Builder(provider);
  }

  @Override
  public String name() {
    return upward.provider().name();
  }

  /** Allocates nothing and waits for nothing if the cell is known. */
  @Override
  boolean read(double latitude, double longitude, long epochSecond, Reading reading) {
    return questions.read(latitude, longitude, epochSecond, reading);
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    return questions.series(place, time);
  }

  @Override
  public InstantSource clock() {
    return shared.ticker;
  }

  /**
   * Has the cells of some places fetched that are not known or due, in one call where the provider
   * can; those that the second level has are not asked of the provider.
   *
   * @param places where; several in one cell are one
   * @return a stage that is complete when all of them have come or have failed; it never fails
   */
  public CompletionStage<Void> prefetch(Collection<Place> places) {
    return questions.prefetch(places);
  }

  @Override
  public CachedWeather inBackground() {
    return new CachedWeather(shared, upward.inBackground());
  }

  /**
   * {@inheritDoc}
   *
   * <p>What there is to see is this cache's, its provider's part of it included. If nothing is
   * wrong, whatever failed for want of a right is tried again by whoever asks next.
   */
  @Override
  public CompletionStage<Panel> check() {
    return upward
        .provider()
        .check()
        .thenApply(
            panel -> {
              shared.cells.asMap().values().forEach(Cell::trust);
              return panel();
            });
  }

  /** {@return what the cache has done since it was built} */
  public Counts counts() {
    return shared.counts.snapshot();
  }

  /**
   * How the provider is, as far as the cache has asked it.
   *
   * @return DEGRADED while fetching fails, DOWN when nothing is left to be served
   */
  @Override
  public Health health() {
    Freshness freshness = shared.rules.live().freshness();
    return shared.counts.record.health(shared.ticker.nanos(), freshness.longest());
  }

  /** {@return what there is to see: source, hits, errors, age, and what the provider shows} */
  @Override
  public Panel panel() {
    return CachePanel.of(upward.provider(), counts(), health(), shared.ages());
  }

  /** {@return about how many cells are known} */
  public long size() {
    return shared.cells.estimatedSize();
  }

  /** {@return how far a place can be from the centre of its cell, in metres, at the equator} */
  public double greatestDistance() {
    return shared.grid.greatestDistance();
  }

  /**
   * Writes what is known into a file, which is then complete or as it was before.
   *
   * @param file where
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    CacheFile.write(file, shared.prefix, shared.cells.asMap());
  }

  /**
   * Reads what {@link #save} wrote, so that a restart starts warm: each entry as old as it is.
   * Nothing that is known and newer is replaced.
   *
   * @param file where
   * @throws IOException if there is no such file, or not all of it can be read, or it is another
   *     provider's or grid's; then nothing is taken from it
   */
  public void load(Path file) throws IOException {
    long nowMillis = shared.ticker.millis();
    long nanos = shared.ticker.nanos();
    CacheFile.read(file, shared.prefix)
        .forEach(
            (key, series) -> {
              long age = Math.max(0, nowMillis - series.fetchedAt().toEpochMilli());
              long loaded = nanos - TimeUnit.MILLISECONDS.toNanos(age);
              shared.cell(key).offer(series, loaded);
              shared.counts.record.known(loaded);
            });
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d cells of %s: %s", size(), name(), counts());
  }

  /** Collects what a cache is like. Not thread-safe. */
  public static final class Builder {
    private final WeatherProvider provider;
    private Ticker ticker = Ticker.system();
    private double cellDegrees = CELL_DEGREES;
    private long maximumCells = 2_000;
    private Duration freshFor = Duration.ofHours(1);
    private Duration staleWhileRevalidate = Duration.ofHours(1);
    private Duration staleIfError = Duration.ofHours(6);
    private @Nullable SeriesStore store;

    private Builder(WeatherProvider provider) {
      this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * The size of a cell; 0.05 degrees by default. A place is at most 0.71 times as much away from
     * where its weather was asked for.
     *
     * @param degrees 0.001 to 1
     * @return this builder
     */
    public Builder cellDegrees(double degrees) {
      cellDegrees = degrees;
      return this;
    }

    /**
     * How many cells are known at most; 2,000 by default. The least used go first.
     *
     * @param cells at least 1
     * @return this builder
     */
    public Builder maximumCells(long cells) {
      maximumCells = cells;
      return this;
    }

    /**
     * How long an entry is fresh; an hour by default. In the last fifth it is fetched anew when
     * somebody asks for it.
     *
     * @param duration more than nothing, at most 365 days
     * @return this builder
     */
    public Builder freshFor(Duration duration) {
      freshFor = duration;
      return this;
    }

    /**
     * How long an entry that is no longer fresh still serves at once, while it is fetched anew; an
     * hour by default.
     *
     * @param duration at most 365 days; zero for never
     * @return this builder
     */
    public Builder staleWhileRevalidate(Duration duration) {
      staleWhileRevalidate = duration;
      return this;
    }

    /**
     * How long an entry that is no longer fresh serves where it cannot be fetched; six hours by
     * default.
     *
     * @param duration at most 365 days; zero for never
     * @return this builder
     */
    public Builder staleIfError(Duration duration) {
      staleIfError = duration;
      return this;
    }

    /**
     * A second level, such as Redis; none by default.
     *
     * @param seriesStore what several processes share
     * @return this builder
     */
    public Builder store(SeriesStore seriesStore) {
      store = Objects.requireNonNull(seriesStore, "seriesStore");
      return this;
    }

    /**
     * The clock; the system's by default.
     *
     * @param clock another
     * @return this builder
     */
    public Builder ticker(Ticker clock) {
      ticker = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Builds the cache.
     *
     * @return it, empty
     * @throws IllegalArgumentException if a size or a duration is outside its range
     */
    public CachedWeather build() {
      if (maximumCells < 1) {
        throw new IllegalArgumentException("at most " + maximumCells + " cells");
      }
      Freshness live = Freshness.of(freshFor, staleWhileRevalidate, staleIfError);
      // Of today a source may know only the hours that are over: the next ones are soon wanted.
      Freshness day = Freshness.of(shorter(freshFor), shorter(staleWhileRevalidate), staleIfError);
      // What is over does not change any more; what a service says of it may, for some days.
      Freshness past = Freshness.of(Duration.ofDays(1), staleWhileRevalidate, staleIfError);
      CacheCells shared =
          new CacheCells(
              new CacheCells.Rules(rules(live), rules(day), rules(past)),
              new Grid(cellDegrees),
              prefix(),
              maximumCells);
      return new CachedWeather(
          shared,
          new Upward(
              provider, new SecondLevel(store, shared.counts, ticker), shared.counts, ticker));
    }

    private static Duration shorter(Duration wanted) {
      return wanted.compareTo(LONGEST_OF_A_DAY) < 0 ? wanted : LONGEST_OF_A_DAY;
    }

    private CellRules rules(Freshness freshness) {
      return new CellRules(provider.name(), ticker, freshness, PATIENCE.toNanos());
    }

    /** What tells this cache's entries from another's, in letters that every store takes. */
    private String prefix() {
      return String.format(
          Locale.ROOT,
          "%s/%s/",
          provider.name().replaceAll("[^A-Za-z0-9.:,-]+", "-"),
          Double.toString(cellDegrees));
    }
  }
}

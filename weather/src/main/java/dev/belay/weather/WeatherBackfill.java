/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;
import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the weather of the past for training, into a file that {@link ReplayWeather} reads.
 *
 * <pre>{@code
 * WeatherBackfill.of(openMeteo, Path.of("weather.csv"))
 *     .run(trips.stream().map(trip -> new WeatherBackfill.Wish(trip.from(), trip.pickup())).toList());
 * FeatureSource<Trip> weather =
 *     WeatherFeatures.at(ReplayWeather.load(Path.of("weather.csv")), …);
 * }</pre>
 *
 * <p>Wishes are gathered by cells of a grid, the one of {@link CachedWeather}, and by days (UTC):
 * what live serving would have asked. When each value was known is in the file, as the provider
 * tells it; for training as if live, ask one that says what was forecast and not what came.
 *
 * <p>It keeps to the part of the quota that is not reserved for live traffic, and waits for it.
 * What has been fetched is in the file at once, so that a run that was ended goes on with the next
 * one where it stopped. Immutable; {@link #run} is for one thread and process at a time for each
 * file.
 */
public final class WeatherBackfill {
  private static final int AT_ONCE = 50;
  private static final int ATTEMPTS = 5;
  private static final double SAME_METRES = 1;
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(25);

  /**
   * A place and a time that weather is wanted of.
   *
   * @param place where
   * @param time when
   */
  public record Wish(Place place, Instant time) {

    /**
     * Checks that both are there.
     *
     * @param place where
     * @param time when
     */
    public Wish {
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(time, "time");
    }
  }

  /**
   * How far a run is, in cells and days.
   *
   * @param wanted how many there are to fetch in all, those of earlier runs not counted
   * @param fetched how many the provider has answered; what it said of the day is in the file
   * @param failed how many the provider does not have, by reason
   * @param waiting how long it waits now for the quota or for the service; zero if it does not
   */
  public record Progress(int wanted, int fetched, Map<Reason, Integer> failed, Duration waiting) {

    /**
     * Copies the failures.
     *
     * @param wanted how many there are to fetch in all
     * @param fetched how many are in the file
     * @param failed how many the provider does not have
     * @param waiting how long it waits now
     */
    public Progress {
      failed = Map.copyOf(failed);
    }

    /** {@return whether nothing is left to do} */
    public boolean done() {
      return fetched + failed.values().stream().mapToInt(Integer::intValue).sum() == wanted;
    }
  }

  private final WeatherProvider provider;
  private final Path csv;
  private final Grid grid;
  private final Ticker ticker;
  private final Consumer<? super Progress> listener;

  private WeatherBackfill(
      WeatherProvider provider,
      Path csv,
      Grid grid,
      Ticker ticker,
      Consumer<? super Progress> listener) {
    this.provider = provider;
    this.csv = csv;
    this.grid = grid;
    this.ticker = ticker;
    this.listener = listener;
  }

  /**
   * A backfill with cells of 0.05 degrees that tells nobody how far it is.
   *
   * @param provider where the weather comes from; asked {@linkplain WeatherProvider#inBackground in
   *     the background}
   * @param csv the file; made if there is none, continued if there is one
   * @return the backfill
   */
  public static WeatherBackfill of(WeatherProvider provider, Path csv) {
    return new WeatherBackfill(
        provider.inBackground(),
        Objects.requireNonNull(csv, "csv"),
        new Grid(CachedWeather.CELL_DEGREES),
        Ticker.system(),
        progress -> {});
  }

  /**
   * Other cells; the same as live serving's, or training sees the weather of other places. With
   * cells above 0.06 degrees the corners are more than 5 km from the centre: what is recorded has
   * to be replayed {@linkplain ReplayWeather#withinMetres within} {@link
   * CachedWeather#greatestDistance}.
   *
   * @param degrees 0.001 to 1
   * @return a copy
   */
  public WeatherBackfill withCellDegrees(double degrees) {
    return new WeatherBackfill(provider, csv, new Grid(degrees), ticker, listener);
  }

  /**
   * Who is told how far it is: after each call, and before each wait.
   *
   * @param consumer called on the thread that runs; what it throws ends the run
   * @return a copy
   */
  public WeatherBackfill withProgress(Consumer<? super Progress> consumer) {
    return new WeatherBackfill(
        provider, csv, grid, ticker, Objects.requireNonNull(consumer, "consumer"));
  }

  /**
   * Another clock, which also waits.
   *
   * @param clock the system's by default
   * @return a copy
   */
  public WeatherBackfill withTicker(Ticker clock) {
    return new WeatherBackfill(
        provider, csv, grid, Objects.requireNonNull(clock, "clock"), listener);
  }

  /**
   * Fetches what the file does not have yet, and waits for it as long as it takes.
   *
   * @param wishes in any order; several in one cell and day are one
   * @return how it ended: what has failed is not in the file, and is tried again by the next run
   * @throws IOException if the file cannot be read or written
   * @throws WeatherException if the provider refuses the key or the plan, so that going on is no
   *     use
   * @throws InterruptedException if the thread is interrupted; the file is good
   */
  public Progress run(Collection<Wish> wishes) throws IOException, InterruptedException {
    BackfillFile file = BackfillFile.open(csv);
    try (file) {
      return new Run(file, missing(wishes, file.known())).go();
    }
  }

  private Map<Integer, Set<Place>> missing(
      Collection<Wish> wishes, @Nullable ReplayWeather recorded) {
    // The cell itself, not a neighbour that is near enough to be replayed.
    ReplayWeather known = recorded == null ? null : recorded.withinMetres(SAME_METRES);
    Map<Integer, Set<Place>> missing = new LinkedHashMap<>();
    Reading reading = new Reading();
    for (Wish wish : wishes) {
      Place place = grid.centre(wish.place());
      long second = wish.time().getEpochSecond();
      boolean there =
          known != null && known.read(place.latitude(), place.longitude(), second, reading);
      if (!there) {
        missing.computeIfAbsent(CellKey.day(second), day -> new LinkedHashSet<>()).add(place);
      }
    }
    return missing;
  }

  /** One run: what is left, and what has become of the rest. */
  private final class Run {
    private final BackfillFile file;
    private final Map<Integer, Set<Place>> missing;
    private final int wanted;
    private final Map<Reason, Integer> failed = new EnumMap<>(Reason.class);
    private int fetched;

    Run(BackfillFile file, Map<Integer, Set<Place>> missing) {
      this.file = file;
      this.missing = missing;
      this.wanted = missing.values().stream().mapToInt(Set::size).sum();
    }

    Progress go() throws IOException, InterruptedException {
      for (Map.Entry<Integer, Set<Place>> day : missing.entrySet()) {
        List<Place> places = new ArrayList<>(day.getValue());
        for (int from = 0; from < places.size(); from += AT_ONCE) {
          fetch(day.getKey(), places.subList(from, Math.min(places.size(), from + AT_ONCE)));
          listener.accept(progress(Duration.ZERO));
        }
      }
      return progress(Duration.ZERO);
    }

    private Progress progress(Duration waiting) {
      return new Progress(wanted, fetched, failed, waiting);
    }

    /** Asks for what has failed in passing again, as long as there is hope. */
    private void fetch(int day, List<Place> places) throws IOException, InterruptedException {
      List<Place> left = places;
      for (int attempt = 1; !left.isEmpty(); attempt++) {
        left = ask(day, left, attempt);
      }
    }

    private List<Place> ask(int day, List<Place> places, int attempt)
        throws IOException, InterruptedException {
      List<Place> again = new ArrayList<>();
      Duration wait = Duration.ZERO;
      List<CompletionStage<WeatherSeries>> answers = Asked.all(provider, places, noon(day));
      for (int i = 0; i < places.size(); i++) {
        WeatherException failure = take(day, answers.get(i).toCompletableFuture());
        if (failure != null && mayPass(failure, attempt)) {
          again.add(places.get(i));
          wait = longer(longer(wait, SHORTEST_WAIT), failure.retryAfter().orElse(Duration.ZERO));
        } else if (failure != null) {
          failed.merge(failure.reason(), 1, Integer::sum);
        }
      }
      pause(wait);
      return again;
    }

    private Instant noon(int day) {
      return Instant.EPOCH.plus(Duration.ofDays(day)).plus(Duration.ofHours(12));
    }

    private @Nullable WeatherException take(int day, CompletableFuture<WeatherSeries> answer)
        throws IOException, InterruptedException {
      ticker.await(answer, Long.MAX_VALUE / 2);
      try {
        file.append(answer.join(), day, ticker.instant());
        fetched++;
        return null;
      } catch (RuntimeException thrown) {
        WeatherException failure = Failure.of(provider.name(), thrown);
        if (failure.reason() == Reason.KEY || failure.reason() == Reason.PLAN) {
          throw failure;
        }
        return failure;
      }
    }

    /** A quota that says when comes back for certain; else it is given up after a few attempts. */
    private boolean mayPass(WeatherException failure, int attempt) {
      return switch (failure.reason()) {
        case QUOTA -> failure.retryAfter().isPresent() || attempt < ATTEMPTS;
        case CIRCUIT_OPEN -> true;
        default -> failure.reason().passing() && attempt < ATTEMPTS;
      };
    }

    private Duration longer(Duration one, Duration other) {
      Duration longer = one.compareTo(other) > 0 ? one : other;
      return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }

    private void pause(Duration wait) throws InterruptedException {
      if (!wait.isZero()) {
        listener.accept(progress(wait));
        ticker.await(new CompletableFuture<>(), wait.toNanos());
      }
    }
  }
}

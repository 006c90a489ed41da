/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Predictor;
import dev.belay.benchmarks.CityRides.Ride;
import dev.belay.traffic.Rollout;
import dev.belay.weather.CachedWeather;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherFeatures;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What weather costs that is known already: a prediction whose model answers at once, with every
 * column of the weather at the pick-up from a warm cache, and without. The rides are those of a
 * simulated day in one city, all at the present time, taken in turn.
 *
 * <p>The peer is how a host would write it by hand: a concurrent map by the text of the cell, whose
 * entries hold a series and when it was fetched, and one value object for each answer. It gives one
 * column.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite
@RatioTo("withoutWeather")
public class WeatherBenchmark {
  private static final int RIDES = 5_000;
  private static final long SEED = 42;
  private static final double CELLS_PER_DEGREE = 20;
  private static final long HOUR_MILLIS = 3_600_000;

  private final Ride[] rides = new Ride[RIDES];
  private final Map<String, WeatherSeries> byHand = new ConcurrentHashMap<>();
  private Predictor<Ride> withWeather = Predictor.fixed(0);
  private Predictor<Ride> withoutWeather = Predictor.fixed(0);
  private int next;

  /** Called by the harness. */
  public WeatherBenchmark() {}

  /** Simulates a day's rides and warms both caches. */
  @Setup
  public void setUp() {
    Clock clock = Clock.systemUTC();
    WeatherProvider service = CityRides.service(clock);
    CachedWeather cache = CachedWeather.of(service);
    long now = clock.instant().getEpochSecond();
    List<Ride> day = CityRides.day(SEED, RIDES);
    for (int i = 0; i < RIDES; i++) {
      Ride ride = day.get(i);
      rides[i] = new Ride(ride.key(), ride.latitude(), ride.longitude(), now + 600);
      Place place = new Place(ride.latitude(), ride.longitude());
      byHand.put(cell(ride), service.series(place, clock.instant()).toCompletableFuture().join());
    }
    cache.prefetch(day.stream().map(ride -> new Place(ride.latitude(), ride.longitude())).toList());
    withWeather =
        predictor(
            FeatureSet.builder(Ride.class)
                .number("latitude", Ride::latitude)
                .include(
                    WeatherFeatures.at(
                        cache, Ride::latitude, Ride::longitude, Ride::pickupEpochSecond))
                .build());
    withoutWeather =
        predictor(FeatureSet.builder(Ride.class).number("latitude", Ride::latitude).build());
  }

  private static Predictor<Ride> predictor(FeatureSet<Ride> features) {
    int last = features.size() - 1;
    return Predictor.named("delay")
        .fallback((Ride ride) -> 0)
        .keyedBy(Ride::key)
        .model(Model.of("last", features, row -> row[last]), features)
        .rollout(Rollout.of("delay", 100))
        .build();
  }

  private Ride turn() {
    next = next + 1 < RIDES ? next + 1 : 0;
    return rides[next];
  }

  /**
   * A prediction with the weather.
   *
   * @return the value: whether the weather was absent
   */
  @Benchmark
  public double withWeather() {
    return withWeather.estimate(turn());
  }

  /**
   * The same prediction without weather.
   *
   * @return the value
   */
  @Benchmark
  public double withoutWeather() {
    return withoutWeather.estimate(turn());
  }

  /**
   * One column of the weather, by hand, without a prediction.
   *
   * @return the temperature
   */
  @Benchmark
  public double byHand() {
    Ride ride = turn();
    WeatherSeries series = byHand.get(cell(ride));
    Instant now = Instant.now();
    if (series == null || now.toEpochMilli() - series.fetchedAt().toEpochMilli() > HOUR_MILLIS) {
      throw new IllegalStateException("the map is cold");
    }
    return series
        .at(Instant.ofEpochSecond(ride.pickupEpochSecond()), now)
        .value(WeatherVariable.TEMPERATURE_CELSIUS);
  }

  private static String cell(Ride ride) {
    return Math.rint(ride.latitude() * CELLS_PER_DEGREE)
        + ","
        + Math.rint(ride.longitude() * CELLS_PER_DEGREE);
  }
}

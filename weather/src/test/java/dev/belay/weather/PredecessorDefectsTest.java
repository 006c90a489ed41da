/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.FeatureSet;
import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherBackfill.Wish;
import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was wrong with the weather before this one, and where a test says that it no longer is.
 *
 * <ol>
 *   <li>An outage counted as worse than a snow storm: {@link PredecessorFactorTest}.
 *   <li>A fine day at one degree and at twenty were not the same, and the worst was not reached:
 *       {@link PredecessorFactorTest}.
 *   <li>Moderate wind and moderate sight never counted: {@link PredecessorFactorTest}.
 *   <li>A drizzle made the factor jump: {@link PredecessorFactorTest}, {@link
 *       WeatherFactorProperties}.
 *   <li>Rain beside snow, freezing rain, thunder and fog were ignored: {@link
 *       PredecessorFactorTest}, and {@code OpenWeatherMapReplyTest} for what a reply says of them.
 *   <li>The second condition of a reply was ignored, and an absent one became a mild day that was
 *       kept for an hour: {@code OpenWeatherMapReplyTest}.
 *   <li>No two places shared an entry, no two callers a question, and an outage was asked again by
 *       everybody: here.
 *   <li>The key was in the log: {@code BadInputTest}, and {@code SecrecyTest} for everything that
 *       can go wrong.
 *   <li>A default was fed to the model as if it had been measured: {@link WeatherFeaturesTest}.
 *   <li>The model was trained without the weather it was served with: here.
 * </ol>
 */
@SuppressWarnings("FutureReturnValueIgnored") // many a question is asked for what it does
class PredecessorDefectsTest {
  private final FakeTime time = new FakeTime(Sky.NOON);

  /** As it was described: an entry for each place as it was measured, made when it has come. */
  private static final class OldCache implements WeatherProvider {
    private final WeatherProvider provider;
    private final Map<String, WeatherSeries> known = new HashMap<>();

    OldCache(WeatherProvider provider) {
      this.provider = provider;
    }

    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant time) {
      String key = place.latitude() + "," + place.longitude();
      WeatherSeries hit = known.get(key);
      return hit != null
          ? CompletableFuture.completedStage(hit)
          : provider.series(place, time).whenComplete((series, failure) -> put(key, series));
    }

    private void put(String key, @Nullable WeatherSeries series) {
      if (series != null) {
        known.put(key, series);
      }
    }
  }

  /** A law about any cache in front of a provider. */
  private interface CacheLaw {
    void mustHold(WeatherProvider cache, HandAnsweredWeather provider);
  }

  private void onlyOursKeeps(CacheLaw law) {
    keeps(law, provider -> CachedWeather.builder(provider).ticker(time).build());
    assertThatThrownBy(() -> keeps(law, OldCache::new)).isInstanceOf(AssertionError.class);
  }

  private void keeps(CacheLaw law, Function<WeatherProvider, WeatherProvider> cache) {
    HandAnsweredWeather provider = new HandAnsweredWeather(time);
    law.mustHold(cache.apply(provider), provider);
  }

  @Test
  void tenMetresFurther_isTheSameEntry() {
    onlyOursKeeps(
        (cache, provider) -> {
          cache.at(52.5200, 13.4100, Sky.NOON);
          provider.answer(4);
          cache.at(52.5201, 13.4101, Sky.NOON);
          assertThat(provider.calls()).isOne();
        });
  }

  @Test
  void outage_isNotAskedAgainByEverybody() {
    onlyOursKeeps(
        (cache, provider) -> {
          for (int i = 0; i < 100; i++) {
            CompletionStage<Weather> stage = cache.at(52.52, 13.41, Sky.NOON);
            provider.fail(Reason.TIMEOUT);
            assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
          }
          assertThat(provider.calls()).isOne();
        });
  }

  @Test
  void hundredCallersOfOnePlace_areOneQuestion() {
    onlyOursKeeps(
        (cache, provider) -> {
          for (int i = 0; i < 100; i++) {
            cache.at(52.52, 13.41, Sky.NOON);
          }
          assertThat(provider.calls()).isOne();
        });
  }

  /** A row of features for a ride, in training or in serving. */
  private interface Rows extends Function<Ride, double[]> {}

  /** Knows a day and a half of each place, hour by hour, from what it said at noon. */
  private static final class Forecast implements WeatherProvider {
    @Override
    public String name() {
      return "forecast";
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant time) {
      return CompletableFuture.completedFuture(
          Sky.hours("forecast", place, Sky.NOON.minus(Duration.ofHours(12)), 60));
    }
  }

  private static Rows rows(WeatherProvider provider) {
    FeatureSet<Ride> features =
        FeatureSet.builder(Ride.class)
            .include(Ride.weather(provider).askedAt(Ride::booked))
            .build();
    return features::extract;
  }

  /** Pickups all around the town, today and tomorrow, to the very ends of both days. */
  private static List<Ride> rides() {
    List<Ride> rides = new ArrayList<>();
    Instant midnight = Sky.NOON.minus(Duration.ofHours(12));
    for (int i = 0; i <= 47 * 60; i += 13) {
      Place place = new Place(52.4 + i / 15_000.0, 13.6 - i / 12_000.0);
      rides.add(Ride.at(place, midnight.plus(Duration.ofMinutes(i))).bookedAt(Sky.NOON));
    }
    rides.add(Ride.at(Sky.BERLIN, midnight.plus(Duration.ofDays(1)).minusSeconds(1)));
    rides.add(Ride.at(Sky.BERLIN, midnight.plus(Duration.ofDays(1))));
    return rides;
  }

  private static void assertNoSkew(Rows training, Rows serving) {
    for (Ride ride : rides()) {
      double[] served = serving.apply(ride);
      assertThat(served).as("served for %s", ride).endsWith(0);
      assertThat(training.apply(ride)).as("trained with %s", ride).isEqualTo(served);
    }
  }

  private Rows serving() {
    CachedWeather live = CachedWeather.builder(new Forecast()).ticker(time).build();
    rides().forEach(ride -> live.at(ride.latitude(), ride.longitude(), Sky.NOON));
    return rows(live);
  }

  @Test
  void recordedSeries_areTheVeryRowsThatWereServed() {
    Grid grid = new Grid(CachedWeather.CELL_DEGREES);
    List<WeatherSeries> recorded =
        rides().stream()
            .map(ride -> grid.centre(new Place(ride.latitude(), ride.longitude())))
            .distinct()
            .map(place -> new Forecast().series(place, Sky.NOON).toCompletableFuture().join())
            .toList();
    assertNoSkew(rows(ReplayWeather.of(recorded)), serving());
  }

  @Test
  void backfilledFile_isTheVeryRowsThatWereServed(@TempDir Path folder) throws Exception {
    assertNoSkew(rows(backfilled(folder.resolve("weather.csv"))), serving());
  }

  private ReplayWeather backfilled(Path csv) throws IOException, InterruptedException {
    List<Wish> wishes =
        rides().stream()
            .map(
                ride ->
                    new Wish(
                        new Place(ride.latitude(), ride.longitude()),
                        Instant.ofEpochSecond(ride.pickup())))
            .toList();
    FakeTime later = new FakeTime(Sky.NOON.plus(Duration.ofDays(3)));
    WeatherBackfill.of(new Forecast(), csv).withTicker(later).run(wishes);
    return ReplayWeather.load(csv);
  }

  /** Its training rows had no weather of the pickup; its serving had that of the moment. */
  @Test
  void predecessor_wasTrainedWithOtherRowsThanItWasServed() {
    Rows serving = serving();
    Rows now = ride -> serving.apply(Ride.at(Sky.BERLIN, Sky.NOON));
    double[] without = new double[serving.apply(rides().get(0)).length];
    Arrays.fill(without, Double.NaN);
    assertThatThrownBy(() -> assertNoSkew(ride -> without, now)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertNoSkew(now, serving)).isInstanceOf(AssertionError.class);
  }
}

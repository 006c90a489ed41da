/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where and when a day's trips of {@link CityTrips} begin, and a weather service for them; both
 * made up. The city is 20 by 20 km, as dense towards its middle as a normal distribution whose
 * standard deviation is 5 km.
 */
final class CityRides {
  private static final Place MIDDLE = new Place(46.2, 6.15);
  private static final double DEGREES_PER_KM = 1 / 111.2;
  private static final double HALF_KM = 10;
  private static final double DEVIATION_KM = 5;

  /**
   * The beginning of a trip.
   *
   * @param key the trip's
   * @param latitude of the pick-up
   * @param longitude of the pick-up
   * @param pickupEpochSecond when
   */
  record Ride(String key, double latitude, double longitude, long pickupEpochSecond) {}

  private CityRides() {}

  /** A day's rides in the order of their pick-ups; the same for the same seed. */
  static List<Ride> day(long seed, int rides) {
    Random random = new Random(seed);
    return CityTrips.simulate(seed, 1, rides).stream()
        .map(
            trip ->
                new Ride(
                    trip.key(),
                    MIDDLE.latitude() + kilometres(random) * DEGREES_PER_KM,
                    MIDDLE.longitude() + kilometres(random) * DEGREES_PER_KM / cosine(),
                    trip.pickupEpochSecond()))
        .toList();
  }

  private static double kilometres(Random random) {
    return Math.max(-HALF_KM, Math.min(HALF_KM, DEVIATION_KM * random.nextGaussian()));
  }

  private static double cosine() {
    return Math.cos(Math.toRadians(MIDDLE.latitude()));
  }

  /** A service that answers at once, with the hours from an hour ago to two days ahead. */
  static WeatherProvider service(InstantSource clock) {
    return new WeatherProvider() {
      @Override
      public String name() {
        return "made-up";
      }

      @Override
      public CompletionStage<WeatherSeries> series(Place place, Instant time) {
        return CompletableFuture.completedStage(hours(place, clock.instant()));
      }
    };
  }

  private static WeatherSeries hours(Place place, Instant now) {
    WeatherSeries.Builder series = WeatherSeries.builder("made-up", place, now);
    for (int hour = -1; hour <= 48; hour++) {
      Instant time = now.plus(Duration.ofHours(hour));
      WeatherSeries.Slot slot = series.slot(time, time, time.plus(Duration.ofHours(1)));
      for (WeatherVariable variable : WeatherVariable.values()) {
        slot.put(variable, (hour & 7) / 8.0);
      }
    }
    return series.build();
  }
}

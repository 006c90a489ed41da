/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Delays of simulated trips through a city, predicted at the pick-up: what needs no data. */
final class CityTripsScenario implements Scenario<Trip> {
  static final int DAYS = 365;
  static final int TRIPS_PER_DAY = 220;

  private static final int LEAST_ROWS = 30;

  private final List<Trip> trips;
  private final Instant testFrom;
  private final FeatureSet<Trip> features = TripFeatures.withWeather();
  private final FeatureSet<Trip> featuresWithoutWeather = TripFeatures.withoutWeather();
  private final ToDoubleFunction<Trip> medianRule;
  private final ToDoubleFunction<Trip> meanRule;

  /** So many days of trips, the last quarter of them being the test. */
  CityTripsScenario(long seed, int days, int tripsPerDay) {
    this.trips = CityTrips.simulate(seed, days, tripsPerDay);
    this.testFrom =
        CityTrips.FIRST_DAY.plusDays(days * 3L / 4).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Function<? super Trip, ?>> levels = List.of(HourOfZone::of, Trip::hour);
    this.medianRule =
        new Typical.Rows<>(training(), Trip::delayMinutes, LEAST_ROWS).medians(levels);
    this.meanRule = RecentRule.learned(training(), Trip::lastHourDelay, levels);
  }

  private record HourOfZone(int hour, boolean weekend, Trip.Zone zone) {
    static HourOfZone of(Trip trip) {
      return new HourOfZone(trip.hour(), trip.weekend(), trip.route().zone());
    }
  }

  @Override
  public String data() {
    return "SIMULATED city trips";
  }

  @Override
  public String note() {
    return "SIMULATED: nobody drove these trips. Rush hours, weather that slows traffic by published"
        + " factors, noise and incidents; predicted at the pick-up, the weather of the hour known.";
  }

  @Override
  public List<Trip> journeys() {
    return trips;
  }

  @Override
  public Instant testFrom() {
    return testFrom;
  }

  @Override
  public FeatureSet<Trip> features() {
    return features;
  }

  @Override
  public FeatureSet<Trip> featuresWithoutWeather() {
    return featuresWithoutWeather;
  }

  @Override
  public ToDoubleFunction<Trip> medianRule() {
    return medianRule;
  }

  @Override
  public ToDoubleFunction<Trip> meanRule() {
    return meanRule;
  }

  @Override
  public double mostPlausible() {
    return 600;
  }

  /** None: here the oracle says how much there is to know. */
  @Override
  public double suspiciousR2() {
    return 1;
  }

  @Override
  public Oracle<Trip> oracle() {
    return new Oracle<>(
        trip -> TravelTime.medianMinutes(trip) - trip.route().scheduledMinutes(),
        trip -> TravelTime.meanMinutes(trip) - trip.route().scheduledMinutes());
  }
}

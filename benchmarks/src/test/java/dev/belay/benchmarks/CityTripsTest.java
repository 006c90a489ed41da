/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CityTripsTest {
  private static final List<Trip> TRIPS = CityTrips.simulate(7, 120, 200);

  @Test
  void simulate_theSameSeed_givesTheSameTrips() {
    assertThat(CityTrips.simulate(7, 10, 50)).isEqualTo(CityTrips.simulate(7, 10, 50));
  }

  @Test
  void simulate_anotherSeed_givesOtherTrips() {
    assertThat(CityTrips.simulate(8, 10, 50)).isNotEqualTo(CityTrips.simulate(7, 10, 50));
  }

  @Test
  void simulate_seed7_givesTheseDelaysOnEveryMachine() {
    assertThat(TRIPS.get(0).delayMinutes()).isEqualTo(-3.3984808098970163);
    assertThat(TRIPS.get(TRIPS.size() - 1).delayMinutes()).isEqualTo(-4.599910005698014);
  }

  @Test
  void simulate_anySeed_isInTheOrderOfThePickups() {
    assertThat(TRIPS).hasSize(120 * 200);
    assertThat(TRIPS).extracting(Trip::pickupEpochSecond).isSorted();
    assertThat(TRIPS).extracting(Trip::key).doesNotHaveDuplicates();
  }

  @Test
  void lastHourDelay_ofATrip_isThatOfTheTripsThatEndedInTheHourBefore() {
    for (int i = 500; i < TRIPS.size(); i += 997) {
      Trip trip = TRIPS.get(i);
      double expected =
          TRIPS.subList(0, i).stream()
              .filter(before -> endedInTheHourBefore(before, trip))
              .mapToDouble(Trip::delayMinutes)
              .average()
              .orElse(Double.NaN);
      assertThat(trip.lastHourDelay()).isCloseTo(expected, within(1e-9));
    }
  }

  private static boolean endedInTheHourBefore(Trip before, Trip trip) {
    long age = trip.pickupEpochSecond() - before.outcomeEpochSecond();
    return age >= 0 && age < 3600;
  }

  @Test
  void weatherFactor_offPeak_isThePublishedOne() {
    assertThat(TravelTime.weatherFactor(rain(6.4), 0)).isCloseTo(0.893, within(0.002));
    assertThat(TravelTime.weatherFactor(rain(12.7), 0)).isCloseTo(0.806, within(0.001));
    assertThat(TravelTime.weatherFactor(snow(5.1), 0)).isCloseTo(0.781, within(0.001));
    assertThat(TravelTime.weatherFactor(rain(0.1), 0)).isEqualTo(0.95);
    assertThat(TravelTime.weatherFactor(snow(0.1), 0)).isEqualTo(0.90);
  }

  @Test
  void weatherFactor_inThePeak_losesMore() {
    double offPeak = 1 - TravelTime.weatherFactor(rain(6.4), 0);

    assertThat(1 - TravelTime.weatherFactor(rain(6.4), 1)).isCloseTo(1.86 * offPeak, within(1e-9));
  }

  @Test
  void weatherFactor_dry_isOne() {
    Sky dry = new Sky(15, 0, 0, 10_000, 4, false);

    assertThat(TravelTime.weatherFactor(dry, 0)).isEqualTo(1);
    assertThat(TravelTime.weatherFactor(dry, 1)).isEqualTo(1);
  }

  @Test
  void oracle_ofManyTrips_hasTheirMeanAndTheirMedian() {
    double meanDelay = mean(Trip::delayMinutes);
    double below = mean(trip -> minutes(trip) < TravelTime.medianMinutes(trip) ? 1 : 0);

    assertThat(mean(TravelTime::meanMinutes) - mean(trip -> trip.route().scheduledMinutes()))
        .isCloseTo(meanDelay, within(0.15));
    assertThat(below).isCloseTo(0.5, within(0.01));
  }

  @Test
  void oracle_ofManyTrips_isNotBeatenByAnotherConstantFactor() {
    double best = mean(trip -> square(minutes(trip) - TravelTime.meanMinutes(trip)));

    for (double factor : new double[] {0.95, 1.05}) {
      assertThat(mean(trip -> square(minutes(trip) - factor * TravelTime.meanMinutes(trip))))
          .isGreaterThan(best);
    }
  }

  private static double minutes(Trip trip) {
    return trip.route().scheduledMinutes() + trip.delayMinutes();
  }

  private static double square(double value) {
    return value * value;
  }

  private static double mean(ToDoubleFunction<Trip> value) {
    return TRIPS.stream().mapToDouble(value).average().orElseThrow();
  }

  private static Sky rain(double mmPerHour) {
    return new Sky(15, mmPerHour, 0, 10_000, 4, true);
  }

  private static Sky snow(double mmPerHour) {
    return new Sky(-3, 0, mmPerHour, 10_000, 4, true);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.TimeField;
import dev.belay.benchmarks.FlightColumn.Group;
import dev.belay.weather.WeatherFeatures;
import java.time.ZoneId;
import java.util.List;

/**
 * What is known of a flight an hour before schedule. Month and day of the year are left out on
 * purpose: there is one year, and the test is its last quarter.
 */
final class FlightFeatures {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final List<String> ORIGINS = List.of("EWR", "JFK", "LGA");

  private FlightFeatures() {}

  /**
   * Schedule, recent history and weather; carriers and means as the training part has them.
   *
   * @param reports the weather of all flights, replayed
   */
  static FeatureSet<Flight> withWeather(List<Flight> training, WeatherFeatures<Flight> reports) {
    FeatureSet.Builder<Flight> features =
        withoutWeather(training, "schedule, history, weather").include(reports);
    for (String column : reports.columns()) {
      features.observedAt(column, FlightWeather::observedEpochSecond);
    }
    for (FlightColumn column : FlightColumn.of(Group.WEATHER)) {
      features
          .number(column.header(), flight -> flight.value(column))
          .observedAt(column.header(), FlightWeather::observedEpochSecond);
    }
    return features.build();
  }

  /** Schedule and recent history. */
  static FeatureSet<Flight> withoutWeather(List<Flight> training) {
    return withoutWeather(training, "schedule, history").build();
  }

  private static FeatureSet.Builder<Flight> withoutWeather(List<Flight> training, String version) {
    TargetMeans carriers = TargetMeans.of(training, Flight::carrier);
    TargetMeans destinations = TargetMeans.of(training, Flight::destination);
    FeatureSet.Builder<Flight> features =
        FeatureSet.builder(Flight.class)
            .version(version)
            .category("origin", Flight::origin, ORIGINS)
            .category("carrier", Flight::carrier, carriers(training))
            .number("carrier_mean_delay", flight -> carriers.of(flight.carrier()))
            .number("dest_mean_delay", flight -> destinations.of(flight.destination()))
            .time("minute", TimeField.MINUTE_OF_DAY, Flight::scheduledEpochSecond, NEW_YORK)
            .cyclic("minute", TimeField.MINUTE_OF_DAY, Flight::scheduledEpochSecond, NEW_YORK);
    number(features, Group.SCHEDULE);
    number(features, Group.HISTORY);
    return features;
  }

  private static List<String> carriers(List<Flight> training) {
    return training.stream().map(Flight::carrier).distinct().sorted().toList();
  }

  private static void number(FeatureSet.Builder<Flight> features, Group group) {
    for (FlightColumn column : FlightColumn.of(group)) {
      features.number(column.header(), flight -> flight.value(column));
    }
  }
}

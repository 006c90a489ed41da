/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.weather.Place;
import dev.belay.weather.ReplayWeather;
import dev.belay.weather.WeatherFeatures;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The weather that the flights' file has, as a recording of three stations that is replayed: what a
 * host has whose weather was recorded. The file has each report with the flights it was the last
 * one for, labelled two hours before their scheduled hour.
 */
final class FlightWeather {
  /** Where the three airports are; FAA, as nycflights13 has it. */
  private static final Map<String, Place> STATIONS =
      Map.of(
          "EWR", new Place(40.6925, -74.168667),
          "JFK", new Place(40.639751, -73.778925),
          "LGA", new Place(40.777245, -73.872608));

  private static final int HOUR = 3_600;

  /** A report labelled with an hour is made this late in it. */
  private static final int OBSERVED_SECOND_OF_HOUR = 51 * 60;

  private static final double METRES_PER_SECOND_PER_MPH = 0.44704;
  private static final double METRES_PER_MILE = 1_609.344;
  private static final double MILLIMETRES_PER_INCH = 25.4;

  private FlightWeather() {}

  /** When the last report before a flight was made: two hours before its scheduled hour begins. */
  static long observedEpochSecond(Flight flight) {
    long hour = Math.floorDiv(flight.scheduledEpochSecond(), (long) HOUR) * HOUR;
    return hour - 2 * HOUR + OBSERVED_SECOND_OF_HOUR;
  }

  /** The last report at the airport a flight leaves from, known when its delay is predicted. */
  static WeatherFeatures<Flight> lastReport(List<Flight> flights) {
    return WeatherFeatures.<Flight>at(
            recorded(flights),
            flight -> station(flight).latitude(),
            flight -> station(flight).longitude(),
            FlightWeather::observedEpochSecond)
        .askedAt(Flight::predictionEpochSecond)
        .only(
            WeatherVariable.TEMPERATURE_CELSIUS,
            WeatherVariable.PRECIPITATION_MM_PER_HOUR,
            WeatherVariable.WIND_METRES_PER_SECOND,
            WeatherVariable.GUST_METRES_PER_SECOND,
            WeatherVariable.VISIBILITY_METRES);
  }

  private static Place station(Flight flight) {
    Place station = STATIONS.get(flight.origin());
    if (station == null) {
      throw new IllegalArgumentException("flight " + flight + " leaves from " + flight.origin());
    }
    return station;
  }

  private static ReplayWeather recorded(List<Flight> flights) {
    Map<Place, List<Flight>> stations =
        flights.stream().collect(Collectors.groupingBy(FlightWeather::station));
    return ReplayWeather.of(
        stations.entrySet().stream()
            .map(station -> series(station.getKey(), station.getValue()))
            .toList());
  }

  private static WeatherSeries series(Place station, List<Flight> flights) {
    Map<Long, Flight> reports = new TreeMap<>();
    flights.forEach(flight -> reports.putIfAbsent(observedEpochSecond(flight), flight));
    WeatherSeries.Builder series = WeatherSeries.builder("nycflights13", station, Instant.EPOCH);
    reports.forEach((observed, flight) -> put(series, Instant.ofEpochSecond(observed), flight));
    return series.build();
  }

  /** A report is of the hour that ends with it. */
  private static void put(WeatherSeries.Builder series, Instant observed, Flight flight) {
    Instant end = observed.plusSeconds(1);
    series
        .slot(observed, end.minusSeconds(HOUR), end)
        .issuedAt(observed)
        .put(WeatherVariable.TEMPERATURE_CELSIUS, celsius(flight.value(FlightColumn.TEMP_L2)))
        .put(
            WeatherVariable.PRECIPITATION_MM_PER_HOUR,
            MILLIMETRES_PER_INCH * flight.value(FlightColumn.PRECIP_L2))
        .put(
            WeatherVariable.WIND_METRES_PER_SECOND,
            METRES_PER_SECOND_PER_MPH * flight.value(FlightColumn.WIND_SPEED_L2))
        .put(
            WeatherVariable.GUST_METRES_PER_SECOND,
            METRES_PER_SECOND_PER_MPH * flight.value(FlightColumn.WIND_GUST_L2))
        .put(
            WeatherVariable.VISIBILITY_METRES,
            METRES_PER_MILE * flight.value(FlightColumn.VISIB_L2));
  }

  private static double celsius(double fahrenheit) {
    return (fahrenheit - 32) / 1.8;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Departure delays of New York's flights of 2013, predicted an hour before schedule. */
final class FlightDelayScenario implements Scenario<Flight> {
  static final LocalDate TEST_FROM = LocalDate.of(2013, 10, 1);

  private static final int LEAST_ROWS = 30;

  private final List<Flight> flights;
  private final LocalDate testFrom;
  private final FeatureSet<Flight> features;
  private final FeatureSet<Flight> featuresWithoutWeather;
  private final ToDoubleFunction<Flight> medianRule;
  private final ToDoubleFunction<Flight> meanRule;

  /** The flights in time order; those scheduled from a local date on are the test. */
  FlightDelayScenario(List<Flight> flights, LocalDate testFrom) {
    this.flights = List.copyOf(flights);
    this.testFrom = testFrom;
    List<Flight> training = training();
    if (training.isEmpty() || test().isEmpty()) {
      throw new IllegalArgumentException(
          flights.size() + " flights, " + training.size() + " of them before " + testFrom);
    }
    this.features = FlightFeatures.withWeather(training, FlightWeather.lastReport(this.flights));
    this.featuresWithoutWeather = FlightFeatures.withoutWeather(training);
    this.medianRule = typicalDelay(training);
    this.meanRule =
        RecentRule.learned(
            training,
            flight -> flight.value(FlightColumn.ORG_MEAN_DEP_DELAY_1H),
            List.of(HourAtOrigin::of, Flight::scheduledHour));
  }

  /** All of a gzipped file, the last quarter of the year being the test. */
  static FlightDelayScenario read(Path file) throws IOException {
    return new FlightDelayScenario(FlightData.read(file), TEST_FROM);
  }

  private static Typical<Flight> typicalDelay(List<Flight> training) {
    List<Function<? super Flight, ?>> levels =
        List.of(HourOfCarrier::of, HourAtOrigin::of, Flight::scheduledHour);
    return new Typical.Rows<>(training, Flight::delayMinutes, LEAST_ROWS).medians(levels);
  }

  private record HourAtOrigin(int hour, String origin) {
    static HourAtOrigin of(Flight flight) {
      return new HourAtOrigin(flight.scheduledHour(), flight.origin());
    }
  }

  private record HourOfCarrier(int hour, String origin, String carrier) {
    static HourOfCarrier of(Flight flight) {
      return new HourOfCarrier(flight.scheduledHour(), flight.origin(), flight.carrier());
    }
  }

  @Override
  public String data() {
    return "nycflights13";
  }

  @Override
  public String note() {
    return "nycflights13 (CC0): departures of EWR, JFK and LGA in 2013 that did leave, predicted"
        + " 60 minutes before schedule; weather as observed two hours before the scheduled hour.";
  }

  @Override
  public List<Flight> journeys() {
    return flights;
  }

  /** Flights of a local date are predicted from an hour before that date on. */
  @Override
  public Instant testFrom() {
    return testFrom
        .atStartOfDay(FlightFeatures.NEW_YORK)
        .toInstant()
        .minusSeconds(Flight.LEAD_SECONDS);
  }

  @Override
  public FeatureSet<Flight> features() {
    return features;
  }

  @Override
  public FeatureSet<Flight> featuresWithoutWeather() {
    return featuresWithoutWeather;
  }

  @Override
  public ToDoubleFunction<Flight> medianRule() {
    return medianRule;
  }

  @Override
  public ToDoubleFunction<Flight> meanRule() {
    return meanRule;
  }

  @Override
  public double mostPlausible() {
    return 1440;
  }

  /** The best of many models reach 0.23; 0.32 came from history that held the flight itself. */
  @Override
  public double suspiciousR2() {
    return 0.27;
  }
}

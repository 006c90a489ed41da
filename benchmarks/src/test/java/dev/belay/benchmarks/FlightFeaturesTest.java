/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.FeatureSet;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightFeaturesTest {
  private static final LocalDate CUT = LocalDate.of(2013, 3, 5);

  /** 13:59 UTC is 08:59 in New York: the weather is labelled 6 and observed at 06:51. */
  private static final FlightLines FEW =
      new FlightLines()
          .line("flight", "1", "dep_delay", "10")
          .line("flight", "2", "carrier", "B6", "dep_delay", "40", "sched_utc", "2013-03-04T13:59Z")
          .line("flight", "3", "date", "2013-03-05", "sched_utc", "2013-03-05T13:30Z");

  @Test
  void withWeather_aHandWrittenLine_hasItsValues() throws IOException {
    List<Flight> flights =
        new FlightLines()
            .line("carrier", "AA", "origin", "LGA", "temp_l2", "39.92", "wind_gust_l2", "")
            .line("carrier", "UA")
            .read();

    FeatureSet<Flight> features = withWeather(flights);
    double[] row = features.extract(flights.get(0));

    assertThat(value(features, row, "origin")).isEqualTo(2);
    assertThat(value(features, row, "carrier")).isZero();
    assertThat(value(features, row, "minute")).isEqualTo(8 * 60 + 30);
    assertThat(value(features, row, "minute_sin"))
        .isEqualTo(Math.sin(2 * Math.PI * 510 / 1440), within(1e-12));
    assertThat(value(features, row, "weather_temperature_celsius")).isEqualTo(4.4, within(1e-5));
    assertThat(value(features, row, "weather_gust_metres_per_second")).isNaN();
    assertThat(value(features, row, "weather_unavailable")).isZero();
    assertThat(value(features, row, "weather_age_minutes")).isEqualTo(39);
    assertThat(value(features, row, "weather_lead_minutes")).isZero();
    assertThat(value(features, row, "org_mean_dep_delay_1h")).isEqualTo(1.5);
  }

  @Test
  void withWeather_ofAll_hasNoActualTimeAndNoDayOfTheYear() throws IOException {
    assertThat(withWeather(FEW.read()).names())
        .startsWith("origin", "carrier", "carrier_mean_delay", "dest_mean_delay", "minute")
        .hasSize(7 + FlightColumn.values().length + 4)
        .contains("weather_factor", "weather_unavailable", "pressure_l2")
        .doesNotContain("month", "day_of_year", "hour", "sched_hour", "dep_delay", "temp_l2");
  }

  @Test
  void withoutWeather_ofAll_isTheSameLessTheWeather() throws IOException {
    List<Flight> flights = FEW.read();

    List<String> names = new ArrayList<>(FlightFeatures.withoutWeather(flights).names());

    assertThat(withWeather(flights).names())
        .filteredOn(name -> !name.startsWith("weather_"))
        .filteredOn(
            name ->
                !FlightColumn.of(FlightColumn.Group.WEATHER).stream()
                    .map(FlightColumn::header)
                    .toList()
                    .contains(name))
        .isEqualTo(names);
  }

  @Test
  void withWeather_atThePrediction_hasObservedAll() throws IOException {
    List<Flight> flights = FEW.read();
    FeatureSet<Flight> features = withWeather(flights);

    assertThat(flights)
        .allSatisfy(
            flight ->
                assertThat(features.observedAfter(flight, flight.predictionEpochSecond()))
                    .isEmpty());
  }

  @Test
  void withWeather_twoHoursBeforeSchedule_hasNotObservedTheWeather() throws IOException {
    List<Flight> flights = FEW.read();
    Flight flight = flights.get(0);

    assertThat(withWeather(flights).observedAfter(flight, flight.scheduledEpochSecond() - 2 * 3600))
        .hasSize(13)
        .contains("weather_temperature_celsius", "weather_factor", "precip_prev3h");
  }

  @Test
  void scenario_otherDelaysInTheTest_givesTheSameFeaturesAndRules() throws IOException {
    FlightDelayScenario one = new FlightDelayScenario(FEW.read(), CUT);
    List<Flight> late = FlightLines.read(FEW.csv().replaceAll("(2013-03-05,.*,8),2,", "$1,900,"));
    FlightDelayScenario other = new FlightDelayScenario(late, CUT);

    assertThat(other.test().get(0).delayMinutes()).isEqualTo(900);
    Flight probe = one.test().get(0);
    assertThat(other.features().extract(probe)).isEqualTo(one.features().extract(probe));
    assertThat(other.medianRule().applyAsDouble(probe))
        .isEqualTo(one.medianRule().applyAsDouble(probe));
    assertThat(other.meanRule().applyAsDouble(probe))
        .isEqualTo(one.meanRule().applyAsDouble(probe));
  }

  @Test
  void targetMeans_ofASmallGroup_areDrawnTowardsAll() throws IOException {
    TargetMeans means = TargetMeans.of(FEW.read().subList(0, 2), Flight::carrier);

    assertThat(means.of("B6")).isEqualTo((40 + 50 * 25) / 51.0, within(1e-9));
    assertThat(means.of("never seen")).isEqualTo(25);
  }

  private static FeatureSet<Flight> withWeather(List<Flight> flights) {
    return FlightFeatures.withWeather(flights, FlightWeather.lastReport(flights));
  }

  private static double value(FeatureSet<Flight> features, double[] row, String name) {
    return row[features.names().indexOf(name)];
  }
}

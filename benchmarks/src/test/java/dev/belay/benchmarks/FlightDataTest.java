/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightDataTest {

  @Test
  void read_aLine_isAFlight() throws IOException {
    Flight flight = new FlightLines().line("distance", "1400", "dep_delay", "-3").read().get(0);

    assertThat(flight.key()).isEqualTo("UA1545EWR" + epochSecond("2013-03-04T13:30:00Z"));
    assertThat(flight.carrier()).isEqualTo("UA");
    assertThat(flight.origin()).isEqualTo("EWR");
    assertThat(flight.destination()).isEqualTo("IAH");
    assertThat(flight.scheduledHour()).isEqualTo(8);
    assertThat(flight.localDay()).isEqualTo(LocalDate.of(2013, 3, 4).toEpochDay());
    assertThat(flight.value(FlightColumn.DISTANCE)).isEqualTo(1400);
    assertThat(flight.delayMinutes()).isEqualTo(-3);
  }

  @Test
  void read_aLine_isPredictedAnHourBeforeScheduleAndKnownWhenItLeaves() throws IOException {
    Flight flight = new FlightLines().line("dep_delay", "-3").read().get(0);

    assertThat(flight.predictionEpochSecond()).isEqualTo(epochSecond("2013-03-04T12:30:00Z"));
    assertThat(flight.outcomeEpochSecond()).isEqualTo(epochSecond("2013-03-04T13:27:00Z"));
  }

  @Test
  void read_anEmptyNumber_isMissing() throws IOException {
    Flight flight = new FlightLines().line("wind_gust_l2", "").read().get(0);

    assertThat(flight.value(FlightColumn.WIND_GUST_L2)).isNaN();
  }

  @Test
  void read_linesOutOfOrder_areSortedBySchedule() throws IOException {
    List<Flight> flights =
        new FlightLines()
            .line("flight", "2", "sched_utc", "2013-03-04T14:00Z")
            .line("flight", "1", "sched_utc", "2013-03-04T13:00Z")
            .read();

    assertThat(flights).extracting(Flight::scheduledEpochSecond).isSorted();
  }

  @Test
  void read_noSuchColumn_namesFileLineAndColumn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().without("precip_l2").line().read())
        .withMessage("few.csv line 1: no column 'precip_l2'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().without("dep_delay").line().read())
        .withMessage("few.csv line 1: no column 'dep_delay'");
  }

  @Test
  void read_noNumber_namesFileLineColumnAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().line().line("distance", "far").read())
        .withMessage("few.csv line 3, column 'distance': 'far' is not a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().line("seats", "Infinity").read())
        .withMessage("few.csv line 2, column 'seats': 'Infinity' is not finite");
  }

  @Test
  void read_noTime_namesFileLineColumnAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().line("sched_utc", "noon").read())
        .withMessage("few.csv line 2, column 'sched_utc': 'noon' is not a time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().line("date", "2013-02-30").read())
        .withMessage("few.csv line 2, column 'date': '2013-02-30' is not a time");
  }

  @Test
  void read_emptyWhereNothingMayBeMissing_namesFileLineAndColumn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().line("dep_delay", "").read())
        .withMessage("few.csv line 2, column 'dep_delay' is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FlightLines().line("carrier", "").read())
        .withMessage("few.csv line 2, column 'carrier' is empty");
  }

  @Test
  void read_aLineTooShortOrTooLong_namesFileLineAndBothCounts() {
    int columns = 8 + FlightColumn.values().length;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlightLines.read(new FlightLines().csv() + "2013-03-04,UA\n"))
        .withMessage("few.csv line 2: 2 fields, the header has " + columns);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlightLines.read(new FlightLines().line("dest", "IAH,IAD").csv()))
        .withMessage("few.csv line 2: " + (columns + 1) + " fields, the header has " + columns);
  }

  @Test
  void read_nothing_namesTheFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlightLines.read(""))
        .withMessage("few.csv is empty");
  }

  private static long epochSecond(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMeteoQuestionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");
  private static final Place BERLIN = new Place(52.5, 13.4);

  private static OpenMeteoQuestion ask(String time, String history) {
    return OpenMeteoQuestion.of(Instant.parse(time), NOW, OpenMeteoReplyTest.history(history));
  }

  @ParameterizedTest
  @CsvSource({
    // now, the day, the usual days ahead
    "2026-11-21T19:14:00Z, archive, , /v1/forecast, 2026-11-21, 2026-11-28",
    "2026-11-21T00:00:00Z, archive, , /v1/forecast, 2026-11-21, 2026-11-28",
    "2026-11-28T23:00:00Z, archive, , /v1/forecast, 2026-11-21, 2026-11-29",
    "2026-11-27T23:59:59Z, archive, , /v1/forecast, 2026-11-21, 2026-11-28",
    "2026-11-28T00:00:00Z, archive, , /v1/forecast, 2026-11-21, 2026-11-29",
    "2026-11-30T08:00:00Z, archive, , /v1/forecast, 2026-11-21, 2026-12-01",
    "2026-12-06T23:00:00Z, previous1, , /v1/forecast, 2026-11-21, 2026-12-06",
    // the past as the forecast's service has it
    "2026-11-20T23:59:59Z, archive, , /v1/forecast, 2026-11-20, 2026-11-21",
    "2026-08-21T00:00:00Z, archive, , /v1/forecast, 2026-08-21, 2026-08-22",
    // and before
    "2026-08-20T23:59:59Z, archive, archive-, /v1/archive, 2026-08-20, 2026-08-21",
    "1940-01-01T00:00:00Z, archive, archive-, /v1/archive, 1940-01-01, 1940-01-02",
    "2026-11-20T12:00:00Z, stitched, historical-forecast-, /v1/forecast, 2026-11-20, 2026-11-21",
    "2024-01-01T00:00:00Z, previous3, previous-runs-, /v1/forecast, 2024-01-01, 2024-01-02",
  })
  void of_time_asksForTheDaysThatCoverIt(
      String time, String history, String service, String path, String first, String last) {
    OpenMeteoQuestion question = ask(time, history);

    assertThat(question.data().service()).isEqualTo(service == null ? "" : service);
    assertThat(question.history()).isEqualTo(service != null);
    assertThat(question.ask(List.of(BERLIN)).path()).isEqualTo(path);
    assertThat(question.days()).isEqualTo(first + " to " + last);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-06T23:00:01Z, archive",
    "1939-12-31T23:59:59Z, archive",
    "2020-12-31T23:59:59Z, stitched",
    "2023-12-31T23:59:59Z, previous1",
    "+1000000000-12-31T23:59:59Z, archive",
    "-1000000000-01-01T00:00:00Z, archive",
  })
  void of_timeBeyondEverything_isOutOfRange(String time, String history) {
    assertThatThrownBy(() -> ask(time, history))
        .isInstanceOfSatisfying(
            WeatherException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_RANGE))
        .hasMessageContaining(" to 2026-12-06T23:00:00Z, not of " + time);
  }

  @Test
  void ask_onePlace_isInGmtAndUnixTimeAndMetres() {
    assertThat(ask("2026-11-21T20:00:00Z", "archive").ask(List.of(BERLIN)).query())
        .containsExactly(
            entry("latitude", "52.5"),
            entry("longitude", "13.4"),
            entry(
                "hourly",
                "temperature_2m,apparent_temperature,precipitation,snowfall,weather_code,"
                    + "cloud_cover,wind_speed_10m,wind_gusts_10m,visibility"),
            entry("start_date", "2026-11-21"),
            entry("end_date", "2026-11-28"),
            entry("timezone", "GMT"),
            entry("timeformat", "unixtime"),
            entry("wind_speed_unit", "ms"));
  }

  @Test
  void ask_severalPlaces_areListsWithDecimalPointsInAnyLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Ask ask =
          ask("2026-11-21T20:00:00Z", "archive")
              .ask(List.of(new Place(-0.00001, 179.123456), new Place(1e-4, -180)));

      assertThat(ask.query()).containsEntry("latitude", "0,0.0001");
      assertThat(ask.query()).containsEntry("longitude", "179.1235,-180");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void ask_reanalysis_doesNotAskForVisibility() {
    assertThat(ask("2000-01-01T00:00:00Z", "archive").ask(List.of(BERLIN)).query().get("hourly"))
        .doesNotContain("visibility");
  }

  @Test
  void ask_previousRuns_asksForTheRunInEveryName() {
    OpenMeteoQuestion question = ask("2026-01-01T00:00:00Z", "previous2");

    assertThat(question.data().keys().split(",", -1))
        .hasSize(OpenMeteoVariable.values().length)
        .allMatch(name -> name.endsWith("_previous_day2"));
    assertThat(question.ask(List.of(BERLIN)).query())
        .containsEntry("hourly", question.data().keys());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T20:00:00Z, 1, 1",
    "2026-11-21T20:00:00Z, 100, 100",
    "2000-01-01T00:00:00Z, 3, 3",
    // nine variables of sixteen days: 9/10 * 16/14
    "2026-12-06T12:00:00Z, 1, 1.0285714285714287",
    "2026-12-06T12:00:00Z, 10, 10.285714285714287",
  })
  void ask_weight_isTheServicesFormula(String time, int places, double weight) {
    Ask ask = ask(time, "archive").ask(Collections.nCopies(places, BERLIN));

    assertThat(ask.weight()).isCloseTo(weight, within(1e-12));
  }

  @Test
  void placesAtOnce_longForecast_keepsToASixthOfAMinute() {
    assertThat(ask("2026-11-21T20:00:00Z", "archive").placesAtOnce(1e9)).isEqualTo(100);
    assertThat(ask("2026-12-06T12:00:00Z", "archive").placesAtOnce(1e9)).isEqualTo(97);
  }

  @ParameterizedTest
  @CsvSource({
    // a week weighs one for each place, sixteen days a little more
    "2026-11-21T20:00:00Z, 10, 10",
    "2026-12-06T12:00:00Z, 10, 9",
    "2026-12-06T12:00:00Z, 10.2858, 10",
    "2026-11-21T20:00:00Z, 99.9, 99",
    "2026-11-21T20:00:00Z, 0.5, 1",
  })
  void placesAtOnce_smallQuota_keepsToWhatItAllows(String time, double allowed, int places) {
    assertThat(ask(time, "archive").placesAtOnce(allowed)).isEqualTo(places);
  }
}

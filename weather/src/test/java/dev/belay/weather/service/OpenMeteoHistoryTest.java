/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.belay.weather.CachedWeather;
import dev.belay.weather.WeatherSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which past is asked for, and what its answers are called. */
class OpenMeteoHistoryTest extends OpenMeteoFixture {
  @ParameterizedTest
  @CsvSource({
    "archive, 2026-11-20T12:00:00Z, /v1/forecast, 20.12, PT3H",
    "archive, 2019-07-04T12:00:00Z, /v1/archive, 4.12, PT0S",
    "stitched, 2026-11-20T12:00:00Z, /v1/forecast, 20.12, PT3H",
    "previous1, 2026-11-20T12:00:00Z, /v1/forecast, 20.12, PT24H",
    "previous7, 2025-01-31T12:00:00Z, /v1/forecast, 31.12, PT168H",
  })
  void series_past_isTheWholeDayOfTheChosenHistory(
      String history, Instant past, String path, double temperature, Duration lead) {
    server.on(path, OpenMeteoFixture::reply);
    OpenMeteo provider = provider(OpenMeteo.builder().history(OpenMeteoReplyTest.history(history)));

    WeatherSeries series = answer(provider.series(BERLIN, past));

    Instant midnight = past.truncatedTo(ChronoUnit.DAYS);
    assertThat(temperature(series, past)).isCloseTo(temperature, within(1e-9));
    assertThat(series.covers(midnight)).isTrue();
    assertThat(series.covers(midnight.plus(Duration.ofDays(1)).minusSeconds(1))).isTrue();
    assertThat(series.at(past, past).lead()).isEqualTo(lead);
  }

  @Test
  void series_history_mayBeElsewhere() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    try (FakeWeatherServer elsewhere = FakeWeatherServer.start()) {
      elsewhere.on("/v1/archive", OpenMeteoFixture::reply);
      OpenMeteo provider = provider(OpenMeteo.builder().historyUrl(elsewhere.base()));

      answer(provider.series(BERLIN, Instant.parse("2001-02-03T04:05:06Z")));
      answer(provider.series(BERLIN, NOW));

      assertThat(elsewhere.requests()).hasSize(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "archive, open-meteo",
    "stitched, open-meteo-historical-forecast",
    "previous2, open-meteo-previous-runs-2",
  })
  void name_saysWhichHistoryUnlessItIsTheDefault(String history, String name) {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    OpenMeteo provider = provider(OpenMeteo.builder().history(OpenMeteoReplyTest.history(history)));

    assertThat(provider.name()).isEqualTo(name);
    assertThat(provider.inBackground().name()).isEqualTo(name);
    assertThat(provider.panel().title()).isEqualTo("Weather: " + name);
    for (String time : List.of("2026-11-21T19:14:00Z", "2026-11-20T12:00:00Z")) {
      assertThat(answer(provider.series(BERLIN, Instant.parse(time))).source()).isEqualTo(name);
    }
    assertThat(failure(provider.series(BERLIN, Instant.EPOCH.minusSeconds(1L << 33))))
        .hasMessageStartingWith(name + " has weather from ");
  }

  @Test
  void cacheFileOfOneHistory_isRefusedByAnother(@TempDir Path folder) throws IOException {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    Path file = folder.resolve("cache");
    CachedWeather archive = cached(OpenMeteo.History.archive());
    answer(archive.series(BERLIN, NOW));
    archive.save(file);

    for (OpenMeteo.History other :
        List.of(OpenMeteo.History.historicalForecast(), OpenMeteo.History.previousRuns(2))) {
      assertThatThrownBy(() -> cached(other).load(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(" is of open-meteo/")
          .hasMessageContaining(" and not of open-meteo-");
    }
    cached(OpenMeteo.History.archive()).load(file);
  }

  private CachedWeather cached(OpenMeteo.History history) {
    OpenMeteo provider = provider(OpenMeteo.builder().history(history));
    return CachedWeather.builder(provider).ticker(time).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 8})
  void previousRuns_otherDays_areRefused(int days) {
    assertThatThrownBy(() -> OpenMeteo.History.previousRuns(days))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("forecasts of 1 to 7 days before are kept, not " + days);
  }

  @Test
  void history_printsWhatItIs() {
    assertThat(OpenMeteo.History.archive()).hasToString("archive-api");
    assertThat(OpenMeteo.History.historicalForecast()).hasToString("historical-forecast-api");
    assertThat(OpenMeteo.History.previousRuns(2)).hasToString("previous-runs-api_previous_day2");
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMeteoRefusalsTest {
  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T22:58:30Z"));
  private final OpenMeteoRefusals refusals = new OpenMeteoRefusals(time);

  private WeatherException of(int status, String reason) {
    return refusals.of(status, "{\"error\":true,\"reason\":\"" + reason + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, The supplied API key is invalid., KEY",
    "400, Parameter 'start_date' is out of allowed range from 2026-08-18 to 2026-12-06, OUT_OF_RANGE",
    "400, No data is available for this location, NOT_FOUND",
    "400, Latitude must be in range of -90 to 90°. Given: 91.0., REFUSED",
    "400, Cannot initialize TemperatureUnit from invalid String value asdfsfd, REFUSED",
    "401, API key required. Please add &apikey= to the URL., KEY",
    "403, Your plan does not include this endpoint, PLAN",
    "404, Not Found, NOT_FOUND",
    "418, teapot, REFUSED",
    "429, Minutely API request limit exceeded. Please try again in one minute., QUOTA",
    "500, Something went wrong., OVERLOADED",
    "502, , OVERLOADED",
    "503, The service is overloaded, OVERLOADED",
  })
  void of_status_givesTheReason(int status, String text, Reason reason) {
    WeatherException refusal = of(status, text);

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal)
        .hasMessageStartingWith("open-meteo ")
        .hasMessageEndingWith(" (status " + status + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "Minutely API request limit exceeded. Please try again in one minute., PT30S",
    "Hourly API request limit exceeded. Please try again in the next hour., PT1M30S",
    "Daily API request limit exceeded. Please try again tomorrow., PT1H1M30S",
    "Too many concurrent requests, PT5S",
    "Something that is not documented, PT30S",
  })
  void of_tooManyQuestions_waitsForTheNextWindow(String text, Duration pause) {
    assertThat(of(429, text).retryAfter()).contains(pause);
  }

  @Test
  void of_tooManyQuestionsAsAWindowBegins_waitsForAllOfIt() {
    time.jumpTo(Instant.parse("2026-11-21T23:00:00Z"));

    assertThat(of(429, "Hourly API request limit exceeded.").retryAfter())
        .contains(Duration.ofHours(1));
  }

  @Test
  void of_otherFailures_doNotSayWhen() {
    assertThat(of(503, "The service is overloaded").retryAfter()).isEmpty();
  }

  @Test
  void of_bodyThatEchoesASecret_doesNotQuoteIt() {
    assertThat(of(400, "no such thing as s3cr3t")).hasMessageNotContaining("s3cr3t");
  }

  @Test
  void of_noJson_readsTheStatus() {
    assertThat(refusals.of(503, "<html>gateway</html>").reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(refusals.of(429, "Hourly API request limit exceeded.").retryAfter())
        .contains(Duration.ofSeconds(90));
  }
}

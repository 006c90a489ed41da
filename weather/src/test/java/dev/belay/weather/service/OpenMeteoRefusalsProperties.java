/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class OpenMeteoRefusalsProperties {
  @Property(tries = 300)
  void of_anyStatusAndBody_isAFailureInOurOwnWords(
      @ForAll @IntRange(min = -1, max = 1_000) int status, @ForAll String body) {
    WeatherException refusal = new OpenMeteoRefusals(new FakeTime()).of(status, body);

    assertThat(refusal).hasMessageStartingWith("open-meteo ").hasMessageEndingWith(")");
    assertThat(refusal.getMessage()).hasSizeLessThan(100);
    assertThat(new MetNorwayRefusals().of(status, body).getMessage()).hasSizeLessThan(150);
  }

  @Property(tries = 300)
  void of_tooManyQuestions_waitsUntilAWindowBegins(
      @ForAll @LongRange(max = 86_399_999) long millis) {
    Instant now = Instant.parse("2026-11-21T00:00:00Z").plusMillis(millis);
    OpenMeteoRefusals refusals = new OpenMeteoRefusals(new FakeTime(now));

    assertThat(next(refusals, now, "Minutely API") % 60_000).isZero();
    assertThat(next(refusals, now, "Hourly API") % 3_600_000).isZero();
    assertThat(next(refusals, now, "Daily API") % 86_400_000).isZero();
  }

  private static long next(OpenMeteoRefusals refusals, Instant now, String window) {
    Duration pause =
        refusals.of(429, window + " request limit exceeded.").retryAfter().orElseThrow();
    assertThat(pause).isPositive();
    return now.plus(pause).toEpochMilli();
  }
}

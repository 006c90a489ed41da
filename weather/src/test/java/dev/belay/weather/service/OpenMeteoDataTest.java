/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenMeteoDataTest {
  private static final Instant NOW = Instant.parse("2026-03-10T10:20:00Z");

  @Test
  void issued_pastHour_isItsLeadBefore() {
    Instant time = NOW.minus(Duration.ofDays(5));
    assertThat(OpenMeteoData.ARCHIVE.issued(time, NOW)).isEqualTo(time);
    assertThat(OpenMeteoData.RECENT.issued(time, NOW)).isEqualTo(time.minus(Duration.ofHours(3)));
    assertThat(OpenMeteoData.previousRuns(2).issued(time, NOW))
        .isEqualTo(time.minus(Duration.ofDays(2)));
    assertThat(OpenMeteoData.FORECAST.issued(time, NOW)).isEqualTo(NOW);
  }

  /** A question for yesterday is answered for all of today. */
  @Test
  void issued_hourToCome_isNotAfterItWasFetched() {
    Instant time = NOW.plus(Duration.ofHours(13));
    for (OpenMeteoData data :
        List.of(OpenMeteoData.RECENT, OpenMeteoData.ARCHIVE, OpenMeteoData.HISTORICAL_FORECAST)) {
      assertThat(data.issued(time, NOW)).isEqualTo(NOW);
    }
  }
}

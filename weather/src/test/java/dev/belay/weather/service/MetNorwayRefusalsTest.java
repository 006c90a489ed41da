/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetNorwayRefusalsTest {
  private final MetNorwayRefusals refusals = new MetNorwayRefusals();

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED", "403, REFUSED", "404, NOT_FOUND", "405, REFUSED", "422, NOT_FOUND",
    "429, QUOTA", "499, OVERLOADED", "500, OVERLOADED", "502, OVERLOADED", "503, OVERLOADED",
    "504, OVERLOADED", "302, REFUSED"
  })
  void of_status_givesTheReason(int status, Reason reason) {
    WeatherException refusal = refusals.of(status, "<html><body>what it is</body></html>");

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal)
        .hasMessageStartingWith("met-norway ")
        .hasMessageEndingWith(" (status " + status + ")")
        .hasMessageNotContaining("html");
  }

  @Test
  void of_forbidden_saysWhatTheServiceWants() {
    assertThat(refusals.of(403, ""))
        .hasMessage(
            "met-norway refused: it wants a User-Agent that names application and contact, and"
                + " four decimals at most (status 403)");
  }

  @Test
  void of_throttled_waitsSomeMinutes() {
    assertThat(refusals.of(429, "").retryAfter()).contains(Duration.ofMinutes(5));
    assertThat(refusals.of(503, "").retryAfter()).isEmpty();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetNorwayCallerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "trips/2.1 ops@trips.example",
        "acmeweather.example support@acmeweather.example",
        "trips (https://trips.example/contact)",
        "trips/2.1 trips.example",
        "okhttp-for-ambulances/1 it@clinic.example",
      })
  void checked_applicationAndContact_isTaken(String userAgent) {
    assertThat(MetNorwayCaller.checked(userAgent)).isEqualTo(userAgent);
  }

  @Test
  void checked_spacesAround_areLeftOut() {
    assertThat(MetNorwayCaller.checked("  trips/2.1 ops@trips.example "))
        .isEqualTo("trips/2.1 ops@trips.example");
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "'   ', it is empty",
    "Java-http-client/17.0.2, 'that is an HTTP client, no application'",
    "Java/17 ops@trips.example, 'that is an HTTP client, no application'",
    "okhttp/4.9.3 ops@trips.example, 'that is an HTTP client, no application'",
    "Dalvik/2.1.0 (Linux; U; Android 11), 'that is an HTTP client, no application'",
    "Mozilla/5.0 (X11; Linux x86_64) trips.example, 'that is an HTTP client, no application'",
    "trips, there is no contact in it",
    "trips/2.1, there is no contact in it",
    "trips/2.1 (version 3.4), there is no contact in it",
    "trips.example, there is no contact in it",
    "trajets/2.1 hélène@trips.example, it has characters that a header cannot have",
  })
  void checked_anythingElse_isRefusedWithAnExample(String userAgent, String why) {
    assertThatThrownBy(() -> MetNorwayCaller.checked(userAgent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "MET Norway wants to know application and contact, such as"
                + " \"trips/2.1 ops@trips.example\", not \""
                + userAgent
                + "\": "
                + why);
  }

  @Test
  void checked_secondHeaderInIt_isRefused() {
    assertThatThrownBy(() -> MetNorwayCaller.checked("trips/1 ops@trips.example\r\nX-Other: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("it has characters that a header cannot have");
  }
}

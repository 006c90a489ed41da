/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  @ParameterizedTest
  @CsvSource({
    "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
    "'Sun, 6 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
    "'Sun, 06 Nov 1994 09:49:37 +0100', 1994-11-06T08:49:37Z"
  })
  void of_date_isItsMoment(String text, Instant moment) {
    assertThat(HttpDate.of(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "soon",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT"
      })
  void of_anythingElse_isNone(String text) {
    assertThat(HttpDate.of(text)).isNull();
  }

  @Test
  void of_nothing_isNone() {
    assertThat(HttpDate.of(null)).isNull();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service's errors mean, in the words it uses for them. */
class OpenWeatherMapRefusalsTest {
  private static final String INVALID_KEY =
      "{\"cod\":401,\"message\":\"Invalid API key. Please see"
          + " http://openweathermap.org/faq#error401 for more info.\"}";
  private static final String NOT_SUBSCRIBED =
      "{\"cod\":401,\"message\":\"Please note that using One Call 3.0 requires a separate"
          + " subscription to the One Call by Call plan.\"}";
  private static final String TOO_MANY =
      "{\"cod\":429,\"message\":\"Your account is temporary blocked due to exceeding of requests"
          + " limitation of your subscription type.\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"cod\":\"400\",\"message\":\"wrong latitude\"}                  | REFUSED",
        "400 | {\"cod\":\"400\",\"message\":\"Nothing to geocode\"}              | REFUSED",
        "400 | {\"message\":\"requested time is out of allowed range\"}          | OUT_OF_RANGE",
        "402 | ''                                                                | PLAN",
        "403 | <html>Forbidden</html>                                            | KEY",
        "404 | {\"cod\":\"404\",\"message\":\"city not found\"}                  | NOT_FOUND",
        "404 | ''                                                                | NOT_FOUND",
        "408 | ''                                                                | TIMEOUT",
        "413 | ''                                                                | REFUSED",
        "429 | ''                                                                | QUOTA",
        "302 | ''                                                                | REFUSED",
        "204 | ''                                                                | BROKEN_REPLY",
        "500 | {\"message\":\"Error: Internal server error\",\"cod\":\"500\"}    | OVERLOADED",
        "502 | <html>Bad Gateway</html>                                          | OVERLOADED",
        "503 | ''                                                                | OVERLOADED",
        "599 | ''                                                                | OVERLOADED"
      })
  void status_hasItsReason(int status, String body, Reason reason) {
    assertThat(refusal(status, body).reason()).isEqualTo(reason);
  }

  @Test
  void invalidKey_saysThatItMayNotBeActiveYet() {
    assertThat(refusal(401, INVALID_KEY))
        .hasMessage(
            "openweathermap refuses the key: it is wrong, or not active yet, which takes up to 2"
                + " hours (401)")
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.KEY));
    assertThat(refusal(401, "").reason()).isEqualTo(Reason.KEY);
  }

  @Test
  void oneCallWithoutSubscription_isTheKeysPlanAndNotTheKey() {
    assertThat(refusal(401, NOT_SUBSCRIBED))
        .hasMessage("openweathermap says that the key is not subscribed to One Call 3.0 (401)")
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PLAN));
  }

  @ParameterizedTest
  @CsvSource({"429", "401", "403"})
  void blockedAccount_isTheQuotaWithoutAWordOfHowLong(int status) {
    WeatherException refusal = refusal(status, TOO_MANY);
    assertThat(refusal.reason()).isEqualTo(Reason.QUOTA);
    assertThat(refusal.retryAfter()).isEmpty();
  }

  @Test
  void message_neverHandsOnTheServicesWords() {
    for (int status = 100; status < 600; status++) {
      assertThat(refusal(status, "appid=s3cr3t One Call").getMessage())
          .startsWith("openweathermap ")
          .endsWith("(" + status + ")")
          .doesNotContain("s3cr3t");
    }
  }

  private static WeatherException refusal(int status, String body) {
    return new OwmRefusals().of(status, body);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherVariable.PRECIPITATION_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static dev.belay.weather.service.FakeReply.ok;
import static dev.belay.weather.service.FakeReply.status;
import static dev.belay.weather.service.OpenWeatherMapSamples.GENEVA;
import static dev.belay.weather.service.OpenWeatherMapSamples.NOON;
import static dev.belay.weather.service.OpenWeatherMapSamples.current;
import static dev.belay.weather.service.OpenWeatherMapSamples.entry;
import static dev.belay.weather.service.OpenWeatherMapSamples.failure;
import static dev.belay.weather.service.OpenWeatherMapSamples.forecast;
import static dev.belay.weather.service.OpenWeatherMapSamples.members;
import static dev.belay.weather.service.OpenWeatherMapSamples.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.testing.FakeTime;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every key has. It is noon, and then as late as a test says. */
class OpenWeatherMapTest {
  private static final String NOW_PATH = "/data/2.5/weather";
  private static final String LATER_PATH = "/data/2.5/forecast";
  private static final String KEY = "s3cr3tk3y";
  private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final FakeTime time = new FakeTime(NOON);
  private final OpenWeatherMap provider = provider(Quota.unlimited());

  @AfterEach
  void close() {
    provider.close();
    server.close();
  }

  private OpenWeatherMap provider(Quota quota) {
    return OpenWeatherMap.builder(KEY)
        .baseUrl(server.base())
        .quota(quota)
        .connection(Connection.builder().repetitions(0).ticker(time).build())
        .build();
  }

  /** 10 degrees now, and one more every three hours for five days, with as much rain. */
  private static String fiveDays() {
    List<String> entries = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      String rain = "'rain':{'3h':%d},%s".formatted(3 * i, members(10 + i, 500));
      entries.add(entry(NOON.plus(Duration.ofHours(3L * i)), rain));
    }
    return forecast(entries.toArray(String[]::new));
  }

  private void answers() {
    server.on(NOW_PATH, ok(current(members(10, 800)))).on(LATER_PATH, ok(fiveDays()));
  }

  private static String greenwich() {
    return current(members(10, 800)).replace("46.2", "51.48").replace("6.14", "0");
  }

  @Test
  void series_isAskedForInTheServicesTerms() {
    answers();
    outcome(provider.series(new Place(46.20441999, -0.00001), NOON).exceptionally(failure -> null));
    assertThat(server.requests())
        .allSatisfy(
            request ->
                assertThat(request.query())
                    .isEqualTo(
                        Map.of("lat", "46.2044", "lon", "0", "units", "metric", "appid", KEY)))
        .extracting(FakeWeatherServer.Request::path)
        .containsExactlyInAnyOrder(NOW_PATH, LATER_PATH);
  }

  @Test
  void series_asksForNowAndLaterAtTheSameTime() {
    CountDownLatch bothAsked = new CountDownLatch(1);
    server
        .on(NOW_PATH, ok(current(members(10, 800))).behind(bothAsked))
        .on(LATER_PATH, ok(fiveDays()).behind(bothAsked));
    CompletionStage<WeatherSeries> series = provider.series(GENEVA, NOON);
    server.awaitRequests(2);
    bothAsked.countDown();
    assertThat(outcome(series).size()).isEqualTo(41);
  }

  @Test
  void weatherNow_isWhatIsObserved() {
    answers();
    Weather weather = outcome(provider.series(GENEVA, NOON)).at(NOON, NOON);
    assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(10);
    assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isZero();
    assertThat(weather.source()).isEqualTo(provider.name()).isEqualTo("openweathermap");
  }

  @Test
  void weatherOfAPickupTomorrow_isTomorrowsAndNotTodays() {
    answers();
    Weather weather = outcome(provider.series(GENEVA, TOMORROW)).at(TOMORROW, NOON);
    assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(18);
    assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(9);
    assertThat(weather.lead()).isEqualTo(Duration.ofDays(1));
  }

  /**
   * Two hours must not pass for five days, neither in a cache nor before another service is asked.
   */
  @Test
  void forecastFails_thenThatIsTheFailure_thoughThereIsAnObservation() {
    server.on(NOW_PATH, ok(current(members(10, 800)))).on(LATER_PATH, status(503, ""));
    for (Instant moment : List.of(NOON, NOON.plus(Duration.ofMinutes(59)), TOMORROW)) {
      WeatherException failure = failure(provider.series(GENEVA, moment));
      assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(failure).hasMessage("openweathermap failed (503)");
    }
  }

  @Test
  void observationFails_thenTheForecastAnswersWhereItReaches() {
    server.on(NOW_PATH, status(404, "")).on(LATER_PATH, ok(fiveDays()));
    assertThat(
            outcome(provider.series(GENEVA, TOMORROW))
                .at(TOMORROW, NOON)
                .value(TEMPERATURE_CELSIUS))
        .isEqualTo(18);
    assertThat(failure(provider.series(GENEVA, NOON.minusSeconds(60))).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void bothFail_thenTheForecastsFailureIsTheReason() {
    server.on(NOW_PATH, status(404, "")).on(LATER_PATH, status(500, "<html>"));
    assertThat(failure(provider.series(GENEVA, NOON)))
        .hasMessage("openweathermap failed (500)")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED));
  }

  @Test
  void weatherOfThePast_isOutOfRangeWithoutAsking() {
    assertThat(failure(provider.series(GENEVA, NOON.minusSeconds(3601))))
        .hasMessage(
            "openweathermap has no weather of 2026-01-01T10:59:59Z: it has the past in One Call only")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-06T12:00:01Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void weatherBeyondFiveDays_isOutOfRangeWithoutAsking(Instant far) {
    assertThat(failure(provider.series(GENEVA, far)))
        .hasMessage("openweathermap has no weather of " + far + ": its forecast is of five days")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void weatherAfterTheLastEntry_isOutOfRange() {
    server
        .on(NOW_PATH, ok(current(members(10, 800))))
        .on(LATER_PATH, ok(forecast(entry(NOON.plus(Duration.ofHours(3)), members(11, 800)))));
    assertThat(failure(provider.series(GENEVA, NOON.plus(Duration.ofHours(4)))).reason())
        .isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void replyForAnotherPlace_isRefused() {
    answers();
    assertThat(failure(provider.series(new Place(48.85, 2.35), NOON)))
        .hasMessageContaining("openweathermap")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.OTHER_PLACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"cod\":200", "<html>busy</html>", "[]"})
  void replyThatIsNoWeather_isBrokenEvenUnderStatus200(String body) {
    server.on(NOW_PATH, ok(body)).on(LATER_PATH, ok(body));
    assertThat(failure(provider.series(GENEVA, NOON)).reason()).isEqualTo(Reason.BROKEN_REPLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"cod\":401,\"message\":\"Invalid API key.\"} | KEY",
        "404 | {\"cod\":\"404\",\"message\":\"not found\"}    | NOT_FOUND",
        "429 | {\"cod\":429,\"message\":\"blocked\"}          | QUOTA",
        "502 | <html>Bad Gateway</html>                       | OVERLOADED"
      })
  void check_failsForTheReasonThereWouldBeNoWeatherFor(int status, String body, Reason reason) {
    server.on(NOW_PATH, status(status, body));
    WeatherException failure = failure(provider.check());
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.getMessage()).doesNotContain(KEY);
  }

  @Test
  void check_ofAWorkingKey_asksOnceAndIsFine() {
    server.on(NOW_PATH, ok(greenwich()));
    assertThat(outcome(provider.check())).isEqualTo(provider.panel());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void check_asksAgainThoughTheKeyWasRefused() {
    server.on(NOW_PATH, status(401, ""), ok(greenwich()));
    assertThat(failure(provider.check()).reason()).isEqualTo(Reason.KEY);
    assertThat(outcome(provider.check())).isEqualTo(provider.panel());
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void tooManyQuestions_areNotAskedAgainBeforeAMinute() {
    server.on(NOW_PATH, status(429, "")).on(LATER_PATH, status(429, ""));
    assertThat(failure(provider.series(GENEVA, NOON)).reason()).isEqualTo(Reason.QUOTA);
    time.advance(Duration.ofSeconds(59));
    answers();
    assertThat(failure(provider.series(GENEVA, NOON)).reason()).isEqualTo(Reason.QUOTA);
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(2);
    time.advance(Duration.ofSeconds(1));
    assertThat(outcome(provider.series(GENEVA, NOON)).size()).isEqualTo(41);
  }

  @Test
  void inBackground_keepsToWhatIsNotReserved() {
    answers();
    Quota quota = Quota.of(4, Duration.ofMinutes(1)).reserving(0.5).ticker(time);
    try (OpenWeatherMap limited = provider(quota)) {
      WeatherProvider background = limited.inBackground();
      assertThat(outcome(background.series(GENEVA, NOON)).size()).isEqualTo(41);
      assertThat(failure(background.series(GENEVA, NOON)).reason()).isEqualTo(Reason.QUOTA);
      assertThat(outcome(limited.series(GENEVA, NOON)).size()).isEqualTo(41);
    }
  }

  @Test
  void quotaByDefault_isTheFreePlans() {
    answers();
    try (OpenWeatherMap free =
        OpenWeatherMap.builder(KEY)
            .baseUrl(server.base())
            .connection(Connection.builder().ticker(time).build())
            .build()) {
      for (int i = 0; i < 30; i++) {
        outcome(free.series(GENEVA, NOON));
      }
      assertThat(failure(free.series(GENEVA, NOON)).reason()).isEqualTo(Reason.QUOTA);
      assertThat(server.requests()).hasSize(60);
    }
  }

  @Test
  void close_failsWhatIsAskedAfterwards() {
    provider.close();
    assertThat(failure(provider.series(GENEVA, NOON)).reason()).isEqualTo(Reason.CLOSED);
    assertThat(failure(provider.inBackground().series(GENEVA, NOON)).reason())
        .isEqualTo(Reason.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void builder_ofAnEmptyKey_saysSo(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenWeatherMap.builder(key))
        .withMessage("the key is empty");
  }

  @Test
  @SuppressWarnings("NullAway")
  void misuse_isToldAtOnce() {
    assertThatNullPointerException()
        .isThrownBy(() -> OpenWeatherMap.builder(null))
        .withMessage("key");
    OpenWeatherMap.Builder builder = OpenWeatherMap.builder(KEY);
    assertThatNullPointerException().isThrownBy(() -> builder.baseUrl(null)).withMessage("url");
    assertThatNullPointerException().isThrownBy(() -> builder.quota(null)).withMessage("limit");
    assertThatNullPointerException().isThrownBy(() -> builder.oneCall(null)).withMessage("limit");
    assertThatNullPointerException().isThrownBy(() -> builder.connection(null)).withMessage("way");
    assertThatNullPointerException()
        .isThrownBy(() -> provider.series((Place) null, NOON))
        .withMessage("place");
    assertThatNullPointerException()
        .isThrownBy(() -> provider.series(GENEVA, null))
        .withMessage("time");
  }

  @Test
  void baseUrl_thatWouldGiveTheKeyAway_isRefused() {
    OpenWeatherMap.Builder builder =
        OpenWeatherMap.builder(KEY).baseUrl(URI.create("http://weather.example.com"));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "openweathermap: a key is not sent over plain http to weather.example.com: use https");
  }
}

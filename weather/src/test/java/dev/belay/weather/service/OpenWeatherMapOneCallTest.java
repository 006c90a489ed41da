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
import static dev.belay.weather.service.OpenWeatherMapSamples.moment;
import static dev.belay.weather.service.OpenWeatherMapSamples.oneCall;
import static dev.belay.weather.service.OpenWeatherMapSamples.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.report.Panel;
import dev.belay.testing.FakeTime;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key has with One Call 3.0. It is noon, and then as late as a test says. */
class OpenWeatherMapOneCallTest {
  private static final Instant YESTERDAY = Instant.parse("2025-12-31T00:00:00Z");
  private static final String HOURLY = "/data/3.0/onecall";
  private static final String PAST = "/data/3.0/onecall/timemachine";
  private static final String NOW = "/data/2.5/weather";
  private static final String LATER = "/data/2.5/forecast";
  private static final FakeReply NOT_SUBSCRIBED =
      status(
          401,
          "{\"cod\":401,\"message\":\"Please note that using One Call 3.0 requires a separate"
              + " subscription to the One Call by Call plan.\"}");

  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final FakeTime time = new FakeTime(NOON);
  private final OpenWeatherMap provider = builder().oneCall(Quota.unlimited()).build();

  @AfterEach
  void close() {
    provider.close();
    server.close();
  }

  private OpenWeatherMap.Builder builder() {
    return OpenWeatherMap.builder("s3cr3tk3y")
        .baseUrl(server.base())
        .quota(Quota.unlimited())
        .connection(Connection.builder().repetitions(0).ticker(time).build());
  }

  private static String hours() {
    return oneCall(
        entry(NOON, "'temp':1,'weather':[{'id':800}]"),
        entry(NOON, "'temp':50"),
        entry(hour(1), "'temp':2,'weather':[{'id':500}],'rain':{'1h':0.5}"),
        entry(hour(2), "'temp':3,'weather':[{'id':500}],'pop':0.8"));
  }

  private FakeWeatherServer free() {
    return server
        .on(NOW, ok(current(members(20, 800))))
        .on(
            LATER,
            ok(forecast(entry(hour(3), members(23, 800)), entry(hour(48), members(30, 800)))));
  }

  @Test
  void series_ofTheNextTwoDays_isOneQuestion() {
    server.on(HOURLY, ok(hours()));
    WeatherSeries series = outcome(provider.series(GENEVA, hour(1)));
    assertThat(series.size()).isEqualTo(3);
    assertThat(series.at(NOON, NOON).value(TEMPERATURE_CELSIUS)).isEqualTo(1);
    assertThat(series.at(NOON.plusSeconds(1800), NOON).value(TEMPERATURE_CELSIUS)).isEqualTo(1.5);
    assertThat(series.at(hour(1), NOON).has(PRECIPITATION_MM_PER_HOUR)).isFalse();
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).query())
        .containsEntry("exclude", "minutely,daily,alerts")
        .containsEntry("units", "metric");
  }

  @Test
  void series_beyondTwoDays_isTheForecastOfFiveDays() {
    free();
    assertThat(outcome(provider.series(GENEVA, hour(47))).covers(hour(47))).isTrue();
    assertThat(server.requests())
        .extracting(FakeWeatherServer.Request::path)
        .containsExactlyInAnyOrder(NOW, LATER);
  }

  @Test
  void keyWithoutSubscription_isAnsweredFromTheRestAndOneCallIsLeftAlone() {
    free().on(HOURLY, NOT_SUBSCRIBED);
    for (int i = 0; i < 3; i++) {
      assertThat(outcome(provider.series(GENEVA, NOON)).at(NOON, NOON).value(TEMPERATURE_CELSIUS))
          .isEqualTo(20);
    }
    assertThat(asked(HOURLY)).isOne();
    assertThat(asked(NOW)).isEqualTo(3);
  }

  @Test
  void keyWithoutSubscription_isAskedAgainAfterHours() {
    free().on(HOURLY, NOT_SUBSCRIBED);
    outcome(provider.series(GENEVA, NOON));
    time.advance(Duration.ofHours(6).minusSeconds(1));
    Instant soon = time.instant();
    server.on(NOW, ok(current(soon, members(20, 800))));
    outcome(provider.series(GENEVA, soon));
    assertThat(asked(HOURLY)).isOne();
    time.advance(Duration.ofSeconds(1));
    outcome(provider.series(GENEVA, soon));
    assertThat(asked(HOURLY)).isEqualTo(2);
  }

  @Test
  void inBackground_knowsThatTheKeyIsNotSubscribed() {
    free().on(HOURLY, NOT_SUBSCRIBED);
    outcome(provider.inBackground().series(GENEVA, NOON));
    outcome(provider.series(GENEVA, NOON));
    assertThat(asked(HOURLY)).isOne();
  }

  @Test
  void oneCallsQuotaUsedUp_isAnsweredFromTheRest() {
    free().on(HOURLY, ok(hours()));
    try (OpenWeatherMap once = builder().oneCall(Quota.of(1, Duration.ofDays(1))).build()) {
      assertThat(outcome(once.series(GENEVA, NOON)).at(NOON, NOON).value(TEMPERATURE_CELSIUS))
          .isOne();
      assertThat(outcome(once.series(GENEVA, NOON)).at(NOON, NOON).value(TEMPERATURE_CELSIUS))
          .isEqualTo(20);
    }
  }

  @Test
  void oneCallsQuotaByDefault_isWhatIsFreeOfIt() {
    server.on(PAST, request -> ok(moment(entry(asked(request), "'temp':1"))));
    try (OpenWeatherMap free = builder().oneCall().build()) {
      for (int i = 0; i < 40; i++) {
        outcome(free.series(GENEVA, hour(-30)));
      }
      assertThat(failure(free.series(GENEVA, hour(-30))).reason()).isEqualTo(Reason.QUOTA);
      assertThat(server.requests()).hasSize(1000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 200})
  void oneCallDown_isAnsweredFromTheRest_andAskedNoMoreForAWhile(int status) {
    free().on(HOURLY, status(status, "busy"));
    for (int i = 0; i < 7; i++) {
      assertThat(outcome(provider.series(GENEVA, NOON)).at(NOON, NOON).value(TEMPERATURE_CELSIUS))
          .isEqualTo(20);
    }
    assertThat(asked(HOURLY)).isEqualTo(5);
    assertThat(asked(LATER)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"401, KEY", "404, NOT_FOUND", "400, REFUSED"})
  void oneCallFailingForGood_isThatFailure(int status, Reason reason) {
    free().on(HOURLY, status(status, ""));
    assertThat(failure(provider.series(GENEVA, NOON)).reason()).isEqualTo(reason);
    assertThat(server.requests()).hasSize(1);
  }

  /** The temperature and the rain of each hour are the hours since the day before began. */
  private static FakeReply hourOfThePast(FakeWeatherServer.Request request) {
    long hours = Duration.between(YESTERDAY, asked(request)).toHours();
    String rain = "'temp':%d,'weather':[{'id':500}],'rain':{'1h':%d}".formatted(hours, hours);
    return ok(moment(entry(asked(request), rain)));
  }

  private List<Instant> askedOfThePast() {
    return server.requests().stream()
        .filter(request -> request.path().equals(PAST))
        .map(OpenWeatherMapOneCallTest::asked)
        .toList();
  }

  private static List<Instant> hoursOfYesterday(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(hour -> YESTERDAY.plus(Duration.ofHours(hour)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 900, 6 * 3_600, 24 * 3_600 - 1})
  void past_isEveryHourOfTheDay_oneAfterTheOther(int second) {
    server.on(PAST, OpenWeatherMapOneCallTest::hourOfThePast);
    WeatherSeries series = outcome(provider.series(GENEVA, YESTERDAY.plusSeconds(second)));
    for (int hour = 0; hour < 24; hour++) {
      Instant pickup = YESTERDAY.plusSeconds(3_600L * hour + 900);
      Weather weather = series.at(pickup, NOON);
      assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(hour + 0.25);
      assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(hour + 1);
      assertThat(weather.lead()).isZero();
      assertThat(weather.issuedAt()).isEqualTo(YESTERDAY.plusSeconds(3_600L * (hour + 1)));
    }
    assertThat(askedOfThePast()).isEqualTo(hoursOfYesterday(0, 24));
    assertThat(server.mostAtOnce()).isOne();
  }

  @Test
  void past_ofToday_isTheHoursThatAreOver() {
    server.on(PAST, OpenWeatherMapOneCallTest::hourOfThePast);
    time.advance(Duration.ofMinutes(40));
    WeatherSeries series = outcome(provider.series(GENEVA, hour(-3)));
    assertThat(askedOfThePast()).isEqualTo(hoursOfYesterday(24, 36));
    assertThat(series.covers(NOON.minusSeconds(1))).isTrue();
    assertThat(series.at(NOON, NOON).issuedAt()).isEqualTo(time.instant());
  }

  @ParameterizedTest
  @CsvSource({"401, KEY", "402, PLAN", "429, QUOTA", "404, NOT_FOUND", "503, OVERLOADED"})
  void past_ofADayThatFails_costsOneCallAndNot25(int status, Reason reason) {
    server.on(PAST, status(status, ""));
    assertThat(failure(provider.series(GENEVA, hour(-30))).reason()).isEqualTo(reason);
    assertThat(askedOfThePast()).isEqualTo(hoursOfYesterday(0, 0));
  }

  @Test
  void past_whoseQuotaEndsWithinTheDay_goesOnThereWhenThereIsMore() {
    server.on(PAST, OpenWeatherMapOneCallTest::hourOfThePast);
    Quota twenty = Quota.of(20, Duration.ofMinutes(1)).ticker(time);
    try (OpenWeatherMap slow = builder().oneCall(twenty).build()) {
      WeatherException first = failure(slow.series(GENEVA, hour(-30)));
      assertThat(first.reason()).isEqualTo(Reason.QUOTA);
      time.advance(first.retryAfter().orElseThrow());
      WeatherSeries series = outcome(slow.inBackground().series(GENEVA, hour(-14)));
      assertThat(series.size()).isEqualTo(25);
      assertThat(askedOfThePast()).isEqualTo(hoursOfYesterday(0, 24));
      time.advance(Duration.ofMinutes(2));
      assertThat(failure(slow.series(GENEVA, hour(-30))).reason()).isEqualTo(Reason.QUOTA);
      assertThat(askedOfThePast()).as("a day that was told is asked for anew").hasSize(45);
    }
  }

  @Test
  void past_ofManyPlacesAtOnce_isKeptToItsQuotaAndNotSpentForNothing() {
    Services.oneCall(server, NOON);
    Quota aDay = Quota.of(1_000, Duration.ofDays(1)).ticker(time);
    List<Place> places = IntStream.range(0, 50).mapToObj(i -> new Place(i, i)).toList();
    try (OpenWeatherMap paid = builder().oneCall(aDay).build()) {
      ended(paid.series(places, hour(-30)));
      assertThat(asked(PAST)).isEqualTo(1_000);
      time.advance(Duration.ofDays(2));
      paid.series(places, hour(-30))
          .forEach(stage -> assertThat(outcome(stage).size()).isPositive());
    }
  }

  private static void ended(List<CompletionStage<WeatherSeries>> stages) {
    stages.forEach(stage -> outcome(stage.handle((series, failure) -> "ended")));
  }

  @Test
  void past_ofAKeyWithoutSubscription_isThePlanAndAskedNoMore() {
    server.on(PAST, NOT_SUBSCRIBED);
    assertThat(failure(provider.series(GENEVA, hour(-30))).reason()).isEqualTo(Reason.PLAN);
    int asked = server.requests().size();
    assertThat(failure(provider.series(GENEVA, hour(-30))))
        .hasMessage("openweathermap has the past in One Call only, which the key lacks")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.PLAN));
    assertThat(server.requests()).hasSize(asked);
  }

  @Test
  void past_ofOneHourFailing_fails() {
    server.on(
        PAST,
        request ->
            asked(request).isBefore(hour(-30))
                ? hourOfThePast(request)
                : status(400, "{\"message\":\"requested time is out of allowed range\"}"));
    WeatherException failure = failure(provider.series(GENEVA, hour(-13)));
    assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(failure).hasMessage("openweathermap has no weather of that time (400)");
    assertThat(askedOfThePast()).isEqualTo(hoursOfYesterday(0, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1978-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
  void past_beforeTheServiceHasOne_isOutOfRangeWithoutAsking(Instant time) {
    assertThat(failure(provider.series(GENEVA, time)))
        .hasMessageEndingWith("its past begins in 1979")
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void check_saysPlanIfOnlyOneCallIsMissing() {
    server.on(NOW, ok(greenwich(current(members(20, 800))))).on(HOURLY, NOT_SUBSCRIBED);
    assertThat(failure(provider.check())).hasMessageContaining("One Call 3.0");
    assertThat(failure(provider.check()).reason()).isEqualTo(Reason.PLAN);
  }

  @Test
  void check_saysKeyIfTheKeyIsWrong() {
    server.on(NOW, status(401, "")).on(HOURLY, NOT_SUBSCRIBED);
    assertThat(failure(provider.check()).reason()).isEqualTo(Reason.KEY);
  }

  @Test
  void check_afterTheSubscription_bringsOneCallBack() {
    free().on(HOURLY, NOT_SUBSCRIBED);
    outcome(provider.series(GENEVA, NOON));
    server
        .on(NOW, ok(greenwich(current(members(20, 800)))))
        .on(HOURLY, ok(greenwich(hours())), ok(hours()));
    assertThat(outcome(provider.check()).title()).isEqualTo("Weather: openweathermap");
    assertThat(outcome(provider.series(GENEVA, NOON)).at(NOON, NOON).value(TEMPERATURE_CELSIUS))
        .isOne();
  }

  @Test
  void panel_tellsTheTwoQuotasApart_andWhatWasAskedOfEach() {
    free().on(HOURLY, NOT_SUBSCRIBED);
    Quota free = Quota.of(60, Duration.ofMinutes(1)).ticker(time);
    Quota paid = Quota.of(1_000, Duration.ofDays(1)).ticker(time);
    try (OpenWeatherMap both = builder().quota(free).oneCall(paid).build()) {
      outcome(both.series(GENEVA, NOON));
      Panel panel = both.panel();
      assertThat(panel.parts())
          .extracting(Panel.Part::label)
          .containsExactly(
              "Quota of openweathermap", "Calls to openweathermap", "Errors of openweathermap");
      assertThat(rows(panel, 0))
          .containsExactly(
              List.of("current weather, five days", "60", "1 minute", "58", "58"),
              List.of("One Call 3.0", "1000", "1 day", "999", "999"));
      assertThat(rows(panel, 1))
          .containsExactly(
              List.of("current weather, five days", "2", "0", "0", "2"),
              List.of("One Call 3.0", "1", "0", "0", "0"));
      assertThat(rows(panel, 2)).containsExactly(List.of("One Call 3.0", "PLAN", "1"));
    }
  }

  private static List<List<String>> rows(Panel panel, int part) {
    return ((Panel.Table) panel.parts().get(part)).rows();
  }

  @Test
  void close_failsWhatIsAskedAfterwards() {
    provider.close();
    List.of(NOON, hour(-30), hour(60))
        .forEach(
            moment ->
                assertThat(failure(provider.series(GENEVA, moment)).reason())
                    .isEqualTo(Reason.CLOSED));
  }

  private long asked(String path) {
    return server.requests().stream().filter(request -> request.path().equals(path)).count();
  }

  private static Instant asked(FakeWeatherServer.Request request) {
    return Instant.ofEpochSecond(Long.parseLong(request.query().getOrDefault("dt", "0")));
  }

  private static String greenwich(String reply) {
    return reply
        .replaceAll("\"lat\":[0-9.]+", "\"lat\":51.48")
        .replaceAll("\"lon\":[0-9.]+", "\"lon\":0");
  }

  private static Instant hour(int fromNoon) {
    return NOON.plus(Duration.ofHours(fromNoon));
  }
}

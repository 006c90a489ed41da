/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.FakeReply.hang;
import static dev.belay.weather.service.FakeReply.ok;
import static dev.belay.weather.service.FakeReply.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.belay.testing.FakeTime;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMeteoTest {
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");
  private static final Place BERLIN = new Place(52.5, 13.4);
  private static final String KEY = "k3y-that-nobody-may-see";

  private final FakeTime time = new FakeTime(NOW);
  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final List<OpenMeteo> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(OpenMeteo::close);
    server.close();
  }

  private OpenMeteo provider(OpenMeteo.Builder builder) {
    OpenMeteo provider =
        builder
            .baseUrl(server.base())
            .connection(Connection.builder().ticker(time).repetitions(0).build())
            .build();
    open.add(provider);
    return provider;
  }

  private OpenMeteo free() {
    return provider(OpenMeteo.builder());
  }

  /** Answers for the asked days, temperature being the day of the month and the hour as cents. */
  private static FakeReply reply(FakeWeatherServer.Request request) {
    String[] latitudes = list(request.query(), "latitude");
    String[] longitudes = list(request.query(), "longitude");
    List<String> parts =
        IntStream.range(0, latitudes.length)
            .mapToObj(i -> payload(request.query()).at(latitudes[i], longitudes[i]).json())
            .toList();
    return ok(parts.size() == 1 ? parts.get(0) : parts.toString());
  }

  private static OpenMeteoPayload payload(Map<String, String> query) {
    LocalDate first = LocalDate.parse(list(query, "start_date")[0]);
    LocalDate last = LocalDate.parse(list(query, "end_date")[0]);
    Instant midnight = Instant.parse(first + "T00:00:00Z");
    int hours = 24 * (int) (ChronoUnit.DAYS.between(first, last) + 1);
    OpenMeteoData data = data(list(query, "hourly"));
    String[] temperatures =
        IntStream.range(0, hours)
            .mapToObj(i -> String.valueOf(first.plusDays(i / 24).getDayOfMonth() + i % 24 / 100.0))
            .toArray(String[]::new);
    return OpenMeteoPayload.of(midnight, hours, data)
        .column(data.key(OpenMeteoVariable.TEMPERATURE), temperatures);
  }

  private static String[] list(Map<String, String> query, String name) {
    return Objects.requireNonNull(query.get(name), name).split(",", -1);
  }

  private static OpenMeteoData data(String[] hourly) {
    String first = hourly[0];
    if (first.contains("_previous_day")) {
      return OpenMeteoData.previousRuns(first.charAt(first.length() - 1) - '0');
    }
    return List.of(hourly).contains("visibility") ? OpenMeteoData.FORECAST : OpenMeteoData.ARCHIVE;
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return ServiceFixture.answer(stage.toCompletableFuture());
  }

  /** What a stage itself fails with, not what a getter wraps it in. */
  private static WeatherException failure(CompletionStage<?> stage) {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    stage.whenComplete((value, failure) -> failed.complete(failure));
    Throwable failure = ServiceFixture.answer(failed);
    assertThat(failure).isInstanceOf(WeatherException.class);
    return (WeatherException) failure;
  }

  private static double temperature(WeatherSeries series, Instant time) {
    return series.at(time, NOW).value(WeatherVariable.TEMPERATURE_CELSIUS);
  }

  @Test
  void at_pickupTomorrow_takesTomorrowsSlot() {
    server.on("/v1/forecast", OpenMeteoTest::reply);
    Instant pickup = Instant.parse("2026-11-22T08:00:00Z");

    Weather now = answer(free().at(52.5, 13.4, NOW));
    Weather tomorrow = answer(free().at(52.5, 13.4, pickup));

    assertThat(now.value(WeatherVariable.TEMPERATURE_CELSIUS)).isBetween(21.19, 21.20);
    assertThat(tomorrow.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(22.08);
    assertThat(tomorrow.time()).isEqualTo(pickup);
    assertThat(tomorrow.lead()).isEqualTo(Duration.between(NOW, pickup));
  }

  @Test
  void series_oneQuestion_coversAWeekOfPickups() {
    server.on("/v1/forecast", OpenMeteoTest::reply);

    WeatherSeries series = answer(free().series(BERLIN, NOW));

    assertThat(temperature(series, Instant.parse("2026-11-28T23:00:00Z"))).isEqualTo(28.23);
    assertThat(series.source()).isEqualTo("open-meteo");
    assertThat(series.fetchedAt()).isEqualTo(NOW);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void series_question_saysWhatIsAskedAndNoMore() {
    server.on("/v1/forecast", OpenMeteoTest::reply);

    answer(free().series(BERLIN, NOW));

    FakeWeatherServer.Request request = server.requests().get(0);
    assertThat(request.query())
        .containsEntry("timezone", "GMT")
        .containsEntry("timeformat", "unixtime")
        .containsEntry("wind_speed_unit", "ms")
        .doesNotContainKey("apikey");
    assertThat(request.headers())
        .containsEntry("user-agent", "belay-weather")
        .doesNotContainKey("x-api-key");
  }

  @Test
  void series_withKey_sendsItInAHeaderAndNowhereElse() {
    server.on("/v1/forecast", OpenMeteoTest::reply);

    answer(provider(OpenMeteo.builder(KEY)).series(BERLIN, NOW));

    FakeWeatherServer.Request request = server.requests().get(0);
    assertThat(request.headers()).containsEntry("x-api-key", KEY);
    assertThat(request.rawQuery()).doesNotContain(KEY);
  }

  @Test
  void series_keyRefusedByABodyThatEchoesIt_failsWithoutIt() {
    String reason = "The supplied API key is invalid. " + KEY;
    server.on("/v1/forecast", status(400, "{\"error\":true,\"reason\":\"" + reason + "\"}"));

    WeatherException failure = failure(provider(OpenMeteo.builder(KEY)).series(BERLIN, NOW));

    assertThat(failure.reason()).isEqualTo(Reason.KEY);
    assertThat(failure.toString()).doesNotContain(KEY);
  }

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
    server.on(path, OpenMeteoTest::reply);
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
    server.on("/v1/forecast", OpenMeteoTest::reply);
    try (FakeWeatherServer elsewhere = FakeWeatherServer.start()) {
      elsewhere.on("/v1/archive", OpenMeteoTest::reply);
      OpenMeteo provider = provider(OpenMeteo.builder().historyUrl(elsewhere.base()));

      answer(provider.series(BERLIN, Instant.parse("2001-02-03T04:05:06Z")));
      answer(provider.series(BERLIN, NOW));

      assertThat(elsewhere.requests()).hasSize(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-12-06T23:00:01Z", "1939-12-31T00:00:00Z"})
  void series_beyondTheRange_failsWithoutAQuestion(Instant beyond) {
    assertThat(failure(free().series(BERLIN, beyond)).reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void series_replyThatEndsBeforeTheTime_isOutOfRange() {
    Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
    OpenMeteoPayload short12 = OpenMeteoPayload.of(midnight, 12, OpenMeteoData.FORECAST);
    server.on("/v1/forecast", ok(short12.all("temperature_2m", "3").json()));

    WeatherException failure = failure(free().series(BERLIN, NOW));

    assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(failure).hasMessageStartingWith("nothing of " + NOW + ", only open-meteo at ");
  }

  @Test
  void series_manyPlaces_areOneQuestionInOrder() {
    server.on("/v1/forecast", OpenMeteoTest::reply);
    List<Place> places =
        List.of(BERLIN, new Place(59.91, 10.75), new Place(-33.9, 151.2), new Place(0.5, -179.9));

    List<CompletionStage<WeatherSeries>> stages = free().series(places, NOW);

    assertThat(stages).extracting(stage -> answer(stage).place()).isEqualTo(places);
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).query())
        .containsEntry("latitude", "52.5,59.91,-33.9,0.5")
        .containsEntry("longitude", "13.4,10.75,151.2,-179.9");
  }

  @Test
  void series_moreThanAHundredPlaces_areSplitAndAskedOneByOne() {
    server.on("/v1/forecast", OpenMeteoTest::reply);
    List<Place> places = IntStream.range(0, 230).mapToObj(i -> new Place(i / 4.0, 13.4)).toList();

    List<CompletionStage<WeatherSeries>> stages = free().series(places, NOW);

    assertThat(stages).extracting(stage -> answer(stage).place()).isEqualTo(places);
    assertThat(server.requests())
        .extracting(request -> list(request.query(), "latitude").length)
        .containsExactlyInAnyOrder(100, 100, 30);
    assertThat(server.mostAtOnce()).isOne();
  }

  @Test
  void series_onePlaceOfManyAnsweredForAnother_failsAlone() {
    Place oslo = new Place(59.91, 10.75);
    server.on(
        "/v1/forecast",
        request ->
            ok(
                List.of(
                        payload(request.query()).at(BERLIN).json(),
                        payload(request.query()).at(BERLIN).json())
                    .toString()));

    List<CompletionStage<WeatherSeries>> stages = free().series(List.of(BERLIN, oslo), NOW);

    assertThat(answer(stages.get(0)).place()).isEqualTo(BERLIN);
    assertThat(failure(stages.get(1)).reason()).isEqualTo(Reason.OTHER_PLACE);
  }

  @Test
  void series_manyPlacesAndTheServiceIsDown_failEachForTheSameReason() {
    server.on("/v1/forecast", status(503, "{\"reason\":\"The service is overloaded\"}"));

    List<CompletionStage<WeatherSeries>> stages =
        free().series(List.of(BERLIN, new Place(1, 1)), NOW);

    assertThat(stages)
        .extracting(stage -> failure(stage).reason())
        .containsExactly(Reason.OVERLOADED, Reason.OVERLOADED);
  }

  @Test
  void series_noPlace_isRefused() {
    assertThatThrownBy(() -> free().series(List.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no place to ask for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"latitude\":52.5,\"hourly\":{\"time\":[1,Unexpected error while streaming data: x",
        "{\"error\":true}",
        ""
      })
  void series_okWithABrokenBody_isABrokenReply(String body) {
    server.on("/v1/forecast", ok(body));

    assertThat(failure(free().series(BERLIN, NOW)).reason()).isEqualTo(Reason.BROKEN_REPLY);
  }

  @Test
  void series_minuteUsedUp_isNotAskedAgainBeforeTheNext() {
    server.on(
        "/v1/forecast",
        status(429, "{\"reason\":\"Minutely API request limit exceeded. Please try again.\"}"));
    OpenMeteo provider = free();

    WeatherException first = failure(provider.series(BERLIN, NOW));
    WeatherException second = failure(provider.series(BERLIN, NOW));
    time.advance(Duration.ofMinutes(1));
    server.on("/v1/forecast", OpenMeteoTest::reply);

    assertThat(first.reason()).isEqualTo(Reason.QUOTA);
    assertThat(first.retryAfter()).contains(Duration.ofMinutes(1));
    assertThat(second.reason()).isEqualTo(Reason.QUOTA);
    assertThat(server.requests()).hasSize(1);
    assertThat(answer(provider.series(BERLIN, NOW)).size()).isPositive();
  }

  @Test
  void series_freeQuota_isWeighedByPlaces() {
    server.on("/v1/forecast", OpenMeteoTest::reply);
    List<Place> places = IntStream.range(0, 700).mapToObj(i -> new Place(i / 10.0, 13.4)).toList();

    List<CompletionStage<WeatherSeries>> stages = free().series(places, NOW);

    // Of 600 calls a minute, seven times a hundred places take six.
    assertThat(stages.subList(0, 600)).allMatch(stage -> answer(stage).size() > 0);
    assertThat(stages.subList(600, 700)).allMatch(stage -> failure(stage).reason() == Reason.QUOTA);
  }

  @Test
  void series_quotaOfTheHost_isKept() {
    server.on("/v1/forecast", OpenMeteoTest::reply);
    OpenMeteo provider =
        provider(OpenMeteo.builder().quota(Quota.of(1, Duration.ofMinutes(1)).ticker(time)));

    answer(provider.series(BERLIN, NOW));

    assertThat(failure(provider.series(BERLIN, NOW)).reason()).isEqualTo(Reason.QUOTA);
  }

  @Test
  void inBackground_leavesTheReserveAlone() {
    server.on("/v1/forecast", OpenMeteoTest::reply);
    Quota quota = Quota.of(4, Duration.ofMinutes(1)).reserving(0.5).ticker(time);
    OpenMeteo provider = provider(OpenMeteo.builder().quota(quota));
    WeatherProvider background = provider.inBackground();

    answer(background.series(BERLIN, NOW));
    answer(background.series(BERLIN, NOW));

    assertThat(failure(background.series(BERLIN, NOW)).reason()).isEqualTo(Reason.QUOTA);
    assertThat(answer(provider.series(BERLIN, NOW)).size()).isPositive();
    assertThat(background.name()).isEqualTo("open-meteo");
  }

  @Test
  void check_goodAnswer_succeedsAtTheCostOfOneCall() {
    server.on("/v1/forecast", OpenMeteoTest::reply);

    assertThat(answer(free().check())).isNull();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void check_keyThatHasBecomeGood_succeedsThoughItWasRefusedBefore() {
    server.on("/v1/forecast", status(401, "{\"reason\":\"API key required.\"}"));
    OpenMeteo provider = provider(OpenMeteo.builder(KEY));
    assertThat(failure(provider.check()).reason()).isEqualTo(Reason.KEY);
    assertThat(failure(provider.series(BERLIN, NOW)).reason()).isEqualTo(Reason.KEY);
    assertThat(server.requests()).hasSize(1);
    server.on("/v1/forecast", OpenMeteoTest::reply);

    answer(provider.check());

    assertThat(answer(provider.series(BERLIN, NOW)).size()).isPositive();
  }

  @Test
  void close_failsWhatIsOnItsWay() {
    server.on("/v1/forecast", hang());
    OpenMeteo provider = free();
    CompletionStage<WeatherSeries> stage = provider.series(BERLIN, NOW);
    server.awaitRequests(1);

    provider.close();

    assertThat(failure(stage).reason()).isEqualTo(Reason.CLOSED);
    assertThat(failure(provider.series(BERLIN, NOW)).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void close_archive_isClosedToo() {
    OpenMeteo provider = free();

    provider.close();

    Instant longAgo = Instant.parse("2001-02-03T04:05:06Z");
    assertThat(failure(provider.series(BERLIN, longAgo)).reason()).isEqualTo(Reason.CLOSED);
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

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a key", "k\"y"})
  void builder_whatIsNoKey_isRefusedWithoutQuotingIt(String key) {
    assertThatThrownBy(() -> OpenMeteo.builder(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the key ");
  }

  @Test
  void build_urlThatCannotBeAsked_isRefused() {
    OpenMeteo.Builder builder = OpenMeteo.builder().baseUrl(URI.create("ftp://weather.example"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("open-meteo: the base URL has to begin with https: or http:");
  }

  @Test
  void build_defaults_askTheServicesOwnHosts() {
    try (OpenMeteo free = OpenMeteo.builder().build();
        OpenMeteo paid = OpenMeteo.builder(KEY).history(OpenMeteo.History.archive()).build()) {
      assertThat(free.toString())
          .isEqualTo(
              "open-meteo at https://api.open-meteo.com, https://archive-api.open-meteo.com");
      assertThat(paid.toString())
          .isEqualTo(
              "open-meteo at https://customer-api.open-meteo.com,"
                  + " https://customer-archive-api.open-meteo.com");
    }
  }
}

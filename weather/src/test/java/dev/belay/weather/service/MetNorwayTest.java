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

import dev.belay.report.Panel;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetNorwayTest {
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");
  private static final Instant HOUR = Instant.parse("2026-11-21T19:00:00Z");
  private static final Place OSLO = new Place(59.91, 10.75);
  private static final String CALLER = "trips/2.1 ops@trips.example";
  private static final String COMPLETE = "/locationforecast/2.0/complete";

  // The service is somewhat irregular in the spaces; what it says is repeated to it as it is.
  private static final String MODIFIED = "Sat, 21 Nov 2026 18:31:07  GMT";
  private static final String EXPIRES = "Sat, 21 Nov 2026 19:44:00 GMT";

  private final FakeTime time = new FakeTime(NOW);
  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final List<MetNorway> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(MetNorway::close);
    server.close();
  }

  private MetNorway provider(MetNorway.Builder builder) {
    MetNorway provider =
        builder
            .baseUrl(server.base())
            .connection(Connection.builder().ticker(time).repetitions(0).build())
            .build();
    open.add(provider);
    return provider;
  }

  private MetNorway provider() {
    return provider(MetNorway.builder(CALLER));
  }

  private static FakeReply forecast(double temperature) {
    return ok(MetNorwayPayload.hourly(HOUR, 30, temperature).json());
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

  private double temperature(WeatherSeries series) {
    return series.at(time.instant(), NOW).value(WeatherVariable.TEMPERATURE_CELSIUS);
  }

  @Test
  void at_pickupTomorrow_takesTomorrowsSlot() {
    MetNorwayPayload payload = new MetNorwayPayload();
    for (int i = 0; i < 30; i++) {
      payload.entry(HOUR.plusSeconds(3_600L * i).toString(), "\"air_temperature\":" + i, "");
    }
    server.on(COMPLETE, ok(payload.json()));

    Weather tomorrow = answer(provider().at(59.91, 10.75, HOUR.plus(Duration.ofHours(25))));

    assertThat(tomorrow.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(25);
    assertThat(tomorrow.source()).isEqualTo("met-norway");
  }

  @Test
  void series_question_saysWhoAsksAndRoundsThePlace() {
    Place place = new Place(59.913868, -10.752245);
    server.on(COMPLETE, ok(MetNorwayPayload.hourly(HOUR, 2, 3).at(place).json()));

    answer(provider().series(place, NOW));

    FakeWeatherServer.Request request = server.requests().get(0);
    assertThat(request.rawQuery()).isEqualTo("lat=59.9139&lon=-10.7522");
    assertThat(request.headers())
        .containsEntry("user-agent", CALLER)
        .containsEntry("accept-encoding", "gzip")
        .doesNotContainKey("if-modified-since");
  }

  @Test
  void series_compact_asksForLess() {
    server.on("/locationforecast/2.0/compact", forecast(3));

    answer(provider(MetNorway.builder(CALLER).detail(MetNorway.Detail.COMPACT)).series(OSLO, NOW));

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void series_compressed_isRead() {
    server.on(COMPLETE, forecast(3).gzipped());

    assertThat(temperature(answer(provider().series(OSLO, NOW)))).isEqualTo(3);
  }

  @Test
  void series_beforeItExpires_isAnsweredFromMemory() {
    server.on(COMPLETE, forecast(3).modified(MODIFIED, EXPIRES), forecast(9));
    MetNorway provider = provider();
    WeatherSeries first = answer(provider.series(OSLO, NOW));
    time.advance(Duration.ofMinutes(29));

    WeatherSeries second = answer(provider.series(new Place(59.910001, 10.75), time.instant()));

    assertThat(first.expiresAt()).isEqualTo(Instant.parse("2026-11-21T19:44:00Z"));
    assertThat(second.expiresAt()).isEqualTo(first.expiresAt());
    assertThat(second.fetchedAt()).isEqualTo(NOW);
    assertThat(temperature(second)).isEqualTo(3);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void series_beforeItExpiresAndBeyondIt_isOutOfRangeWithoutAQuestion() {
    server.on(COMPLETE, forecast(3).modified(MODIFIED, EXPIRES));
    MetNorway provider = provider();
    answer(provider.series(OSLO, NOW));

    WeatherException failure = failure(provider.series(OSLO, NOW.plus(Duration.ofDays(5))));

    assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void series_nothingNewAfterItExpired_isTheSameForecastFetchedAgain() {
    FakeReply first = forecast(3).modified(MODIFIED, EXPIRES);
    FakeReply later = forecast(9).modified(MODIFIED, "Sat, 21 Nov 2026 20:14:00 GMT");
    server.on(COMPLETE, first, later);
    MetNorway provider = provider();
    WeatherSeries known = answer(provider.series(OSLO, NOW));
    time.advance(Duration.ofMinutes(30));

    WeatherSeries again = answer(provider.series(OSLO, time.instant()));

    assertThat(server.requests().get(1).headers()).containsEntry("if-modified-since", MODIFIED);
    assertThat(temperature(again)).isEqualTo(3);
    assertThat(again.size()).isEqualTo(known.size());
    assertThat(again.fetchedAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    assertThat(again.expiresAt()).isEqualTo(Instant.parse("2026-11-21T20:14:00Z"));
    assertThat(again.at(time.instant(), NOW).issuedAt()).isEqualTo(known.at(NOW, NOW).issuedAt());
  }

  @Test
  void series_somethingNewAfterItExpired_isThat() {
    server.on(
        COMPLETE,
        forecast(3).modified(MODIFIED, EXPIRES),
        forecast(9).modified("Sat, 21 Nov 2026 19:40:00 GMT", "Sat, 21 Nov 2026 20:14:00 GMT"));
    MetNorway provider = provider();
    answer(provider.series(OSLO, NOW));
    time.advance(Duration.ofMinutes(30));

    assertThat(temperature(answer(provider.series(OSLO, time.instant())))).isEqualTo(9);
  }

  @Test
  void series_nothingNewThoughThereIsNothingOld_failsAndIsAskedAgainWithoutCondition() {
    server.on(COMPLETE, status(304, ""), forecast(3));
    MetNorway provider = provider();

    WeatherException broken = failure(provider.series(OSLO, NOW));
    assertThat(broken.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(broken)
        .hasMessageEndingWith("nothing new, says the reply, but there is nothing old");
    assertThat(temperature(answer(provider.series(OSLO, NOW)))).isEqualTo(3);
    assertThat(server.requests())
        .allSatisfy(
            request -> assertThat(request.headers()).doesNotContainKey("if-modified-since"));
  }

  @Test
  void series_otherPlaces_areOtherMemories() {
    Place bergen = new Place(60.39, 5.32);
    server.on(
        COMPLETE,
        forecast(3).modified(MODIFIED, EXPIRES),
        ok(MetNorwayPayload.hourly(HOUR, 2, 7).at(bergen).json()));
    MetNorway provider = provider();

    assertThat(temperature(answer(provider.series(OSLO, NOW)))).isEqualTo(3);
    assertThat(temperature(answer(provider.series(bergen, NOW)))).isEqualTo(7);
  }

  @Test
  void series_clockSetBack_isAskedAgain() {
    server.on(COMPLETE, forecast(3).modified(MODIFIED, EXPIRES), forecast(9));
    MetNorway provider = provider();
    answer(provider.series(OSLO, NOW));
    time.jumpTo(HOUR);

    assertThat(temperature(answer(provider.series(OSLO, HOUR)))).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "'Sat, 21 Nov 2026 19:44:00 GMT', 2026-11-21T19:44:00Z",
    "'Sat, 21 Nov 2026 19:00:00 GMT', 2026-11-21T19:14:00Z",
    "'Mon, 21 Nov 2026 19:44:00 GMT', 2026-11-21T19:14:00Z",
    "'Sat, 21 Nov 2099 19:44:00 GMT', 2026-11-22T01:14:00Z",
    "'Sun, 22 Nov 2026 19:44:00 GMT', 2026-11-22T01:14:00Z",
    "soon, 2026-11-21T19:14:00Z",
    "0, 2026-11-21T19:14:00Z",
  })
  void series_expires_isTheServicesUpToSixHours(String header, Instant expires) {
    server.on(COMPLETE, forecast(3).header("Expires", header));

    assertThat(answer(provider().series(OSLO, NOW)).expiresAt()).isEqualTo(expires);
  }

  @ParameterizedTest
  @CsvSource({
    "'Sat, 21 Nov 2026 16:14:00 GMT', 'Sat, 21 Nov 2026 16:44:00 GMT', 2026-11-21T19:44:00Z",
    "'Sat, 21 Nov 2026 23:14:00 GMT', 'Sat, 21 Nov 2026 23:44:00 GMT', 2026-11-21T19:44:00Z",
    "'Sat, 21 Nov 2026 23:14:00 GMT', 'Sat, 21 Nov 2026 23:13:00 GMT', 2026-11-21T19:14:00Z",
    "'today', 'Sat, 21 Nov 2026 19:30:00 GMT', 2026-11-21T19:30:00Z",
  })
  void series_expires_isCountedFromTheServicesOwnDate(String date, String header, Instant expires) {
    server.on(COMPLETE, forecast(3).header("Date", date).header("Expires", header));

    assertThat(answer(provider().series(OSLO, NOW)).expiresAt()).isEqualTo(expires);
  }

  @Test
  void series_pastHour_isRememberedOrOutOfRangeWithoutAQuestion() {
    server.on(COMPLETE, forecast(3).modified(MODIFIED, EXPIRES));
    MetNorway provider = provider();
    assertThat(failure(provider.series(OSLO, HOUR.minusSeconds(1))).reason())
        .isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(server.requests()).isEmpty();
    answer(provider.series(OSLO, NOW));
    time.advance(Duration.ofHours(3));

    assertThat(answer(provider.series(OSLO, NOW)).covers(NOW)).isTrue();
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-12-01T19:14:01Z", "2026-11-21T18:59:59Z", "1999-01-01T00:00:00Z"})
  void series_beyondTheForecast_failsWithoutAQuestion(Instant beyond) {
    WeatherException failure = failure(provider().series(OSLO, beyond));

    assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(failure).hasMessage("met-norway has the next 10 days, and nothing of " + beyond);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void series_afterTheLastEntry_isOutOfRange() {
    server.on(COMPLETE, forecast(3));

    WeatherException failure = failure(provider().series(OSLO, NOW.plus(Duration.ofDays(3))));

    assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void series_deprecatedVersion_worksAndIsLoggedOnce() {
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(MetNorway.class.getName());
    logger.addHandler(handler);
    try {
      server.on(COMPLETE, status(203, MetNorwayPayload.hourly(HOUR, 2, 3).json()));
      MetNorway provider = provider();

      assertThat(temperature(answer(provider.series(OSLO, NOW)))).isEqualTo(3);
      assertThat(temperature(answer(provider.inBackground().series(OSLO, NOW)))).isEqualTo(3);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged)
        .containsExactly(
            "met-norway says that /locationforecast/2.0/complete is in test, or will end soon"
                + " (status 203)");
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "403, REFUSED",
    "404, NOT_FOUND",
    "422, NOT_FOUND",
    "429, QUOTA",
    "499, OVERLOADED",
    "502, OVERLOADED",
    "503, OVERLOADED"
  })
  void series_refusal_failsWithItsReason(int status, Reason reason) {
    server.on(COMPLETE, status(status, "<html><body>" + status + "</body></html>"));

    assertThat(failure(provider().series(OSLO, NOW)).reason()).isEqualTo(reason);
  }

  @Test
  void series_refusedCaller_isNotTriedAtOtherPlacesForAnHour() {
    server.on(COMPLETE, status(403, ""), forecast(3));
    MetNorway provider = provider();
    WeatherException refused = failure(provider.series(OSLO, NOW));
    assertThat(refused.retryAfter()).hasValue(Duration.ofHours(1));
    for (int i = 0; i < 50; i++) {
      assertThat(failure(provider.series(new Place(i, i), NOW)).reason()).isEqualTo(Reason.REFUSED);
    }
    assertThat(server.requests()).hasSize(1);
    time.advance(Duration.ofHours(1));
    assertThat(answer(provider.series(OSLO, time.instant())).size()).isPositive();
  }

  @Test
  void check_refusedCaller_isTriedAgain() {
    server.on(COMPLETE, status(403, ""), forecast(3));
    MetNorway provider = provider();
    failure(provider.series(OSLO, NOW));

    assertThat(answer(provider.check()).title()).isEqualTo("Weather: met-norway");
    assertThat(temperature(answer(provider.series(OSLO, NOW)))).isEqualTo(3);
  }

  @Test
  void series_replyForAnotherPlace_failsAndIsNotRemembered() {
    server.on(
        COMPLETE,
        ok(MetNorwayPayload.hourly(HOUR, 2, 3).at(new Place(10.75, 59.91)).json())
            .modified(MODIFIED, EXPIRES),
        forecast(5));
    MetNorway provider = provider();

    assertThat(failure(provider.series(OSLO, NOW)).reason()).isEqualTo(Reason.OTHER_PLACE);
    assertThat(temperature(answer(provider.series(OSLO, NOW)))).isEqualTo(5);
  }

  @Test
  void series_moreThanTwentyInASecond_areRefused() {
    server.on(
        COMPLETE,
        request ->
            ok(
                MetNorwayPayload.hourly(HOUR, 2, 3)
                    .coordinates(
                        "[" + request.query().get("lon") + "," + request.query().get("lat") + "]")
                    .json()));
    MetNorway provider = provider();
    for (int i = 0; i < 20; i++) {
      answer(provider.series(new Place(i, i), NOW));
    }

    assertThat(failure(provider.series(OSLO, NOW)).reason()).isEqualTo(Reason.QUOTA);
  }

  @Test
  void inBackground_leavesTheReserveAloneAndSharesTheMemory() {
    server.on(COMPLETE, forecast(3).modified(MODIFIED, EXPIRES));
    Quota quota = Quota.of(1, Duration.ofMinutes(1)).reserving(1).ticker(time);
    MetNorway provider = provider(MetNorway.builder(CALLER).quota(quota));
    WeatherProvider background = provider.inBackground();

    assertThat(failure(background.series(OSLO, NOW)).reason()).isEqualTo(Reason.QUOTA);
    answer(provider.series(OSLO, NOW));

    assertThat(temperature(answer(background.series(OSLO, NOW)))).isEqualTo(3);
    assertThat(background.name()).isEqualTo("met-norway");
  }

  @Test
  void check_goodAnswer_succeedsAndIsNotAskedAgainBeforeItExpires() {
    server.on(COMPLETE, forecast(3).modified(MODIFIED, EXPIRES));
    MetNorway provider = provider();

    Panel seen = answer(provider.check());

    assertThat(answer(provider.check())).isEqualTo(seen);
    assertThat(seen.title()).isEqualTo("Weather: met-norway");
    assertThat(((Panel.Table) seen.parts().get(0)).rows())
        .containsExactly(List.of("forecasts", "20", "1 second", "19", "19"));

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void check_refusedCaller_failsWithWhatTheServiceWants() {
    server.on(COMPLETE, status(403, ""));

    assertThat(failure(provider().check())).hasMessageContaining("User-Agent");
  }

  @Test
  void close_failsWhatIsOnItsWay() {
    server.on(COMPLETE, hang());
    MetNorway provider = provider();
    CompletionStage<WeatherSeries> stage = provider.series(OSLO, NOW);
    server.awaitRequests(1);

    provider.close();

    assertThat(failure(stage).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void builder_withoutContact_isRefused() {
    assertThatThrownBy(() -> MetNorway.builder("okhttp/4.9.3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not \"okhttp/4.9.3\"");
  }

  @Test
  void build_urlThatCannotBeAsked_isRefused() {
    MetNorway.Builder builder =
        MetNorway.builder(CALLER).baseUrl(URI.create("https://api.met.no/weatherapi?a=b"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("met-norway: the base URL must not have a query or a fragment");
  }
}

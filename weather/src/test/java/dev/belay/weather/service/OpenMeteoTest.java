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

import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMeteoTest extends OpenMeteoFixture {
  @Test
  void at_pickupTomorrow_takesTomorrowsSlot() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
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
    server.on("/v1/forecast", OpenMeteoFixture::reply);

    WeatherSeries series = answer(free().series(BERLIN, NOW));

    assertThat(temperature(series, Instant.parse("2026-11-28T23:00:00Z"))).isEqualTo(28.23);
    assertThat(series.source()).isEqualTo("open-meteo");
    assertThat(series.fetchedAt()).isEqualTo(NOW);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void series_question_saysWhatIsAskedAndNoMore() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);

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
    server.on("/v1/forecast", OpenMeteoFixture::reply);

    answer(provider(OpenMeteo.builder(KEY)).series(BERLIN, NOW));

    FakeWeatherServer.Request request = server.requests().get(0);
    assertThat(request.headers()).containsEntry("x-api-key", KEY);
    assertThat(request.rawQuery()).doesNotContain(KEY);
  }

  @Test
  void series_keyRefusedByABodyThatEchoesIt_failsWithoutIt() {
    String reason = "The supplied API key is invalid. " + KEY;
    server.on("/v1/forecast", status(400, "{\"error\":true,\"reason\":\"" + reason + "\"}"));

    OpenMeteo provider = provider(OpenMeteo.builder(KEY));
    WeatherException failure = failure(provider.series(BERLIN, NOW));

    assertThat(failure.reason()).isEqualTo(Reason.KEY);
    assertThat(failure.toString()).doesNotContain(KEY);
    assertThat(provider.panel().toString()).contains("KEY, 1").doesNotContain(KEY);
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
    server.on("/v1/forecast", OpenMeteoFixture::reply);
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
    server.on("/v1/forecast", OpenMeteoFixture::reply);
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
  void check_keyThatHasBecomeGood_succeedsThoughItWasRefusedBefore() {
    server.on("/v1/forecast", status(401, "{\"reason\":\"API key required.\"}"));
    OpenMeteo provider = provider(OpenMeteo.builder(KEY));
    assertThat(failure(provider.check()).reason()).isEqualTo(Reason.KEY);
    assertThat(failure(provider.series(BERLIN, NOW)).reason()).isEqualTo(Reason.KEY);
    assertThat(server.requests()).hasSize(1);
    server.on("/v1/forecast", OpenMeteoFixture::reply);

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

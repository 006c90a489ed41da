/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.FakeReply.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.report.Panel;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much Open-Meteo is asked, in which batches, and what there is to see of it. */
class OpenMeteoQuotaTest extends OpenMeteoFixture {
  @Test
  void series_minuteUsedUp_isNotAskedAgainBeforeTheNext() {
    server.on(
        "/v1/forecast",
        status(429, "{\"reason\":\"Minutely API request limit exceeded. Please try again.\"}"));
    OpenMeteo provider = free();

    WeatherException first = failure(provider.series(BERLIN, NOW));
    WeatherException second = failure(provider.series(BERLIN, NOW));
    time.advance(Duration.ofMinutes(1));
    server.on("/v1/forecast", OpenMeteoFixture::reply);

    assertThat(first.reason()).isEqualTo(Reason.QUOTA);
    assertThat(first.retryAfter()).contains(Duration.ofMinutes(1));
    assertThat(second.reason()).isEqualTo(Reason.QUOTA);
    assertThat(server.requests()).hasSize(1);
    assertThat(answer(provider.series(BERLIN, NOW)).size()).isPositive();
  }

  @Test
  void series_freeQuota_isWeighedByPlaces() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    List<Place> places = IntStream.range(0, 700).mapToObj(i -> new Place(i / 10.0, 13.4)).toList();

    List<CompletionStage<WeatherSeries>> stages = free().series(places, NOW);

    // Of 600 calls a minute, seven times a hundred places take six.
    assertThat(stages.subList(0, 600)).allMatch(stage -> answer(stage).size() > 0);
    assertThat(stages.subList(600, 700)).allMatch(stage -> failure(stage).reason() == Reason.QUOTA);
  }

  @Test
  void series_quotaOfTheHost_isKept() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    OpenMeteo provider =
        provider(OpenMeteo.builder().quota(Quota.of(1, Duration.ofMinutes(1)).ticker(time)));

    answer(provider.series(BERLIN, NOW));

    assertThat(failure(provider.series(BERLIN, NOW)).reason()).isEqualTo(Reason.QUOTA);
  }

  @Test
  void series_moreThanTheQuotaEverAllowsAtOnce_areAskedInBatchesThatItDoes() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    Quota quota = Quota.of(10, Duration.ofMinutes(1)).ticker(time);
    OpenMeteo provider = provider(OpenMeteo.builder().quota(quota));
    List<Place> left = IntStream.range(0, 25).mapToObj(i -> new Place(i, 13.4)).toList();

    for (int asked : new int[] {10, 10, 5}) {
      List<CompletionStage<WeatherSeries>> stages = provider.series(left, NOW);
      assertThat(stages.subList(0, asked)).allMatch(stage -> answer(stage).size() > 0);
      for (CompletionStage<WeatherSeries> refused : stages.subList(asked, left.size())) {
        assertThat(failure(refused).retryAfter()).isPresent();
      }
      left = left.subList(asked, left.size());
      time.advance(Duration.ofMinutes(2));
    }

    assertThat(server.requests())
        .extracting(request -> list(request.query(), "latitude").length)
        .containsExactly(10, 10, 5);
  }

  @Test
  void inBackground_manyPlaces_areAskedInBatchesThatTheReserveLeaves() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    Quota quota = Quota.of(10, Duration.ofMinutes(1)).reserving(0.4).ticker(time);
    List<Place> places = IntStream.range(0, 7).mapToObj(i -> new Place(i, 13.4)).toList();

    provider(OpenMeteo.builder().quota(quota)).inBackground().series(places, NOW).stream()
        .limit(6)
        .forEach(OpenMeteoFixture::answer);

    assertThat(list(server.requests().get(0).query(), "latitude")).hasSize(6);
  }

  @Test
  void inBackground_leavesTheReserveAlone() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);
    Quota quota = Quota.of(4, Duration.ofMinutes(1)).reserving(0.5).ticker(time);
    OpenMeteo provider = provider(OpenMeteo.builder().quota(quota));
    WeatherProvider background = provider.inBackground();

    answer(background.series(BERLIN, NOW));
    answer(background.series(BERLIN, NOW));

    assertThat(failure(background.series(BERLIN, NOW)).reason()).isEqualTo(Reason.QUOTA);
    assertThat(answer(provider.series(BERLIN, NOW)).size()).isPositive();
    assertThat(background.name()).isEqualTo("open-meteo");
  }

  private static Panel.Table table(Panel panel, int part) {
    return (Panel.Table) panel.parts().get(part);
  }

  @Test
  void panel_quotaOfBoth_isToldOnce() {
    Quota quota = Quota.of(10, Duration.ofMinutes(1)).reserving(0.2).ticker(time);

    Panel panel = provider(OpenMeteo.builder().quota(quota)).panel();

    assertThat(table(panel, 0).label()).isEqualTo("Quota of open-meteo");
    assertThat(table(panel, 0).rows())
        .containsExactly(List.of("forecasts, history", "10", "1 minute", "10", "8"));
  }

  @Test
  void check_goodAnswer_succeedsAtTheCostOfOneCall() {
    server.on("/v1/forecast", OpenMeteoFixture::reply);

    Panel seen = answer(free().check());

    assertThat(seen.title()).isEqualTo("Weather: open-meteo");
    assertThat(table(seen, 1).rows())
        .containsExactly(
            List.of("forecasts", "1", "0", "0", "1"), List.of("history", "0", "0", "0", "0"));
    assertThat(server.requests()).hasSize(1);
  }
}

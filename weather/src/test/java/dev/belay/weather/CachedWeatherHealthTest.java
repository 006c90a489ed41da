/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.report.Health;
import dev.belay.report.Health.Status;
import dev.belay.report.Panel;
import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CachedWeatherHealthTest {
  private final FakeTime time = new FakeTime();
  private final HandAnsweredWeather provider = new HandAnsweredWeather(time);
  private final CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();

  private void ask() {
    cache.at(46.5, 6.6, time.instant());
  }

  private void succeed() {
    ask();
    provider.answer(4);
  }

  private void fail(Reason reason) {
    ask();
    provider.fail(reason);
  }

  @Test
  void health_nothingAsked_isUp() {
    assertThat(cache.health()).isEqualTo(new Health(Status.UP, "nothing has been asked for yet"));
  }

  @Test
  void health_fetched_isUpAndSaysWhen() {
    succeed();
    time.advance(Duration.ofMinutes(5));

    assertThat(cache.health()).isEqualTo(new Health(Status.UP, "fetched PT5M ago"));
  }

  @Test
  void health_failingWhileSomethingServes_isDegraded() {
    succeed();
    time.advance(Duration.ofHours(7).minusSeconds(1));
    fail(Reason.TIMEOUT);

    assertThat(cache.health())
        .isEqualTo(
            new Health(
                Status.DEGRADED,
                "1 fetches in a row have failed, the last with TIMEOUT: no;"
                    + " the last success was PT6H59M59S ago"));
    time.advance(Duration.ofSeconds(1));
    assertThat(cache.health().status()).isEqualTo(Status.DOWN);
  }

  @Test
  void health_neverSucceeded_isDown() {
    fail(Reason.KEY);

    assertThat(cache.health())
        .isEqualTo(
            new Health(
                Status.DOWN,
                "1 fetches in a row have failed, the last with KEY: no; none has succeeded"));
  }

  @Test
  void health_whatTheSourceDoesNotHave_isNoFailureOfIt() {
    succeed();
    cache.at(80, 6.6, time.instant());
    provider.fail(Reason.NOT_FOUND);

    assertThat(cache.health().status()).isEqualTo(Status.UP);
  }

  @Test
  void health_aSourceThatNeverHadAnything_isDown() {
    fail(Reason.NOT_FOUND);

    assertThat(cache.health().status()).isEqualTo(Status.DOWN);
    assertThat(cache.health().reason()).contains("NOT_FOUND");
  }

  @Test
  void panel_ofANewCache_hasNoFiguresButReasons() {
    assertThat(cache.panel().parts())
        .filteredOn(part -> part instanceof Panel.Single)
        .extracting(part -> ((Panel.Single) part).figure().reason())
        .containsExactly(
            "no question yet",
            "no answer yet",
            "no fetch yet",
            null,
            "no cell serves",
            "no cell serves");
  }

  @Test
  void panel_afterSomeQuestions_saysSourceAndShares() {
    succeed();
    ask();
    ask();
    time.advance(Duration.ofMinutes(70));
    ask();

    Panel panel = cache.panel();

    assertThat(panel.title()).isEqualTo("Weather: hand");
    assertThat(panel.parts())
        .extracting(Panel.Part::label)
        .containsExactly(
            "Source",
            "Answered at once",
            "of it stale",
            "Fetches that failed",
            "Cells that serve",
            "Their age, median",
            "Their age, oldest");
    assertThat(((Panel.Single) panel.parts().get(1)).figure().value()).isEqualTo(0.75);
    assertThat(((Panel.Single) panel.parts().get(2)).figure().n()).isEqualTo(3);
    assertThat(((Panel.Table) panel.parts().get(0)).rows())
        .containsExactly(List.of("hand", "UP", "fetched PT1H10M ago"));
  }

  @Test
  void panel_cellsOfSeveralAges_saysTheMedianAndTheOldestOfThoseThatServe() {
    for (int latitude = 10; latitude < 15; latitude++) {
      cache.at(latitude, 6.6, time.instant());
      provider.answer(4);
      time.advance(Duration.ofMinutes(30));
    }

    assertThat(cache.panel().parts().subList(4, 7))
        .extracting(part -> ((Panel.Single) part).figure().value())
        .containsExactly(3.0, 3_600.0, 5_400.0);
  }

  @Test
  void panel_ofAProviderThatShowsSomething_showsItToo() {
    Panel.Table quota = new Panel.Table("Quota", List.of("left"), List.of(List.of("7")));
    CachedWeather shown =
        CachedWeather.of(
            new WeatherProvider() {
              @Override
              public String name() {
                return "shown";
              }

              @Override
              public CompletionStage<WeatherSeries> series(Place place, Instant when) {
                return new CompletableFuture<>();
              }

              @Override
              public Panel panel() {
                return new Panel("whatever", List.of(quota));
              }
            });

    assertThat(shown.panel().parts()).endsWith(quota);
    assertThat(shown.check().toCompletableFuture().join().title()).isEqualTo("Weather: shown");
    assertThat(shown.check().toCompletableFuture().join().parts()).endsWith(quota).hasSize(8);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StagesTest {
  private final WeatherException none = new WeatherException(Reason.NOT_FOUND, "none there");

  private static Throwable failure(CompletionStage<?> stage) {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    stage.whenComplete((value, failure) -> failed.complete(failure));
    return failed.getNow(new AssertionError("not ended"));
  }

  @Test
  void then_answer_isPassedOn() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<String> then = Stages.then(first, number -> "is " + number);

    assertThat(then).isNotDone();
    first.complete(7);

    assertThat(then).isCompletedWithValue("is 7");
  }

  @Test
  void then_failure_isTheSameAndNotWrapped() {
    assertThat(failure(Stages.then(CompletableFuture.failedFuture(none), value -> value)))
        .isSameAs(none);
  }

  @Test
  void then_failureOnTheWay_isTheSameAndNotWrapped() {
    CompletableFuture<Integer> first = CompletableFuture.completedFuture(7);

    assertThat(
            failure(
                Stages.then(
                    first,
                    number -> {
                      throw none;
                    })))
        .isSameAs(none);
  }

  @Test
  void then_errorOnTheWay_isTheFailure() {
    Error broken = new StackOverflowError("deep");

    assertThat(
            failure(
                Stages.then(
                    CompletableFuture.completedFuture(7),
                    number -> {
                      throw broken;
                    })))
        .isSameAs(broken);
  }

  @Test
  void covering_otherTime_isOutOfRange() {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    WeatherSeries.Builder builder = WeatherSeries.builder("fake", new Place(1, 2), noon);
    builder.slot(noon, noon, noon.plusSeconds(60));
    WeatherSeries series = builder.build();

    assertThat(Stages.covering(noon, series)).isSameAs(series);
    assertThatThrownBy(() -> Stages.covering(noon.plusSeconds(60), series))
        .isInstanceOfSatisfying(
            WeatherException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_RANGE))
        .hasMessage("nothing of 2026-11-21T12:01:00Z, only " + series);
  }
}

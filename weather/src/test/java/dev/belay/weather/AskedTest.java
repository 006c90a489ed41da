/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AskedTest {
  private static final Place PLACE = new Place(1, 2);

  private static WeatherProvider provider(Supplier<List<CompletionStage<WeatherSeries>>> answers) {
    return new WeatherProvider() {
      @Override
      public String name() {
        return "host's";
      }

      @Override
      public CompletionStage<WeatherSeries> series(Place place, Instant time) {
        return answers.get().get(0);
      }

      @Override
      public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
        return answers.get();
      }
    };
  }

  private static void assertFails(
      Supplier<List<CompletionStage<WeatherSeries>>> answers, String type) {
    List<CompletionStage<WeatherSeries>> all =
        Asked.all(provider(answers), List.of(PLACE, PLACE), Instant.EPOCH);

    assertThat(all).hasSize(2);
    assertThat(all)
        .allSatisfy(
            stage ->
                assertThat(stage.toCompletableFuture().handle((series, failure) -> failure).join())
                    .hasToString(type));
  }

  @Test
  void all_whateverAProviderDoes_isAStageForEachPlace() {
    assertFails(
        () -> {
          throw new StackOverflowError("deep");
        },
        "java.lang.StackOverflowError: deep");
    assertFails(
        () -> {
          throw new AssertionError("wrong");
        },
        "java.lang.AssertionError: wrong");
    assertFails(() -> Arrays.asList(null, null), "java.lang.NullPointerException");
    assertFails(List::of, "dev.belay.weather.WeatherException: host's answered for 0 places of 2");
  }

  @Test
  void one_whateverIsThrown_isAFailedStage() {
    for (Error broken :
        List.of(new StackOverflowError(), new AssertionError(), new NoClassDefFoundError())) {
      CompletionStage<String> stage =
          Asked.one(
              () -> {
                throw broken;
              });

      assertThat(stage.toCompletableFuture().handle((value, failure) -> failure).join())
          .isSameAs(broken);
    }
  }

  @Test
  void one_noStage_isAFailedOne() {
    assertThat(Asked.<String>one(() -> null).toCompletableFuture()).isCompletedExceptionally();
  }
}

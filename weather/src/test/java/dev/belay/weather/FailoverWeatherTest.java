/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.report.Panel;
import dev.belay.stats.Figure;
import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverWeatherTest {
  private static final ReplayWeather REPLAY = ReplayWeather.of(List.of(Sky.clear().series()));
  private static final Place MUNICH = new Place(48.14, 11.58);

  private final HandWeather hand = new HandWeather(new FakeTime(Sky.NOON));

  private static Weather at(WeatherProvider provider) {
    return provider.at(52.52, 13.41, Sky.NOON).toCompletableFuture().join();
  }

  private static WeatherException failure(CompletionStage<?> stage) {
    assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    return Failure.of(
        "failover", stage.handle((value, failure) -> failure).toCompletableFuture().join());
  }

  private static Refusing quiet(String name, Reason reason, Duration retryAfter) {
    return new Refusing(
        name, new WeatherException(reason, "no " + name).withRetryAfter(retryAfter));
  }

  @Test
  void name_isThatOfAllInOrder() {
    assertThat(FailoverWeather.of(hand, REPLAY).name()).isEqualTo("hand, else replay");
    assertThat(FailoverWeather.of(hand).name()).isEqualTo("hand");
  }

  @Test
  void at_whereTheFirstAnswers_doesNotAskTheNext() {
    assertThat(at(FailoverWeather.of(REPLAY, hand)).source()).isEqualTo("sky");
    assertThat(hand.asked()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void at_whereTheFirstFails_whateverWith_isTheSecondsAnswer(Reason reason) {
    assertThat(at(FailoverWeather.of(new Refusing("first", reason), REPLAY)).source())
        .isEqualTo("sky");
  }

  @Test
  void at_whereTheFirstBreaksItsContract_isTheSecondsAnswer() {
    WeatherProvider throwing =
        new WeatherProvider() {
          @Override
          public String name() {
            return "throwing";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant time) {
            throw new IllegalStateException("not today");
          }
        };
    WeatherProvider foreign = new Refusing("foreign", new IllegalStateException("no"));
    FailoverWeather failover = FailoverWeather.of(throwing, foreign, REPLAY);
    assertThat(at(failover).source()).isEqualTo("sky");
    assertThat(failover.series(Sky.BERLIN, Sky.NOON).toCompletableFuture()).isCompleted();
    assertThat(failover.series(List.of(Sky.BERLIN), Sky.NOON).get(0).toCompletableFuture())
        .isCompleted();
  }

  @Test
  void at_neverMixesFieldsOfTwoSources() {
    WeatherSeries.Builder sightless = WeatherSeries.builder("first", Sky.BERLIN, Sky.NOON);
    sightless
        .slot(Sky.NOON, Sky.NOON, Sky.NOON.plusSeconds(3_600))
        .put(WeatherVariable.TEMPERATURE_CELSIUS, 7);
    Weather weather = at(FailoverWeather.of(ReplayWeather.of(List.of(sightless.build())), REPLAY));
    assertThat(weather.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(7);
    assertThat(weather.has(WeatherVariable.VISIBILITY_METRES)).isFalse();
    assertThat(weather.source()).isEqualTo("first");
  }

  @Test
  void at_countsTheAgeAsTheOneThatAnswersDoes() {
    WeatherProvider refusing = new Refusing("first", Reason.QUOTA);
    assertThat(at(FailoverWeather.of(refusing, REPLAY)).age()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void at_whereTheFirstTakesItsTime_waitsWithoutBlocking() {
    CompletableFuture<Weather> answer =
        FailoverWeather.of(hand, REPLAY).at(52.52, 13.41, Sky.NOON).toCompletableFuture();
    assertThat(answer).isNotDone();
    hand.fail(new WeatherException(Reason.TIMEOUT, "no reply in 5 s"));
    assertThat(answer.join().source()).isEqualTo("sky");
  }

  @Test
  void at_whereAllFail_tellsWhatEachSaid() {
    WeatherException all =
        failure(
            FailoverWeather.of(
                    new Refusing("owm", Reason.KEY),
                    new Refusing("meteo", Reason.OVERLOADED),
                    new Refusing("met", new IllegalStateException("secret")))
                .at(52.52, 13.41, Sky.NOON));
    assertThat(all)
        .hasMessage(
            "no provider has weather: owm: KEY, no owm; meteo: OVERLOADED, no meteo; met:"
                + " BROKEN_REPLY, met broke its contract with java.lang.IllegalStateException");
  }

  @Test
  void at_whereAllFail_hasTheReasonThatIsWorthAnotherQuestionFirst() {
    WeatherProvider key = new Refusing("key", Reason.KEY);
    WeatherProvider timeout = new Refusing("timeout", Reason.TIMEOUT);
    WeatherProvider tomorrow = quiet("tomorrow", Reason.QUOTA, Duration.ofHours(20));
    WeatherProvider soon = quiet("soon", Reason.CIRCUIT_OPEN, Duration.ofSeconds(40));
    assertThat(reason(key, tomorrow, soon, timeout)).isEqualTo(Reason.TIMEOUT);
    assertThat(reason(key, tomorrow, soon)).isEqualTo(Reason.CIRCUIT_OPEN);
    WeatherProvider range = new Refusing("range", Reason.OUT_OF_RANGE);
    assertThat(reason(key, range))
        .as("what a source only lacks hides nothing")
        .isEqualTo(Reason.KEY);
    assertThat(reason(new Refusing("sea", Reason.NOT_FOUND), range)).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(
            reason(
                quiet("held", Reason.KEY, Duration.ofHours(1)),
                new Refusing("open", Reason.CIRCUIT_OPEN)))
        .isEqualTo(Reason.CIRCUIT_OPEN);
    assertThat(failure(FailoverWeather.of(key, tomorrow, soon).at(0, 0, Sky.NOON)).retryAfter())
        .hasValue(Duration.ofSeconds(40));
  }

  private static Reason reason(WeatherProvider first, WeatherProvider... others) {
    return failure(FailoverWeather.of(first, others).series(Sky.BERLIN, Sky.NOON)).reason();
  }

  @Test
  void at_ofAPlaceThatIsNone_asksNobody() {
    Refusing refusing = new Refusing("first", Reason.KEY);
    assertThatThrownBy(() -> FailoverWeather.of(refusing, hand).at(91, 0, Sky.NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no place on earth: latitude 91.0");
    assertThat(refusing.asked()).hasValue(0);
  }

  @Test
  void series_ofSeveralPlaces_asksTheNextForThoseAloneThatFailed() {
    List<Place> secondAsked = new ArrayList<>();
    WeatherProvider second = recording(secondAsked);
    List<CompletionStage<WeatherSeries>> answers =
        FailoverWeather.of(REPLAY, second).series(List.of(MUNICH, Sky.BERLIN, MUNICH), Sky.NOON);
    assertThat(secondAsked).containsExactly(MUNICH, MUNICH);
    assertThat(answers.stream().map(stage -> stage.toCompletableFuture().join().source()))
        .containsExactly("second", "sky", "second");
  }

  private static WeatherProvider recording(List<Place> asked) {
    return new WeatherProvider() {
      @Override
      public String name() {
        return "second";
      }

      @Override
      public CompletionStage<WeatherSeries> series(Place place, Instant time) {
        asked.add(place);
        return CompletableFuture.completedFuture(Sky.hours("second", place, time, 1));
      }
    };
  }

  @Test
  void series_ofSeveralPlaces_tellsEachWhyAllFailed() {
    List<CompletionStage<WeatherSeries>> answers =
        FailoverWeather.of(REPLAY, new Refusing("owm", Reason.QUOTA))
            .series(List.of(MUNICH, Sky.BERLIN), Sky.NOON);
    assertThat(answers.get(1).toCompletableFuture()).isCompleted();
    assertThat(failure(answers.get(0)))
        .hasMessage(
            "no provider has weather: replay: NOT_FOUND, no place is recorded within 5000 m of"
                + " latitude 48.14, longitude 11.58; owm: QUOTA, no owm");
  }

  @Test
  void series_ofSeveralPlaces_answersOneBeforeAnotherIsKnown() {
    WeatherProvider half =
        new WeatherProvider() {
          @Override
          public String name() {
            return "half";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant time) {
            return place.equals(MUNICH) ? hand.series(place, time) : REPLAY.series(place, time);
          }
        };
    List<CompletionStage<WeatherSeries>> answers =
        FailoverWeather.of(half, REPLAY).series(List.of(Sky.BERLIN, MUNICH), Sky.NOON);
    assertThat(answers.get(0).toCompletableFuture()).isCompleted();
    assertThat(answers.get(1).toCompletableFuture()).isNotDone();
  }

  @Test
  void at_whereTheSecondThrowsAnError_tellsSoAndDoesNotHang() {
    WeatherProvider broken =
        new WeatherProvider() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant time) {
            throw new NoClassDefFoundError("gone");
          }
        };
    FailoverWeather both = FailoverWeather.of(new Refusing("first", Reason.QUOTA), broken);

    assertThat(failure(both.at(0, 0, Sky.NOON)))
        .hasMessageContaining("broken broke its contract with java.lang.NoClassDefFoundError");
    assertThat(failure(both.series(List.of(Sky.BERLIN), Sky.NOON).get(0)))
        .hasMessageContaining("broken broke its contract with java.lang.NoClassDefFoundError");
  }

  @Test
  void series_ofAProviderWithTooFewAnswers_movesOnForAll() {
    WeatherProvider few =
        new WeatherProvider() {
          @Override
          public String name() {
            return "few";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant time) {
            return REPLAY.series(place, time);
          }

          @Override
          public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
            return List.of(series(places.get(0), time));
          }
        };
    List<CompletionStage<WeatherSeries>> answers =
        FailoverWeather.of(few, REPLAY).series(List.of(Sky.BERLIN, Sky.BERLIN), Sky.NOON);
    assertThat(answers).allMatch(stage -> stage.toCompletableFuture().isDone());
    assertThat(answers.get(1).toCompletableFuture().join().source()).isEqualTo("sky");
  }

  @Test
  void inBackground_isTheBackgroundOfEach() {
    WeatherProvider foreground =
        new WeatherProvider() {
          @Override
          public String name() {
            return "front";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant time) {
            return CompletableFuture.failedFuture(new WeatherException(Reason.QUOTA, "reserved"));
          }

          @Override
          public WeatherProvider inBackground() {
            return REPLAY;
          }
        };
    WeatherProvider background = FailoverWeather.of(foreground, hand).inBackground();
    assertThat(background.name()).isEqualTo("replay, else hand");
    assertThat(at(background).source()).isEqualTo("sky");
  }

  /** A provider of which there is this to see. */
  private record Shown(String name, Supplier<Panel> shown) implements WeatherProvider {
    Shown(String name, Panel.Part... parts) {
      this(name, () -> new Panel(name, List.of(parts)));
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant time) {
      return REPLAY.series(place, time);
    }

    @Override
    public Panel panel() {
      return shown.get();
    }
  }

  @Test
  void panel_hasThePartsOfAll_eachWithWhoseItIs() {
    Figure seven = Figure.point(7, 1, "count");
    Panel.Point point = new Panel.Point(Sky.NOON, seven);
    FailoverWeather failover =
        FailoverWeather.of(
            new Shown(
                "owm",
                new Panel.Table("Quota of owm", List.of("left"), List.of(List.of("3"))),
                new Panel.Table("Calls", List.of("sent"), List.of(List.of("4")))),
            REPLAY,
            new Shown(
                "cache", new Panel.Single("Cells", seven), new Panel.Line("Hits", List.of(point))));
    assertThat(failover.panel())
        .isEqualTo(
            new Panel(
                "Weather: owm, else replay, else cache",
                List.of(
                    new Panel.Table("Quota of owm", List.of("left"), List.of(List.of("3"))),
                    new Panel.Table("owm: Calls", List.of("sent"), List.of(List.of("4"))),
                    new Panel.Single("cache: Cells", seven),
                    new Panel.Line("cache: Hits", List.of(point)))));
    assertThat(failover.inBackground().panel()).isEqualTo(failover.panel());
  }

  @Test
  void panel_ofOneThatBreaksItsContract_showsThatAndTheOthers() {
    Supplier<Panel> broken =
        () -> {
          throw new IllegalStateException("secret");
        };
    Figure seven = Figure.point(7, 1, "count");
    assertThat(
            FailoverWeather.of(
                    new Shown("owm", broken), new Shown("met", new Panel.Single("Calls", seven)))
                .panel()
                .parts())
        .containsExactly(
            new Panel.Single(
                "owm", Figure.undefined("its panel broke with java.lang.IllegalStateException", 0)),
            new Panel.Single("met: Calls", seven));
  }

  @Test
  void clock_isThatOfTheFirst() {
    InstantSource fixed = InstantSource.fixed(Sky.NOON);
    WeatherProvider first =
        new WeatherProvider() {
          @Override
          public String name() {
            return "first";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant time) {
            return REPLAY.series(place, time);
          }

          @Override
          public InstantSource clock() {
            return fixed;
          }
        };
    assertThat(FailoverWeather.of(first, REPLAY).clock()).isSameAs(fixed);
  }

  @Test
  void check_isFineIfOneIs_andFailsWithWhatAllSay() {
    WeatherProvider key = new Refusing("owm", Reason.KEY);
    FailoverWeather failover = FailoverWeather.of(key, REPLAY);
    assertThat(failover.check().toCompletableFuture()).isCompletedWithValue(failover.panel());
    assertThat(failure(FailoverWeather.of(key, key).check()))
        .hasMessage("no provider has weather: owm: KEY, no owm; owm: KEY, no owm");
  }
}

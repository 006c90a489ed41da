/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every way through the pipeline, and the origin at its end. */
class PredictorTableTest {
  enum Traffic {
    EVERYBODY,
    IN,
    OUT,
    DISABLED,
    GONE,
    BROKEN
  }

  enum Source {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  enum Line {
    CLOSED,
    OPEN
  }

  /** Where the model works: on the predicting thread, or for 10 ms on another. */
  enum Place {
    HERE,
    ELSEWHERE
  }

  record Way(
      Traffic traffic, Source source, Weather weather, Score score, Line circuit, Place place) {

    /** The table, written as the order of the stages. */
    Origin expected() {
      Origin assigned = assigned();
      if (assigned != Origin.MODEL) {
        return assigned;
      }
      if (circuit == Line.OPEN) {
        return Origin.CIRCUIT_OPEN;
      }
      if (source == Source.REQUIRED) {
        Origin fed = required();
        if (fed != Origin.MODEL) {
          return fed;
        }
      }
      return scored();
    }

    private Origin assigned() {
      return switch (traffic) {
        case EVERYBODY, IN -> Origin.MODEL;
        case OUT -> Origin.CONTROL;
        case DISABLED, GONE, BROKEN -> Origin.DISABLED;
      };
    }

    private Origin required() {
      return switch (weather) {
        case AT_ONCE, IN_TIME -> Origin.MODEL;
        case LATE -> Origin.DEADLINE;
        case THROWS, FAILS_AT_ONCE, FAILS_IN_TIME, NAN, NAN_IN_TIME, TOO_FEW ->
            Origin.MISSING_FEATURES;
      };
    }

    private Origin scored() {
      return switch (score) {
        case SOUND -> Origin.MODEL;
        case THROWS, LINKAGE, OVERFLOWS, ASSERTS -> Origin.FAILED;
        case NAN, INFINITE -> Origin.NOT_FINITE;
        case TOO_LOW, TOO_HIGH -> Origin.IMPLAUSIBLE;
      };
    }

    double expectedValue() {
      return expected() == Origin.MODEL ? 12 : Faults.RULE;
    }

    Query query() {
      return new Query("k", 1, score, weather);
    }

    Arm expectedArm() {
      return switch (traffic) {
        case EVERYBODY, IN -> Arm.MODEL;
        case OUT, DISABLED, GONE, BROKEN -> Arm.REST;
      };
    }

    boolean weatherAvailable() {
      return switch (weather) {
        case AT_ONCE, IN_TIME, NAN, NAN_IN_TIME -> true;
        case LATE, THROWS, FAILS_AT_ONCE, FAILS_IN_TIME, TOO_FEW -> false;
      };
    }
  }

  static Stream<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (Traffic traffic : Traffic.values()) {
      for (Source source : Source.values()) {
        for (Weather weather : Weather.values()) {
          for (Score score : Score.values()) {
            for (Line circuit : Line.values()) {
              for (Place place : Place.values()) {
                ways.add(new Way(traffic, source, weather, score, circuit, place));
              }
            }
          }
        }
      }
    }
    return ways.stream();
  }

  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();

  private Predictor<Query> predictor(Way way) {
    FeatureSet<Query> features = features(way.source());
    Predictor.Builder<Query> builder =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .keyedBy(Query::key)
            .model(model(way, features), features)
            .executor(Runnable::run)
            .deadline(Faults.DEADLINE)
            .plausible(Faults.LOWEST, Faults.HIGHEST)
            .circuit(3, Duration.ofSeconds(1))
            .ticker(time)
            .listener(seen);
    switch (way.traffic()) {
      case EVERYBODY -> {}
      case IN -> builder.rollout(Rollout.of("r", 100));
      case OUT -> builder.rollout(Rollout.of("r", 0));
      case DISABLED -> builder.rollout(Rollout.of("r", 100).disabled());
      case GONE -> builder.rollout(PredictorTableTest::gone);
      case BROKEN ->
          builder.rollout(
              () -> {
                throw new IllegalStateException("flags are down");
              });
    }
    return builder.build();
  }

  private Model model(Way way, FeatureSet<Query> features) {
    Model model = Faults.model(features);
    return way.place() == Place.HERE
        ? model
        : Model.blocking(model, task -> time.after(Duration.ofMillis(10), task), 1);
  }

  @SuppressWarnings("NullAway") // a host that breaks the contract
  private static Rollout gone() {
    return null;
  }

  private FeatureSet<Query> features(Source source) {
    FeatureSet.Builder<Query> features = Faults.features();
    return switch (source) {
      case NONE -> features.build();
      case OPTIONAL -> features.include(Faults.weather(time)).build();
      case REQUIRED -> features.require(Faults.weather(time)).build();
    };
  }

  private Predictor<Query> prepared(Way way) {
    Predictor<Query> predictor = predictor(way);
    for (int failure = 0; way.circuit() == Line.OPEN && failure < 3; failure++) {
      predictor.predict(new Query("k", 1, Score.THROWS, Weather.AT_ONCE));
    }
    return predictor;
  }

  @Test
  void predict_onEveryWay_hasItsOriginAndValue() {
    ways().forEach(this::assertPredicted);
  }

  private void assertPredicted(Way way) {
    Predictor<Query> predictor = prepared(way);
    Prediction prediction = predictor.predict(way.query());
    Origin expected = way.expected();
    assertThat(prediction)
        .as("%s", way)
        .isEqualTo(new Prediction(way.expectedValue(), expected, way.expectedArm(), "v1"));
    assertThat(prediction.fromModel()).as("%s", way).isEqualTo(expected == Origin.MODEL);
    assertThat(seen.last().origin()).as("%s", way).isEqualTo(expected);
    assertThat(seen.last().arm()).as("%s", way).isEqualTo(prediction.arm());
    assertThat(seen.last().value()).as("%s", way).isEqualTo(prediction.value());
    assertThat(predictor.count(expected)).as("%s", way).isPositive();
  }

  @Test
  void estimate_onEveryWay_isThePredictedValue() {
    ways()
        .forEach(
            way ->
                assertThat(prepared(way).estimate(way.query()))
                    .as("%s", way)
                    .isEqualTo(way.expectedValue()));
  }

  @Test
  void predictAsync_onEveryWay_isWhatPredictAnswers() {
    ways().forEach(this::assertPredictedLater);
  }

  private void assertPredictedLater(Way way) {
    Predictor<Query> predictor = prepared(way);
    CompletableFuture<Prediction> answer =
        predictor.predictAsync(way.query()).toCompletableFuture();
    time.advance(Faults.DEADLINE);
    assertThat(answer).as("%s", way).isCompletedWithValue(answer(way));
    assertThat(seen.last().origin()).as("%s", way).isEqualTo(way.expected());
    assertThat(seen.last().value()).as("%s", way).isEqualTo(way.expectedValue());
    assertThat(predictor.count(way.expected())).as("%s", way).isPositive();
    time.advance(Faults.DEADLINE);
    assertThat(time.planned()).as("timers of %s", way).isZero();
  }

  private static Prediction answer(Way way) {
    return new Prediction(way.expectedValue(), way.expected(), way.expectedArm(), "v1");
  }

  @Test
  void predictAll_onEveryWay_isWhatPredictAnswers() {
    ways().forEach(this::assertPredictedTogether);
  }

  private void assertPredictedTogether(Way way) {
    Predictor<Query> predictor = prepared(way);
    int before = seen.events().size();
    List<Query> queries = List.of(way.query(), Query.sound("other"), way.query());
    List<Prediction> answers = predictor.predictAll(queries);
    assertThat(answers).as("%s", way).hasSize(3);
    assertThat(answers.get(0)).as("%s", way).isEqualTo(answer(way));
    assertThat(answers.get(2)).as("%s", way).isEqualTo(answer(way));
    boolean failedTogether = way.place() == Place.ELSEWHERE && way.scored() == Origin.FAILED;
    if (way.expected() == Origin.FAILED && failedTogether) {
      assertThat(answers.get(1)).as("one call for all of %s", way).isEqualTo(answer(way));
      return;
    }
    Way sound =
        new Way(
            way.traffic(), way.source(), Weather.AT_ONCE, Score.SOUND, way.circuit(), Place.HERE);
    assertThat(answers.get(1)).as("the sound row of %s", way).isEqualTo(answer(sound));
    assertThat(seen.events()).as("%s", way).hasSize(before + 3);
    assertThat(seen.last().origin()).as("%s", way).isEqualTo(way.expected());
  }

  @Test
  void why_onEveryWay_namesTheAnswerAndLeavesNoTrace() {
    ways().forEach(this::assertExplained);
  }

  private void assertExplained(Way way) {
    Predictor<Query> predictor = prepared(way);
    int before = seen.events().size();
    Explanation explanation = predictor.why(way.query());
    assertThat(explanation.prediction()).as("%s", way).isEqualTo(answer(way));
    assertThat(explanation.reason()).as("%s", way).isNotBlank();
    assertThat(explanation.key()).isEqualTo("k");
    assertThat(explanation.heuristic()).isEqualTo(Faults.RULE);
    assertThat(seen.events()).as("%s", way).hasSize(before);
    assertThat(predictor.count(Origin.MODEL)).as("%s", way).isZero();
  }

  @Test
  void predict_withAnOptionalSource_saysInTheRowWhetherItWasThere() {
    for (Weather weather : Weather.values()) {
      Way way = new Way(Traffic.IN, Source.OPTIONAL, weather, Score.SOUND, Line.CLOSED, Place.HERE);
      prepared(way).predict(way.query());
      assertThat(seen.last().features())
          .as("%s", weather)
          .containsEntry("weather_unavailable", way.weatherAvailable() ? 0.0 : 1.0)
          .containsEntry("rain", way.weatherAvailable() ? Faults.RAIN : Double.NaN);
    }
  }

  @Test
  void table_reachesEveryOriginThatHasAModel() {
    Set<Origin> reached = EnumSet.noneOf(Origin.class);
    ways().map(Way::expected).forEach(reached::add);
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Origin.NO_MODEL)));
  }

  @Test
  void predict_withoutAModel_hasNoModelAsItsOrigin() {
    Predictor<Query> predictor =
        Predictor.named("trips").fallback(Faults.HEURISTIC).listener(seen).build();
    assertThat(predictor.predict(Query.sound("k")))
        .isEqualTo(new Prediction(Faults.RULE, Origin.NO_MODEL, Arm.REST, "none"));
    assertThat(seen.last().features()).isEmpty();
  }

  @Test
  void predict_withoutAModelButWithARollout_keepsTheAssignedArm() {
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .keyedBy(Query::key)
            .rollout(Rollout.of("r", 100))
            .build();
    assertThat(predictor.predict(Query.sound("k")))
        .isEqualTo(new Prediction(Faults.RULE, Origin.NO_MODEL, Arm.MODEL, "none"));
  }

  @Test
  void count_ofEveryOrigin_isHowOftenItWasGiven() {
    Map<Origin, Long> expected = new EnumMap<>(Origin.class);
    Way healthy =
        new Way(Traffic.IN, Source.REQUIRED, Weather.AT_ONCE, Score.SOUND, Line.CLOSED, Place.HERE);
    Predictor<Query> predictor = predictor(healthy);
    for (Weather weather : Weather.values()) {
      Prediction prediction = predictor.predict(new Query("k", 1, Score.SOUND, weather));
      expected.merge(prediction.origin(), 1L, Long::sum);
    }
    for (Origin origin : Origin.values()) {
      assertThat(predictor.count(origin)).isEqualTo(expected.getOrDefault(origin, 0L));
    }
  }
}

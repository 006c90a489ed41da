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
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both values for the sake of comparison, without touching the answer. */
class ShadowTest {
  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();
  private final FeatureSet<Query> features =
      Faults.features().include(Faults.weather(time)).build();

  private Predictor.Builder<Query> builder(ToDoubleFunction<Query> rule) {
    return Predictor.named("trips")
        .fallback(rule)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .shadow(Rollout.of("shadow", 100))
        .plausible(Faults.LOWEST, Faults.HIGHEST)
        .circuit(3, Duration.ofSeconds(1))
        .listener(seen)
        .ticker(time);
  }

  private Predictor<Query> everybodyInControl() {
    return builder(Faults.HEURISTIC).rollout(Rollout.of("r", 0)).build();
  }

  @Test
  void control_isServedTheRule_andTheModelIsSeenBesideIt() {
    assertThat(everybodyInControl().predict(Query.sound("k")).value()).isEqualTo(Faults.RULE);
    assertThat(seen.last().number("model")).isEqualTo(12);
    assertThat(seen.last().number("heuristic")).isEqualTo(Faults.RULE);
    assertThat(seen.last().details()).containsEntry("shadowed", true);
  }

  @Test
  void model_isServed_andTheRuleIsSeenBesideIt() {
    Predictor<Query> predictor = builder(Faults.HEURISTIC).build();
    assertThat(predictor.predict(Query.sound("k")).value()).isEqualTo(12);
    assertThat(seen.last().number("model")).isEqualTo(12);
    assertThat(seen.last().number("heuristic")).isEqualTo(Faults.RULE);
    assertThat(seen.last().details()).containsEntry("shadowed", true);
  }

  @Test
  void disabled_isStillCompared() {
    Predictor<Query> predictor =
        builder(Faults.HEURISTIC).rollout(Rollout.of("r", 100).disabled()).build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DISABLED);
    assertThat(seen.last().number("model")).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(
      value = Score.class,
      names = {"SOUND"},
      mode = EnumSource.Mode.EXCLUDE)
  void aFailingModel_changesNothingButTheShadowsOwnCount(Score fault) {
    Predictor<Query> predictor = everybodyInControl();
    for (int i = 0; i < 10; i++) {
      assertThat(predictor.predict(new Query("k", 1, fault, Weather.AT_ONCE)))
          .isEqualTo(new Prediction(Faults.RULE, Origin.CONTROL, Arm.REST, "v1"));
      assertThat(seen.last().number("model")).isNaN();
      assertThat(seen.last().details()).containsEntry("shadowed", false);
    }
    assertThat(predictor.shadowFailures()).isEqualTo(10);
    predictor.predict(Query.sound("k"));
    assertThat(seen.last().number("model")).as("the circuit is still closed").isEqualTo(12);
  }

  @Test
  void aLateSource_isNotWaitedFor() {
    Predictor<Query> predictor = everybodyInControl();
    predictor.predict(new Query("k", 1, Score.SOUND, Weather.IN_TIME));
    assertThat(seen.last().number("elapsedNanos")).isZero();
    assertThat(seen.last().features()).containsEntry("weather_unavailable", 1.0);
  }

  @Test
  void anOpenCircuit_keepsTheModelAloneInTheShadowToo() {
    Rollout[] live = {Rollout.of("r", 100)};
    Predictor<Query> predictor = builder(Faults.HEURISTIC).rollout(() -> live[0]).build();
    for (int i = 0; i < 3; i++) {
      predictor.predict(new Query("k", 1, Score.THROWS, Weather.AT_ONCE));
    }
    live[0] = Rollout.of("r", 0);
    predictor.predict(Query.sound("k"));
    assertThat(seen.last().number("model")).isNaN();
    assertThat(predictor.shadowFailures()).isEqualTo(1);
  }

  @Test
  void aFailingModelThatWasServed_isNotTriedAgain() {
    Predictor<Query> predictor = builder(Faults.HEURISTIC).build();
    predictor.predict(new Query("k", 1, Score.NAN, Weather.AT_ONCE));
    assertThat(predictor.shadowFailures()).isZero();
    assertThat(seen.last().details()).containsEntry("shadowed", false);
  }

  @Test
  void aThrowingRule_doesNotTouchTheModelsAnswer() {
    Predictor<Query> predictor =
        builder(
                query -> {
                  throw new IllegalStateException("no rule today");
                })
            .build();
    assertThat(predictor.predict(Query.sound("k")).value()).isEqualTo(12);
    assertThat(predictor.shadowFailures()).isEqualTo(1);
    assertThat(seen.last().number("heuristic")).isNaN();
  }

  @Test
  void aNonFiniteRule_doesNotTouchTheModelsAnswer() {
    Predictor<Query> predictor = builder(query -> Double.NaN).build();
    assertThat(predictor.predict(Query.sound("k")).value()).isEqualTo(12);
    assertThat(predictor.shadowFailures()).isEqualTo(1);
  }

  @Test
  void aShare_isOfTheKeys() {
    Rollout tenth = Rollout.of("shadow", 10);
    Predictor<Query> predictor = builder(Faults.HEURISTIC).shadow(tenth).build();
    for (int key = 0; key < 1_000; key++) {
      predictor.predict(Query.sound("k" + key));
      assertThat(seen.last().details())
          .containsEntry("shadowed", tenth.arm("k" + key) == Arm.MODEL);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void aMissingKeyOrShadow_isNobody() {
    Predictor<Query> predictor = builder(Faults.HEURISTIC).build();
    predictor.predict(new Query(null, 1, Score.SOUND, Weather.AT_ONCE));
    assertThat(seen.last().details()).containsEntry("shadowed", false);
    Predictor<Query> gone = builder(Faults.HEURISTIC).shadow(() -> null).build();
    gone.predict(Query.sound("k"));
    assertThat(seen.last().details()).containsEntry("shadowed", false);
    assertThat(gone.shadowFailures()).isZero();
  }
}

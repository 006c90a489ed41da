/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Rollout;
import org.junit.jupiter.api.Test;

/** What {@code why(query)} says. */
class ExplanationTest {
  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();
  private final FeatureSet<Query> features =
      Faults.features().require(Faults.weather(time)).build();

  private Predictor.Builder<Query> builder() {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .plausible(Faults.LOWEST, Faults.HIGHEST)
        .circuit(1, java.time.Duration.ofSeconds(1))
        .listener(seen)
        .ticker(time);
  }

  private static Query query(Score score, Weather weather) {
    return new Query("k", 1, score, weather);
  }

  private String reason(Predictor<Query> predictor, Score score, Weather weather) {
    return predictor.why(query(score, weather)).reason();
  }

  @Test
  void itReads_fromTheAnswerToTheLastFeature() {
    Predictor<Query> predictor = builder().rollout(Rollout.of("trip-delay", 100)).build();
    assertThat(predictor.why(Query.sound("t-1")))
        .hasToString(
            """
            12.0: MODEL, the model may answer and did
              key: t-1
              arm: MODEL
              rule: 7.0
              model v1: 12.0
              fault = 0.0
              x = 1.0
              rain = 2.5
              wind = 1.0""");
  }

  @Test
  void aKeyOutsideTheShare_stillShowsWhatTheModelWouldSay() {
    Predictor<Query> predictor = builder().rollout(Rollout.of("trip-delay", 0)).build();
    Explanation explanation = predictor.why(Query.sound("k"));
    assertThat(explanation.prediction().origin()).isEqualTo(Origin.CONTROL);
    assertThat(explanation.features()).containsEntry("x", 1.0).hasSize(4);
    assertThat(explanation.model()).hasValue(12);
    assertThat(explanation.reason())
        .isEqualTo("the key is outside the model's arm of rollout trip-delay 0.00 %");
  }

  @Test
  void everyFailure_isNamed() {
    Predictor<Query> predictor = builder().build();
    assertThat(reason(predictor, Score.SOUND, Weather.LATE)).isEqualTo("source 'weather' is late");
    assertThat(reason(predictor, Score.SOUND, Weather.NAN))
        .isEqualTo("source 'weather' has no value");
    assertThat(reason(predictor, Score.SOUND, Weather.THROWS))
        .isEqualTo("source 'weather' failed (java.lang.IllegalStateException)");
    assertThat(reason(predictor, Score.THROWS, Weather.AT_ONCE))
        .isEqualTo("the model threw (java.lang.IllegalArgumentException)");
    assertThat(reason(predictor, Score.NAN, Weather.AT_ONCE))
        .isEqualTo("the model's score is not finite or not plausible: NaN");
    assertThat(reason(predictor, Score.TOO_LOW, Weather.AT_ONCE)).contains("-60.00000");
  }

  @Test
  void aFailureThatIsExplained_doesNotOpenTheCircuit() {
    Predictor<Query> predictor = builder().build();
    predictor.why(query(Score.THROWS, Weather.AT_ONCE));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void anOpenCircuit_isTheReasonAndTheModelIsShownAllTheSame() {
    Predictor<Query> predictor = builder().build();
    predictor.predict(query(Score.THROWS, Weather.AT_ONCE));
    Explanation explanation = predictor.why(Query.sound("k"));
    assertThat(explanation.prediction().origin()).isEqualTo(Origin.CIRCUIT_OPEN);
    assertThat(explanation.reason()).isEqualTo("the model has failed repeatedly and is left alone");
    assertThat(explanation.model()).hasValue(12);
  }

  @Test
  void aRolloutThatIsOffOrGone_isSaid() {
    assertThat(
            builder()
                .rollout(Rollout.of("r", 50).disabled())
                .build()
                .why(Query.sound("k"))
                .reason())
        .isEqualTo("the rollout is switched off: r 50.00 % (disabled)");
    assertThat(builder().rollout(Faults::missing).build().why(Query.sound("k")).reason())
        .isEqualTo("the rollout has gone or cannot be read");
  }

  @Test
  void aClosedPredictor_says() {
    Predictor<Query> predictor = builder().build();
    predictor.close();
    assertThat(predictor.why(Query.sound("k")).reason()).isEqualTo("the predictor is closed");
  }

  @Test
  void withoutAModel_thereIsNothingToShowButTheRule() {
    Predictor<Query> predictor =
        Predictor.named("trips").fallback(Faults.HEURISTIC).keyedBy(Query::key).build();
    Explanation explanation = predictor.why(Query.sound("k"));
    assertThat(explanation.reason()).isEqualTo("there is no model");
    assertThat(explanation.key()).as("though no prediction needs it").isEqualTo("k");
    assertThat(explanation.heuristic()).isEqualTo(Faults.RULE);
    assertThat(explanation.model()).isEmpty();
    assertThat(explanation.features()).isEmpty();
    assertThat(explanation.toString()).contains("model none: no usable value");
  }

  @Test
  void withoutAKey_itSaysSo() {
    Predictor<Query> keyless =
        builder().keyedBy(query -> Faults.missing()).rollout(Rollout.of("r", 100)).build();
    Explanation explanation = keyless.why(Query.sound("k"));
    assertThat(explanation.prediction().origin()).isEqualTo(Origin.FAILED);
    assertThat(explanation.reason()).isEqualTo("there is no key to assign");
    assertThat(explanation.toString()).contains("key: none");
  }

  @Test
  void aRuleThatIsNotFinite_isTheHostsMistakeHereToo() {
    Predictor<Query> predictor =
        Predictor.named("trips").fallback((Query query) -> Double.NaN).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> predictor.why(Query.sound("k")))
        .withMessage("predictor 'trips': the rule to fall back on answered NaN");
  }

  @Test
  void aFixedPredictor_explainsItself() {
    assertThat(Predictor.<Query>fixed(3).why(Query.sound("k")).reason())
        .isEqualTo("the predictor always answers the same");
  }
}

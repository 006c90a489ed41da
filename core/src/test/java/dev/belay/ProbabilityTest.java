/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A binary target: every value is a probability, the model's and the rule's. */
class ProbabilityTest {
  private static final FeatureSet<Double> FEATURES =
      FeatureSet.builder(Double.class).number("score", Double::doubleValue).build();

  private static Predictor.Builder<Double> builder(ToDoubleFunction<Double> rule) {
    return Predictor.named("late")
        .fallback(rule)
        .model(Model.of("v1", FEATURES, row -> row[0]), FEATURES)
        .probability();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, Double.MIN_VALUE, 0.5, 1})
  void aScoreThatIsAProbability_isServed(double score) {
    assertThat(builder(x -> 0.25).build().predict(score).value()).isEqualTo(score);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-Double.MIN_VALUE, 1.0000000000000002, 15, -1})
  void aScoreThatIsNone_isImplausible(double score) {
    Prediction prediction = builder(x -> 0.25).build().predict(score);
    assertThat(prediction.origin()).isEqualTo(Origin.IMPLAUSIBLE);
    assertThat(prediction.value()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-Double.MIN_VALUE, 1.0000000000000002, Double.NaN})
  void aRuleThatIsNoProbability_isTheHostsMistake(double value) {
    Predictor<Double> predictor = builder(x -> value).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> predictor.predict(7.0))
        .withMessageStartingWith("predictor 'late': the rule to fall back on answered " + value)
        .withMessageEndingWith(Double.isNaN(value) ? "NaN" : ", which is no probability");
  }

  @Test
  void aPlausibleRangeWithin_narrowsIt() {
    Predictor<Double> predictor = builder(x -> 0.25).plausible(0.1, 0.9).build();
    assertThat(predictor.predict(0.1).origin()).isEqualTo(Origin.MODEL);
    assertThat(predictor.predict(Math.nextDown(0.1)).origin()).isEqualTo(Origin.IMPLAUSIBLE);
    assertThat(predictor.predict(Math.nextUp(0.9)).origin()).isEqualTo(Origin.IMPLAUSIBLE);
  }

  @Test
  void aPlausibleRangeOfAllProbabilities_isAllowed() {
    Predictor<Double> predictor = builder(x -> 0.25).plausible(0, 1).build();
    assertThat(predictor.predict(1.0).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void aPlausibleRangeBeyond_isRefusedWhicheverCameFirst() {
    String message = "predictor 'late': plausible from -60.0 to 600.0 reaches beyond a probability";
    assertThatIllegalStateException()
        .isThrownBy(() -> builder(x -> 0.25).plausible(-60, 600).build())
        .withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Predictor.named("late")
                    .fallback((Double x) -> 0.25)
                    .plausible(-60, 600)
                    .probability()
                    .build())
        .withMessage(message);
  }
}

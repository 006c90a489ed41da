/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostMarginTest {
  private static final Pattern BASE_SCORE = Pattern.compile("\"base_score\":\"([^\"]*)\"");

  @Test
  void ofProbability_anyOne_isAtMostOneStepFromJava() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      float probability = (float) Math.exp(random.nextDouble(-15, -0.01));
      double odds = 1f / probability - 1f;
      float java = -(float) StrictMath.log(odds);
      double margin = XgboostMargin.ofProbability(probability);
      assertThat((double) (float) margin).isEqualTo(margin);
      assertThat(margin).isBetween((double) Math.nextDown(java), (double) Math.nextUp(java));
    }
  }

  @Test
  void parameters_probabilityThatPrintsWithAnExponent_reachTheEngineAsThatFloat()
      throws XGBoostError {
    DMatrix row = new DMatrix(new float[] {0}, 1, 1, Float.NaN);
    row.setLabel(new float[] {0});
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 300; i++) {
      float probability = (float) random.nextDouble(1e-7, 1e-3);
      Map<String, Object> parameters = XgboostMargin.parameters(probability);
      Booster untrained = XGBoost.train(row, parameters, 0, Map.of(), null, null);
      untrained.predict(row);
      String json = new String(untrained.toByteArray("json"), StandardCharsets.UTF_8);
      Matcher matcher = BASE_SCORE.matcher(json);
      assertThat(matcher.find()).isTrue();
      assertThat(Float.parseFloat(matcher.group(1))).isEqualTo(probability);
      untrained.dispose();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 1.5})
  void ofProbability_certainty_isRefused(double probability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XgboostMargin.ofProbability(probability))
        .withMessage("base score " + probability + " has no log odds");
  }
}

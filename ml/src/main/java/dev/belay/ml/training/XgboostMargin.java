/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.math.BigDecimal;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The margin a logistic model begins with, from the engine itself. */
final class XgboostMargin {

  private XgboostMargin() {}

  /**
   * {@return the log odds of a base score} The engine takes the logarithm from the platform, whose
   * last bit is not always Java's.
   *
   * @param probability a float between 0 and 1
   * @throws IllegalArgumentException if it has no log odds
   */
  static double ofProbability(double probability) {
    try {
      DMatrix row = new DMatrix(new float[] {0}, 1, 1, Float.NaN);
      row.setLabel(new float[] {0});
      Booster untrained =
          XGBoost.train(row, parameters((float) probability), 0, Map.of(), null, null);
      try {
        return untrained.predict(row, true)[0][0];
      } finally {
        untrained.dispose();
        row.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalArgumentException("base score " + probability + " has no log odds", e);
    }
  }

  static Map<String, Object> parameters(float probability) {
    // Of a number with an exponent the engine often reads another float.
    String plain = new BigDecimal(Float.toString(probability)).toPlainString();
    return Map.of("objective", "binary:logistic", "base_score", plain, "nthread", 1);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something learned that turns a row of features into a number.
 *
 * <p>Implementations are immutable and thread-safe: {@link #score} is called from every thread that
 * predicts, at once. What it throws, and a score that is not finite, is caught by the predictor and
 * answered by the rule.
 */
public interface Model {

  /**
   * {@return what tells this model from the next one, in logs and results; stable for the object's
   * life}
   */
  String version();

  /** {@return the names of the features in the order of the row} */
  List<String> featureNames();

  /**
   * The {@linkplain FeatureSet#fingerprint() fingerprint} of the feature set the model was trained
   * on, or the empty text (the default) if it is not known and only names can be compared.
   *
   * @return 64 hexadecimal digits
   */
  default String fingerprint() {
    return "";
  }

  /**
   * The prediction for a row, in the unit of the target.
   *
   * @param row one value per feature, NaN for a missing one; only to be read, and only during the
   *     call
   * @return the prediction
   */
  double score(double[] row);

  /**
   * A model that is a function: a formula of the host's, or a stand-in in a test.
   *
   * @param version what tells it from the next one
   * @param features what its rows hold; names and fingerprint are theirs
   * @param score called from every thread that predicts, at once
   * @return the model
   */
  static Model of(String version, FeatureSet<?> features, ToDoubleFunction<double[]> score) {
    return new FunctionModel(version, features.names(), features.fingerprint(), score);
  }
}

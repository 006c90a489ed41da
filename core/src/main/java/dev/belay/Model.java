/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.List;
import java.util.concurrent.Executor;
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
   * The predictions for many rows, each the very number {@link #score} gives for it. The default
   * asks for one after the other; a model that is faster at many overrides it.
   *
   * @param rows as for {@link #score}
   * @param scores where the prediction for {@code rows[i]} goes to {@code scores[i]}; as long as
   *     {@code rows}, and NaN where nothing has been written
   */
  default void scoreAll(double[][] rows, double[] scores) {
    for (int i = 0; i < rows.length; i++) {
      scores[i] = score(rows[i]);
    }
  }

  /**
   * A model that waits for something: another process, a device, a lock. A predictor asks it on the
   * executor and waits no longer than its deadline allows; a late answer is dropped, nothing is
   * interrupted, and the call holds its place until it really comes back. Where all places are
   * taken the rule answers at once, with origin {@link Origin#DEADLINE}. So a model that hangs
   * costs at most {@code limit} threads, and its callers at most the deadline until the circuit
   * opens.
   *
   * <p>Optional sources have the first half of the deadline, so that one that is late does not cost
   * the model its turn; of a {@linkplain Predictor#predictAll batch}, which is one call, all have.
   *
   * <p>It is blamed for being late only if it had at least a quarter of the deadline. It is not
   * asked for a {@linkplain Predictor.Builder#shadow shadow} of a key it does not serve, since a
   * shadow never waits.
   *
   * @param model asked on the executor's threads
   * @param executor the host's, with threads of its own for at least {@code limit} calls; never one
   *     that runs a task on the caller's thread, and one that runs every task it accepts: a task it
   *     drops is a place lost for good
   * @param limit how many calls may be under way at once, at least 1
   * @return the model to give to a predictor
   * @throws IllegalArgumentException if the limit is below 1 or the model is blocking already
   */
  static Model blocking(Model model, Executor executor, int limit) {
    return new BlockingModel(model, executor, limit);
  }

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

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/**
 * Is told of every prediction. Called on the predicting thread after the answer is fixed; it must
 * not block, since the caller waits for it. What it throws is logged once, counted and dropped.
 */
@FunctionalInterface
public interface PredictionListener {

  /**
   * A prediction was made.
   *
   * @param event a view that is used again for the next prediction: valid only during the call, on
   *     this thread
   */
  void onPrediction(PredictionEvent event);

  /**
   * A predictor was built with this listener; by default nothing happens. Called once for each
   * predictor, on the building thread, before its first prediction; what it throws reaches whoever
   * builds it.
   *
   * @param predictor its name
   */
  default void attached(String predictor) {}

  /**
   * That predictor was closed; by default nothing happens. Called once, on the closing thread; a
   * prediction that was under way may still be reported. What it throws is logged and dropped.
   *
   * @param predictor its name
   */
  default void detached(String predictor) {}
}

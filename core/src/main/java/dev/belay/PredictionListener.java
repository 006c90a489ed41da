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
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

/** The figure that a loss is judged by, beside baselines that are good at the same thing. */
enum Judge {
  RMSE("RMSE"),
  MAE("MAE"),
  PINBALL("pinball loss");

  final String words;

  Judge(String words) {
    this.words = words;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;

/**
 * What a training gives.
 *
 * @param model trained on the training part only, ready to serve and to save
 * @param report how good it is on the hold-out, beside its baselines
 */
public record Trained(CompiledForest model, ModelReport report) {

  /** Returns the report. */
  @Override
  public String toString() {
    return report.toString();
  }
}

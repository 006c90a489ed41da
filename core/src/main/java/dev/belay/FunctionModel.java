/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A model that is a function of the row. */
record FunctionModel(
    String version,
    List<String> featureNames,
    String fingerprint,
    ToDoubleFunction<double[]> function)
    implements Model {

  FunctionModel {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(function, "score");
  }

  @Override
  public double score(double[] row) {
    return function.applyAsDouble(row);
  }
}

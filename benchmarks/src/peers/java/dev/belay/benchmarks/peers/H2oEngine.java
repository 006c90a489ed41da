/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.PlainForest;
import hex.genmodel.MojoModel;
import java.io.IOException;

/** H2O's genmodel, which serves the forests of H2O in pure Java, over trees given to it. */
final class H2oEngine {
  private final MojoModel model;
  private final double[] answer = new double[1];

  private H2oEngine(MojoModel model) {
    this.model = model;
  }

  static H2oEngine of(PlainForest forest) throws IOException {
    return new H2oEngine(MojoModel.load(new Mojo(forest)));
  }

  double row(double[] row) {
    return model.score0(row, answer)[0];
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.nio.file.Path;

/** A process whose whole life is to load a model and to answer once. */
final class ColdStart {
  private ColdStart() {}

  /** Prints the score of a row of zeros. */
  public static void main(String[] arguments) throws IOException {
    CompiledForest forest = CompiledForest.load(Path.of(arguments[0]));
    System.out.println(forest.score(new double[forest.featureNames().size()]));
  }
}

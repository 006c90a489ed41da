/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

// region readme
public class DelayBenchmark extends ModelBenchmark {
  @Override
  protected Model load() throws IOException {
    return CompiledForest.load(Path.of("target", "delay.forest"));
  }

  @Override
  protected double[][] sample() {
    return recentTrips().stream().map(features()::extract).toArray(double[][]::new);
  }

  // endregion

  static List<Integer> recentTrips() {
    return IntStream.range(0, 50).boxed().toList();
  }

  static FeatureSet<Integer> features() {
    return FeatureSet.builder(Integer.class)
        .number("hour", trip -> trip % 24)
        .number("rain", trip -> trip % 7)
        .build();
  }
}

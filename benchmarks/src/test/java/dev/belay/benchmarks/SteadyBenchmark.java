/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;

/** A model that takes the same long time for each row, one of many or not. */
@RatioTo("score")
public class SteadyBenchmark extends ModelBenchmark {
  static final int BYTES = 4_000;
  private static final long NANOS = 5_000;

  private byte[] used = {};

  @Override
  protected Model load() {
    FeatureSet<Double> features =
        FeatureSet.builder(Double.class).number("x", Double::doubleValue).build();
    return Model.of("steady", features, this::score);
  }

  private double score(double[] row) {
    long end = System.nanoTime() + NANOS;
    used = new byte[BYTES];
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return used.length + row[0];
  }

  @Override
  protected double[][] sample() {
    return new double[][] {{1}, {2}, {3}};
  }
}

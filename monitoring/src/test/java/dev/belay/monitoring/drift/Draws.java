/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.stats.Histogram;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Seeded samples. */
final class Draws {

  private final SplittableRandom random;

  private Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  static Draws seeded(long seed) {
    return new Draws(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  double[] normal(int n, double mean, double deviation) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> mean + deviation * normal());
    return values;
  }

  /** G. E. P. Box and M. E. Muller. */
  double normal() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  static Histogram counted(Histogram edges, double... values) {
    Histogram.Builder builder = edges.emptyCopy();
    Arrays.stream(values).forEach(builder::add);
    return builder.build();
  }
}

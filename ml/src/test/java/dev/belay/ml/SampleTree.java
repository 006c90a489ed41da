/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.SplittableRandom;

/** A tree as objects and a walk by recursion: the same meaning as the flat one, said otherwise. */
sealed interface SampleTree {

  double walk(double[] row);

  void addTo(CompiledForest.Builder builder);

  record Leaf(double value) implements SampleTree {
    @Override
    public double walk(double[] row) {
      return value;
    }

    @Override
    public void addTo(CompiledForest.Builder builder) {
      builder.leaf(value);
    }
  }

  record Split(int feature, double threshold, Side missing, SampleTree low, SampleTree high)
      implements SampleTree {
    @Override
    public double walk(double[] row) {
      double value = row[feature];
      if (Double.isNaN(value)) {
        return (missing == Side.LOW ? low : high).walk(row);
      }
      return (value < threshold ? low : high).walk(row);
    }

    @Override
    public void addTo(CompiledForest.Builder builder) {
      builder.split(feature, threshold, missing);
      low.addTo(builder);
      high.addTo(builder);
    }
  }

  /** {@return a tree whose leaves are floats, of at most this depth} */
  static SampleTree random(SplittableRandom random, int features, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return new Leaf((float) random.nextDouble(-10, 10));
    }
    return new Split(
        random.nextInt(features),
        threshold(random),
        random.nextBoolean() ? Side.LOW : Side.HIGH,
        random(random, features, depth - 1),
        random(random, features, depth - 1));
  }

  /**
   * {@return a full tree of this depth, with leaves below 1 and thresholds from -1 on to below 1}
   *
   * @param levels how many different thresholds there may be below zero, and as many from zero on
   */
  static SampleTree full(SplittableRandom random, int features, int depth, int levels) {
    if (depth == 0) {
      return new Leaf(random.nextDouble());
    }
    return new Split(
        random.nextInt(features),
        random.nextInt(-levels, levels) / (double) levels,
        random.nextBoolean() ? Side.LOW : Side.HIGH,
        full(random, features, depth - 1, levels),
        full(random, features, depth - 1, levels));
  }

  private static double threshold(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> Double.NEGATIVE_INFINITY;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> -0.0;
      default -> random.nextInt(-4, 5) / 2.0;
    };
  }

  /** {@return a row of values at, beside and far from the thresholds} */
  static double[] row(SplittableRandom random, int features) {
    double[] row = new double[features];
    for (int i = 0; i < features; i++) {
      double near = random.nextInt(-5, 6) / 2.0;
      row[i] =
          switch (random.nextInt(9)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> Math.nextUp(near);
            case 5 -> Math.nextDown(near);
            case 6 -> random.nextDouble(-1e300, 1e300);
            default -> near;
          };
    }
    return row;
  }
}

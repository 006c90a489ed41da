/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** How the leaves of all trees become one score. */
sealed interface Aggregation {

  double score(Trees trees, double[] row);

  /**
   * The mean of the leaves as Tribuo's {@code AveragingCombiner} computes it, which is not the sum
   * divided by the count: bit-equality needs its recurrence, its order and its float weights.
   */
  final class Averaging implements Aggregation {
    private final double offset;

    /** Per tree its weight, divided by the sum of the weights up to it. */
    private final double[] ratios;

    Averaging(Trees trees, double offset) {
      this.offset = offset;
      this.ratios = new double[trees.count()];
      double weight = 1.0f / ratios.length;
      double sum = 0;
      for (int i = 0; i < ratios.length; i++) {
        sum += weight;
        ratios[i] = weight / sum;
      }
    }

    double offset() {
      return offset;
    }

    @Override
    public double score(Trees trees, double[] row) {
      double mean = 0;
      for (int i = 0; i < ratios.length; i++) {
        mean += ratios[i] * (trees.leaf(i, row) - mean);
      }
      return mean + offset;
    }
  }

  /** The sum in single precision, base first and then tree by tree, as XGBoost adds. */
  record Summing(float base, Link link) implements Aggregation {

    @Override
    public double score(Trees trees, double[] row) {
      float sum = base;
      for (int i = 0; i < trees.count(); i++) {
        sum += (float) trees.leaf(i, row);
      }
      return link.apply(sum);
    }
  }
}

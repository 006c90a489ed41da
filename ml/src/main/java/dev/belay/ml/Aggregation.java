/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * How the leaves of all trees become one score: {@link #start}, {@link #add} for all trees in their
 * order, in one go or in several, then {@link #finish}. Each kind adds as one engine adds, to the
 * bit: a sum of doubles has another value for every order and every precision.
 */
sealed interface Aggregation {

  /** {@return the accumulator before the first tree} */
  double start();

  /**
   * {@return the accumulator after some more trees}
   *
   * @param accumulator as it was before
   * @param leaves the values of the leaves, one tree after the other
   * @param from where they begin
   * @param tree the number of the first of these trees
   * @param count how many trees
   */
  double add(double accumulator, double[] leaves, int from, int tree, int count);

  /** {@return the score} */
  double finish(double accumulator);

  /** Whether a leaf may have only this value: some engines know nothing but floats. */
  default boolean takes(double leaf) {
    return (float) leaf == leaf;
  }

  /**
   * The mean of the leaves as Tribuo's {@code AveragingCombiner} computes it, which is not the sum
   * divided by the count: bit-equality needs its recurrence, its order and its float weights.
   */
  final class Averaging implements Aggregation {
    private final double offset;

    /** Per tree its weight, divided by the sum of the weights up to it. */
    private final double[] ratios;

    Averaging(int trees, double offset) {
      this.offset = offset;
      this.ratios = new double[trees];
      double weight = 1.0f / trees;
      double sum = 0;
      for (int i = 0; i < trees; i++) {
        sum += weight;
        ratios[i] = weight / sum;
      }
    }

    double offset() {
      return offset;
    }

    @Override
    public double start() {
      return 0;
    }

    @Override
    public double add(double accumulator, double[] leaves, int from, int tree, int count) {
      double mean = accumulator;
      for (int i = 0; i < count; i++) {
        mean += ratios[tree + i] * (leaves[from + i] - mean);
      }
      return mean;
    }

    @Override
    public double finish(double accumulator) {
      return accumulator + offset;
    }

    @Override
    public boolean takes(double leaf) {
      return true;
    }
  }

  /** The sum in single precision, base first and then tree by tree, as XGBoost adds. */
  record Summing(float base, Link link) implements Aggregation {

    @Override
    public double start() {
      return base;
    }

    @Override
    public double add(double accumulator, double[] leaves, int from, int tree, int count) {
      return addFloats(accumulator, leaves, from, count);
    }

    @Override
    public double finish(double accumulator) {
      return link.apply((float) accumulator);
    }
  }

  /**
   * The sum or the mean in double precision from zero on, as LightGBM adds; then the link of that
   * times a steepness.
   */
  record SummingDoubles(int trees, Combination combination, double steepness, Link link)
      implements Aggregation {

    @Override
    public double start() {
      return 0;
    }

    @Override
    public double add(double accumulator, double[] leaves, int from, int tree, int count) {
      double sum = accumulator;
      for (int i = 0; i < count; i++) {
        sum += leaves[from + i];
      }
      return sum;
    }

    @Override
    public double finish(double accumulator) {
      double margin = combination == Combination.MEAN ? accumulator / trees : accumulator;
      return link.apply(steepness * margin);
    }

    @Override
    public boolean takes(double leaf) {
      return true;
    }
  }

  /**
   * The sum or the mean in single precision from zero on, and then the base, as ONNX Runtime adds.
   */
  record SummingToBase(int trees, Combination combination, float base, Link link)
      implements Aggregation {

    @Override
    public double start() {
      return 0;
    }

    @Override
    public double add(double accumulator, double[] leaves, int from, int tree, int count) {
      return addFloats(accumulator, leaves, from, count);
    }

    @Override
    public double finish(double accumulator) {
      float sum = (float) accumulator;
      float combined = combination == Combination.MEAN ? sum / trees : sum;
      return link.applyMirrored(combined + base);
    }
  }

  private static double addFloats(double accumulator, double[] leaves, int from, int count) {
    float sum = (float) accumulator;
    for (int i = 0; i < count; i++) {
      sum += (float) leaves[from + i];
    }
    return sum;
  }
}

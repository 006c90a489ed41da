/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;

/**
 * Means of several quantities over the units of one arm, with the covariances of one unit: what
 * remains of the sums of an arm.
 */
final class Sample {

  private final long n;
  private final double[] means;
  private final Matrix covariance;

  private Sample(long n, double[] means, Matrix covariance) {
    this.n = n;
    this.means = means;
    this.covariance = covariance;
  }

  /** A sample of one quantity. */
  static Sample of(long n, double mean, double variance) {
    return new Sample(n, new double[] {mean}, new Matrix(new double[][] {{variance}}));
  }

  /** The sample of sums of at least two units. */
  static Sample of(CrossProducts sums) {
    double[] means = new double[sums.quantities()];
    Arrays.setAll(means, sums::mean);
    return new Sample(sums.count(), means, Matrix.of(sums));
  }

  long n() {
    return n;
  }

  int quantities() {
    return means.length;
  }

  double mean(int i) {
    return means[i];
  }

  /** The covariances of one unit. */
  Matrix covariance() {
    return covariance;
  }

  /** The variance of a weighted sum of the means. */
  double variance(double... weights) {
    return Math.max(0, covariance.product(weights, weights)) / n;
  }

  /** The same means, as spread as {@code other}. */
  Sample withSpreadOf(Sample other) {
    return new Sample(n, means, other.covariance);
  }

  /** The first of the quantities. */
  Sample first(int quantities) {
    return new Sample(n, Arrays.copyOf(means, quantities), covariance.block(0, 0, quantities));
  }

  /**
   * The ratio of each even quantity to the next one as one quantity, to first order: a unit's share
   * in it is (x - R y) / mean y (A. Deng, U. Knoblich and J. Lu, KDD 2018, arXiv 1803.06336).
   */
  Sample ratios() {
    int pairs = means.length / 2;
    double[] ratios = new double[pairs];
    double[][] influences = new double[pairs][means.length];
    for (int pair = 0; pair < pairs; pair++) {
      double denominator = means[2 * pair + 1];
      ratios[pair] = means[2 * pair] / denominator;
      influences[pair][2 * pair] = 1 / denominator;
      influences[pair][2 * pair + 1] = -ratios[pair] / denominator;
    }
    return new Sample(n, ratios, covariance.between(influences));
  }
}

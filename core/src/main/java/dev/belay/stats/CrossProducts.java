/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;

/**
 * Means and sums of products of deviations of several quantities observed together: {@code
 * product(i, j)} is the sum of (xᵢ - mean xᵢ)(xⱼ - mean xⱼ). Deviations, never raw products, are
 * summed, as in {@link Moments}.
 */
final class CrossProducts {

  /** The part of a raw sum that may be lost to rounding when it was added up elsewhere. */
  private static final double ROUNDING = 1e-12;

  private final RunningMean[] means;
  private final double[][] products;
  private final double[] before;
  private long count;

  CrossProducts(int quantities) {
    means = new RunningMean[quantities];
    Arrays.setAll(means, i -> new RunningMean());
    products = new double[quantities][quantities];
    before = new double[quantities];
  }

  /**
   * From raw sums and raw sums of products, of which only the upper triangle is read.
   *
   * @throws IllegalArgumentException if no data has these sums
   */
  static CrossProducts ofSums(long n, double[] sums, double[][] rawProducts) {
    requireCount(n);
    CrossProducts sample = new CrossProducts(sums.length);
    sample.count = n;
    for (int i = 0; i < sums.length; i++) {
      sample.means[i].move(n == 0 ? 0 : Moments.requireUsable("mean", sums[i] / n));
      sample.products[i][i] = squares(n, sums[i], rawProducts[i][i]);
    }
    for (int i = 0; i < sums.length; i++) {
      for (int j = i + 1; j < sums.length; j++) {
        sample.setProduct(i, j, rawProducts[i][j], n == 0 ? 0 : sums[i] / n * sums[j]);
      }
    }
    return sample;
  }

  /** The sum of squared deviations of {@code n} values with these raw sums. */
  static double squares(long n, double sum, double sumOfSquares) {
    requireCount(n);
    double mean = n == 0 ? 0 : sum / n;
    double squares = sumOfSquares - mean * sum;
    double lost = ROUNDING * Math.abs(sumOfSquares);
    boolean possible = n == 0 ? sum == 0 && sumOfSquares == 0 : squares >= -lost;
    if (!possible || (n == 1 && squares > lost)) {
      throw new IllegalArgumentException(
          "no data has these sums: n = %s, sum = %s, sum of squares = %s"
              .formatted(n, sum, sumOfSquares));
    }
    return Math.max(0, squares);
  }

  int quantities() {
    return means.length;
  }

  long count() {
    return count;
  }

  double mean(int i) {
    return means[i].value();
  }

  double product(int i, int j) {
    return products[Math.min(i, j)][Math.max(i, j)];
  }

  /** The sample covariance, with divisor {@code count - 1}. */
  double covariance(int i, int j) {
    return product(i, j) / (count - 1);
  }

  void add(double[] values) {
    count++;
    for (int i = 0; i < before.length; i++) {
      before[i] = means[i].deviation(values[i]);
      means[i].move(before[i] / count);
      for (int j = 0; j <= i; j++) {
        products[j][i] += before[j] * means[i].deviation(values[i]);
      }
    }
  }

  void merge(CrossProducts other) {
    if (other.count == 0) {
      return;
    }
    double theirShare = (double) other.count / (count + other.count);
    for (int i = 0; i < before.length; i++) {
      before[i] = means[i].distanceTo(other.means[i]);
      for (int j = 0; j <= i; j++) {
        products[j][i] += other.products[j][i] + before[j] * before[i] * theirShare * count;
      }
    }
    for (int i = 0; i < before.length; i++) {
      means[i].approach(other.means[i], theirShare);
    }
    count += other.count;
  }

  /** A correlation beyond 1 is as impossible as a negative variance. */
  private void setProduct(int i, int j, double rawProduct, double ofMeans) {
    double product = rawProduct - ofMeans;
    double most = Math.sqrt(products[i][i] * products[j][j]);
    double lost = 1e-9 * most + ROUNDING * (Math.abs(rawProduct) + Math.abs(ofMeans));
    if (!(Math.abs(product) <= most + lost)) {
      throw new IllegalArgumentException(
          "no data has these sums: n = %s, sum of products %s and %s = %s, at most %s in size"
              .formatted(count, i, j, rawProduct, Math.abs(ofMeans) + most));
    }
    products[i][j] = Math.max(-most, Math.min(most, product));
  }

  private static void requireCount(long n) {
    if (n < 0) {
      throw new IllegalArgumentException("n must not be negative: " + n);
    }
  }
}

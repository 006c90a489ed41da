/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.Arrays;

/**
 * Least squares over all features, the plain model that a forest has to beat. A missing value
 * counts as the training mean, and features that miss any have an indicator as well. Columns are
 * standardised and the ridge is small: it only keeps columns that depend on each other from having
 * no solution.
 */
final class LinearBaseline {
  private static final double RIDGE = 1e-6;

  private final double[] means;
  private final double[] scales;
  private final int[] indicated;
  private final double centre;

  /** Of the features, the indicators, and the constant. */
  private final double[] weights;

  private LinearBaseline(Examples examples) {
    int features = examples.features();
    this.means = new double[features];
    this.scales = new double[features];
    this.indicated = describe(examples);
    this.centre = examples.meanTarget();
    this.weights = solve(examples);
  }

  static LinearBaseline fit(Examples examples) {
    return new LinearBaseline(examples);
  }

  /**
   * Predicts a target. One huge value of a feature would give a prediction so large that no error
   * of it can be squared, and no report be made of the forest either: it is held within what a
   * target may be.
   */
  double predict(double[] row) {
    double predicted = extrapolated(row);
    // Infinite terms of both signs, which say nothing, and so does the mean.
    return Double.isNaN(predicted)
        ? centre
        : Math.max(-Guards.LARGEST_TARGET, Math.min(predicted, Guards.LARGEST_TARGET));
  }

  private double extrapolated(double[] row) {
    double[] inputs = new double[weights.length];
    fill(row, inputs);
    double sum = centre;
    for (int i = 0; i < inputs.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return sum;
  }

  /** Sets means and scales, and finds the features that have missing values. */
  private int[] describe(Examples examples) {
    int[] missing = new int[means.length];
    int found = 0;
    for (int feature = 0; feature < means.length; feature++) {
      double[] known =
          Arrays.stream(examples.column(feature)).filter(value -> !Double.isNaN(value)).toArray();
      if (known.length < examples.size()) {
        missing[found++] = feature;
      }
      describe(feature, known);
    }
    return Arrays.copyOf(missing, found);
  }

  private void describe(int feature, double[] known) {
    double mean = Arrays.stream(known).average().orElse(0);
    double square = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double scale = 1 / Math.sqrt(square);
    boolean usable = scale > 0 && Double.isFinite(scale);
    means[feature] = usable ? mean : 0;
    // A constant column says nothing; nor does one that is beyond double arithmetic.
    scales[feature] = usable ? scale : 0;
  }

  private void fill(double[] row, double[] inputs) {
    for (int feature = 0; feature < row.length; feature++) {
      double value = row[feature];
      inputs[feature] =
          Double.isNaN(value) || scales[feature] == 0
              ? 0
              : (value - means[feature]) * scales[feature];
    }
    for (int i = 0; i < indicated.length; i++) {
      inputs[row.length + i] = Double.isNaN(row[indicated[i]]) ? 1 : 0;
    }
    inputs[inputs.length - 1] = 1;
  }

  /** Solves the normal equations, the constant last and without a ridge. */
  private double[] solve(Examples examples) {
    int width = means.length + indicated.length;
    double[][] squares = new double[width + 1][width + 1];
    double[] products = new double[width + 1];
    double[] inputs = new double[width + 1];
    for (int i = 0; i < examples.size(); i++) {
      fill(examples.rows()[i], inputs);
      add(inputs, examples.targets()[i] - centre, squares, products);
    }
    for (int i = 0; i < width; i++) {
      squares[i][i] += RIDGE * examples.size();
    }
    return Cholesky.solve(squares, products);
  }

  private static void add(double[] inputs, double target, double[][] squares, double[] products) {
    for (int i = 0; i < inputs.length; i++) {
      double input = inputs[i];
      if (input == 0) {
        continue;
      }
      products[i] += input * target;
      for (int j = 0; j <= i; j++) {
        squares[i][j] += input * inputs[j];
      }
    }
  }
}

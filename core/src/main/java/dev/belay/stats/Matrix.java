/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/** A small square matrix, mostly of covariances; immutable once it is built. */
final class Matrix {

  /** The part of the product of two variances below which their determinant is rounding. */
  private static final double SINGULAR = 1e-12;

  private final double[][] rows;

  Matrix(double[][] rows) {
    this.rows = rows;
  }

  static Matrix of(CrossProducts sums) {
    int size = sums.quantities();
    double[][] rows = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = sums.covariance(i, j);
      }
    }
    return new Matrix(rows);
  }

  int size() {
    return rows.length;
  }

  double at(int i, int j) {
    return rows[i][j];
  }

  /** The square block of {@code size} rows and columns from these on. */
  Matrix block(int row, int column, int size) {
    double[][] block = new double[size][size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows[row + i], column, block[i], 0, size);
    }
    return new Matrix(block);
  }

  /** This matrix and another, each times its weight. */
  Matrix plus(double weight, Matrix other, double otherWeight) {
    double[][] sum = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        sum[i][j] = weight * rows[i][j] + otherWeight * other.rows[i][j];
      }
    }
    return new Matrix(sum);
  }

  /** This matrix and {@code weight} times the product of a vector with itself. */
  Matrix plus(double weight, double[] vector) {
    double[][] square = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        square[i][j] = vector[i] * vector[j];
      }
    }
    return plus(1, new Matrix(square), weight);
  }

  /** The covariances of the weighted sums that {@code weights} has in its rows. */
  Matrix between(double[][] weights) {
    double[][] sandwich = new double[weights.length][weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        sandwich[i][j] = product(weights[i], weights[j]);
      }
    }
    return new Matrix(sandwich);
  }

  /** The covariance of two weighted sums. */
  double product(double[] weights, double[] others) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < others.length; j++) {
        sum += weights[i] * rows[i][j] * others[j];
      }
    }
    return sum;
  }

  /** A copy of the rows. */
  double[][] toRows() {
    return block(0, 0, size()).rows;
  }

  /** The matrix product. */
  Matrix times(Matrix other) {
    double[][] product = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        for (int k = 0; k < size(); k++) {
          product[i][j] += rows[i][k] * other.rows[k][j];
        }
      }
    }
    return new Matrix(product);
  }

  double trace() {
    double trace = 0;
    for (int i = 0; i < size(); i++) {
      trace += rows[i][i];
    }
    return trace;
  }

  /** Whether one or two quantities vary, and neither only with the other. */
  boolean invertible() {
    double scale = rows[0][0] * (size() == 1 ? 1 : rows[1][1]);
    return rows[0][0] > 0 && determinant() > SINGULAR * scale;
  }

  /** The product with a vector. */
  double[] times(double[] vector) {
    double[] product = new double[size()];
    for (int i = 0; i < size(); i++) {
      for (int k = 0; k < size(); k++) {
        product[i] += rows[i][k] * vector[k];
      }
    }
    return product;
  }

  /** The inverse for one or two quantities. */
  Matrix inverse() {
    if (size() == 1) {
      return new Matrix(new double[][] {{1 / rows[0][0]}});
    }
    double determinant = determinant();
    return new Matrix(
        new double[][] {
          {rows[1][1] / determinant, -rows[0][1] / determinant},
          {-rows[1][0] / determinant, rows[0][0] / determinant}
        });
  }

  private double determinant() {
    return size() == 1 ? rows[0][0] : rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];
  }
}

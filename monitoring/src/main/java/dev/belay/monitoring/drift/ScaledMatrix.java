/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

/** A square matrix times a power of e that keeps its entries within doubles. */
final class ScaledMatrix {

  private static final double LARGEST = 1e140;

  private final double[][] entries;
  private final double logScale;

  private ScaledMatrix(double[][] entries, double logScale) {
    this.entries = entries;
    this.logScale = logScale;
  }

  static ScaledMatrix of(double[][] entries) {
    return new ScaledMatrix(entries, 0);
  }

  double entry(int row, int column) {
    return entries[row][column];
  }

  double logScale() {
    return logScale;
  }

  /** By squaring; the exponent is at least 1. */
  ScaledMatrix power(int exponent) {
    if (exponent == 1) {
      return this;
    }
    ScaledMatrix half = power(exponent / 2);
    ScaledMatrix whole = half.times(half);
    return exponent % 2 == 0 ? whole : whole.times(this);
  }

  private ScaledMatrix times(ScaledMatrix other) {
    int size = entries.length;
    double[][] product = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double factor = entries[i][k];
        for (int j = 0; j < size && factor != 0; j++) {
          product[i][j] += factor * other.entries[k][j];
        }
      }
    }
    return new ScaledMatrix(product, logScale + other.logScale).scaled();
  }

  private ScaledMatrix scaled() {
    int middle = entries.length / 2;
    if (entries[middle][middle] < LARGEST) {
      return this;
    }
    for (double[] row : entries) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= LARGEST;
      }
    }
    return new ScaledMatrix(entries, logScale + Math.log(LARGEST));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

/** Solves a symmetric, positive definite system. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code a x = b}; overwrites both.
   *
   * @param a its lower triangle
   * @param b the right side
   * @return x, which is b
   */
  static double[] solve(double[][] a, double[] b) {
    decompose(a);
    for (int i = 0; i < b.length; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= a[i][j] * b[j];
      }
      b[i] /= a[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < b.length; j++) {
        b[i] -= a[j][i] * b[j];
      }
      b[i] /= a[i][i];
    }
    return b;
  }

  private static void decompose(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
  }
}

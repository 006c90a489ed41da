/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

/** The distribution of the Kolmogorov-Smirnov distance of one sample, and its limit. */
final class KolmogorovDistribution {

  /** From it on the sum over exponentials of λ² needs fewer terms than that of 1/λ². */
  private static final double BRANCH = 1.18;

  /** Above it twice the one-sided probability is the two-sided one to all digits. */
  private static final double ONE_SIDED_FROM = 4;

  private static final int LARGEST_EXACT = 2_000;

  private KolmogorovDistribution() {}

  /** The chance that the limit exceeds λ, by either of the two sums of Kolmogorov's. */
  static double survival(double lambda) {
    if (lambda < 0.04) {
      return 1;
    }
    return lambda < BRANCH ? 1 - theta(lambda) : tail(lambda);
  }

  private static double theta(double lambda) {
    double exponent = Math.PI * Math.PI / (8 * lambda * lambda);
    double sum = 0;
    for (int k = 1; k <= 9; k += 2) {
      sum += Math.exp(-k * k * exponent);
    }
    return Math.sqrt(2 * Math.PI) / lambda * sum;
  }

  private static double tail(double lambda) {
    double sum = 0;
    for (int k = 4; k >= 1; k--) {
      double term = Math.exp(-2.0 * k * k * lambda * lambda);
      sum += k % 2 == 0 ? -term : term;
    }
    return 2 * sum;
  }

  /** The λ exceeded with a probability, by bisection down to neighbouring doubles. */
  static double critical(double probability) {
    double low = 0;
    double high = 30;
    double middle = (low + high) / 2;
    while (low < middle && middle < high) {
      if (survival(middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
      middle = (low + high) / 2;
    }
    return middle;
  }

  /** The chance that n values of a known continuous distribution are further than d from it. */
  static double survival(long n, double d) {
    if (n > LARGEST_EXACT) {
      return survival(Math.sqrt((double) n) * d);
    }
    if (d >= 1) {
      return 0;
    }
    return n * d * d > ONE_SIDED_FROM
        ? Math.min(1, 2 * oneSided((int) n, d))
        : 1 - matrixForm((int) n, d);
  }

  /**
   * Z. W. Birnbaum and F. H. Tingey, Annals of Mathematical Statistics 22(4), 1951, pp. 592-596.
   */
  private static double oneSided(int n, double d) {
    double sum = 0;
    double logChoose = 0;
    for (int j = 0; j <= (int) Math.floor(n * (1 - d)); j++) {
      double above = d + (double) j / n;
      double below = 1 - above;
      if (below > 0) {
        sum += Math.exp(logChoose + (j - 1) * Math.log(above) + (n - j) * Math.log(below));
      }
      logChoose += Math.log((double) (n - j) / (j + 1));
    }
    return d * sum;
  }

  /**
   * The cumulative probability: G. Marsaglia, W. W. Tsang and J. Wang, Journal of Statistical
   * Software 8(18), 2003. With d = (k - h) / n it is n! / nⁿ times the middle entry of the n-th
   * power of a (2k - 1)-square matrix.
   */
  private static double matrixForm(int n, double d) {
    int k = (int) (n * d) + 1;
    ScaledMatrix power = ScaledMatrix.of(durbin(2 * k - 1, k - n * d)).power(n);
    double logFactor = 0;
    for (int i = 1; i <= n; i++) {
      logFactor += Math.log((double) i / n);
    }
    double middle = power.entry(k - 1, k - 1);
    return middle <= 0 ? 0 : Math.exp(Math.log(middle) + power.logScale() + logFactor);
  }

  /**
   * Durbin's matrix: 1 / (i - j + 1)! on and below the upper diagonal, less powers of h at a rim.
   */
  private static double[][] durbin(int size, double h) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size && j <= i + 1; j++) {
        matrix[i][j] = 1;
      }
    }
    for (int i = 0; i < size; i++) {
      matrix[i][0] -= Math.pow(h, i + 1.0);
      matrix[size - 1][i] -= Math.pow(h, size - i);
    }
    matrix[size - 1][0] += Math.pow(Math.max(0, 2 * h - 1), size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        for (int divisor = 2; divisor <= i - j + 1; divisor++) {
          matrix[i][j] /= divisor;
        }
      }
    }
    return matrix;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * The outcomes of both arms of one stratum, adjusted by least squares for as many covariates: the
 * slopes are common to the arms, each arm has a level of its own, and both are read at the mean of
 * the covariates over the stratum.
 *
 * <p>With W the sums of products within the arms, the slopes are T = Wyx Wxx⁻¹ and the residual
 * covariance is Σ = (Wyy - T Wxy)/(n - 3q) for q outcomes. An arm at distance d from that mean has
 * the variance (1/n_arm + d'Wxx⁻¹d) Σ; that the mean is itself observed adds (T S T' + tr(Wxx⁻¹S)
 * Σ)/n to either arm and to their covariance, S being the covariance of the covariates.
 */
final class Regression {

  private final Sample baseline;
  private final Sample candidate;
  private final int size;
  private final double n;
  private final Matrix within;

  /** The first half of the quantities are outcomes, the second half their covariates. */
  Regression(Sample baseline, Sample candidate) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.size = baseline.quantities() / 2;
    this.n = (double) baseline.n() + candidate.n();
    this.within =
        baseline.covariance().plus(baseline.n() - 1.0, candidate.covariance(), candidate.n() - 1.0);
  }

  /** Whether the covariates vary, and there are more units than the residuals take. */
  boolean possible() {
    return within.block(size, size, size).invertible() && n > 3.0 * size;
  }

  Stratum stratum() {
    Matrix inverse = within.block(size, size, size).inverse();
    Matrix slopes = within.block(0, size, size).times(inverse);
    Matrix covariates = covariates();
    Matrix shift = covariates.between(slopes.toRows());
    double common = inverse.times(covariates).trace() / n;
    double[][] distances = {distance(candidate), distance(baseline)};
    double[][] levels = inverse.between(distances).toRows();
    levels[0][0] += 1.0 / candidate.n();
    levels[1][1] += 1.0 / baseline.n();
    Matrix residual = residual(slopes);
    double[][] rows = new double[2 * size][2 * size];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        double level = levels[i / size][j / size] + common;
        rows[i][j] = level * residual.at(i % size, j % size) + shift.at(i % size, j % size) / n;
      }
    }
    return new Stratum(baseline.n(), candidate.n(), means(slopes, distances), new Matrix(rows));
  }

  private double[] means(Matrix slopes, double[][] distances) {
    double[] ofCandidate = slopes.times(distances[0]);
    double[] ofBaseline = slopes.times(distances[1]);
    double[] means = new double[2 * size];
    for (int i = 0; i < size; i++) {
      means[i] = candidate.mean(i) - ofCandidate[i];
      means[size + i] = baseline.mean(i) - ofBaseline[i];
    }
    return means;
  }

  private Matrix residual(Matrix slopes) {
    double divisor = n - 3 * size;
    Matrix explained = within.block(size, size, size).between(slopes.toRows());
    return within.block(0, 0, size).plus(1 / divisor, explained, -1 / divisor);
  }

  /** The covariances of the covariates over both arms, with divisor n - 1. */
  private Matrix covariates() {
    double[] between = new double[size];
    for (int i = 0; i < size; i++) {
      between[i] = candidate.mean(size + i) - baseline.mean(size + i);
    }
    double weight = candidate.n() * (baseline.n() / n);
    Matrix squares = within.block(size, size, size).plus(weight, between);
    return squares.plus(1 / (n - 1), squares, 0);
  }

  /** How far the covariates of an arm are from their mean over both. */
  private double[] distance(Sample arm) {
    Sample other = arm == candidate ? baseline : candidate;
    double[] distance = new double[size];
    for (int i = 0; i < size; i++) {
      distance[i] = other.n() / n * (arm.mean(size + i) - other.mean(size + i));
    }
    return distance;
  }
}

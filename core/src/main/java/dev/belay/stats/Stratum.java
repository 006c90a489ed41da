/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;
import java.util.List;

/**
 * The means of both arms within one stratum, or combined over several: one quantity of each arm, or
 * two that make a ratio.
 */
final class Stratum {

  private final long baselineUnits;
  private final long candidateUnits;
  private final double[] means;
  private final Matrix covariance;
  private final double events;

  /** The candidate's quantities come first. */
  Stratum(long baselineUnits, long candidateUnits, double[] means, Matrix covariance) {
    this(baselineUnits, candidateUnits, means, covariance, Double.POSITIVE_INFINITY);
  }

  private Stratum(
      long baselineUnits, long candidateUnits, double[] means, Matrix covariance, double events) {
    this.events = events;
    this.baselineUnits = baselineUnits;
    this.candidateUnits = candidateUnits;
    this.means = means;
    this.covariance = covariance;
  }

  /** Two arms that are independent of each other. */
  static Stratum of(Sample baseline, Sample candidate) {
    int size = baseline.quantities();
    double[] means = new double[2 * size];
    double[][] rows = new double[2 * size][2 * size];
    for (int i = 0; i < size; i++) {
      means[i] = candidate.mean(i);
      means[size + i] = baseline.mean(i);
      for (int j = 0; j < size; j++) {
        rows[i][j] = candidate.covariance().at(i, j) / candidate.n();
        rows[size + i][size + j] = baseline.covariance().at(i, j) / baseline.n();
      }
    }
    return new Stratum(baseline.n(), candidate.n(), means, new Matrix(rows));
  }

  /**
   * Post-stratification: with shares ν of the strata the mean is Σνm and its covariance Σν²V +
   * (Σνmm' - (Σνm)(Σνm)')/N, the second part because the shares are themselves observed.
   */
  static Stratum combined(List<Stratum> strata) {
    long baselineUnits = strata.stream().mapToLong(stratum -> stratum.baselineUnits).sum();
    long candidateUnits = strata.stream().mapToLong(stratum -> stratum.candidateUnits).sum();
    double n = (double) baselineUnits + candidateUnits;
    double[] means = new double[strata.get(0).means.length];
    Matrix covariance = new Matrix(new double[means.length][means.length]);
    for (Stratum stratum : strata) {
      double share = stratum.units() / n;
      Arrays.setAll(means, i -> means[i] + share * stratum.means[i]);
      covariance = covariance.plus(1, stratum.covariance, share * share);
    }
    for (Stratum stratum : strata) {
      covariance = covariance.plus(stratum.units() / n / n, stratum.distance(means));
    }
    double events = strata.stream().mapToDouble(stratum -> stratum.events).sum();
    return new Stratum(baselineUnits, candidateUnits, means, covariance, events);
  }

  /** The same, of shares of which the rarest outcome of an arm was seen so often. */
  Stratum withEvents(double events) {
    return new Stratum(baselineUnits, candidateUnits, means, covariance, events);
  }

  /**
   * At most how often each arm saw its rarer outcome; infinite where the quantities are no shares.
   */
  double events() {
    return events;
  }

  long units() {
    return baselineUnits + candidateUnits;
  }

  long smallerArm() {
    return Math.min(baselineUnits, candidateUnits);
  }

  /** The least size of a denominator in its standard errors: infinite where there is none. */
  double denominatorStatistic() {
    return means.length == 2 ? Double.POSITIVE_INFINITY : Math.min(statistic(1), statistic(3));
  }

  /** What is compared: the means themselves, or the ratio of two. */
  ArmPair pair() {
    return means.length == 2 ? pair(means[0], means[1], covariance) : ratios();
  }

  private ArmPair ratios() {
    double candidate = means[0] / means[1];
    double baseline = means[2] / means[3];
    double[][] gradients = {
      {1 / means[1], -candidate / means[1], 0, 0}, {0, 0, 1 / means[3], -baseline / means[3]}
    };
    return pair(candidate, baseline, covariance.between(gradients));
  }

  private static ArmPair pair(double candidate, double baseline, Matrix covariance) {
    return new ArmPair(
        candidate, baseline, covariance.at(0, 0), covariance.at(0, 1), covariance.at(1, 1));
  }

  private double statistic(int i) {
    return means[i] == 0 ? 0 : Math.abs(means[i]) / Math.sqrt(covariance.at(i, i));
  }

  private double[] distance(double[] others) {
    double[] distance = new double[means.length];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = means[i] - others[i];
    }
    return distance;
  }
}

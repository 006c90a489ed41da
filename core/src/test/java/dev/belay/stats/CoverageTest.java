/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * How often 95 % intervals hold the truth, on simulated data of which the truth is known. With
 * 2,000 repetitions the share is known to about 0.5 %; seeds are fixed.
 */
class CoverageTest {

  private static final int REPETITIONS = 2_000;

  @Test
  void intervalsOfDaysThatGoWrongTogether_coverOnlyIfClustered() {
    Random random = new Random(42);
    int clustered = 0;
    int naive = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      Days days = Days.simulated(random);
      clustered += days.clustered.absolute().excludes(-1) ? 0 : 1;
      naive += days.independent.absolute().excludes(-1) ? 0 : 1;
    }
    assertThat(share(clustered)).isBetween(0.935, 0.965);
    assertThat(share(naive)).isBetween(0.3, 0.7);
  }

  @Test
  void relativeIntervalsOfDaysThatGoWrongTogether_coverOnlyIfClustered() {
    Random random = new Random(43);
    int clustered = 0;
    int naive = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      Days days = Days.simulated(random);
      clustered += days.clustered.relative().excludes(-0.1) ? 0 : 1;
      naive += days.independent.relative().excludes(-0.1) ? 0 : 1;
    }
    assertThat(share(clustered)).isBetween(0.925, 0.965);
    assertThat(share(naive)).isBetween(0.3, 0.7);
  }

  @Test
  void intervalsOfRegressionMetrics_coverTheTruthOfNormalErrors() {
    double bias = 0.5;
    double square = 1 + bias * bias;
    double mae = 2 * density(bias) + bias * (2 * 0.6914624612740131 - 1);
    assertThat(coverage(RegressionMetrics::bias, bias)).isBetween(0.935, 0.965);
    assertThat(coverage(RegressionMetrics::mae, mae)).isBetween(0.935, 0.965);
    assertThat(coverage(RegressionMetrics::rmse, Math.sqrt(square))).isBetween(0.93, 0.965);
    assertThat(coverage(RegressionMetrics::r2, 1 - square / 9)).isBetween(0.925, 0.965);
    assertThat(coverage(RegressionMetrics::explainedVariance, 1 - 1 / 9.0)).isBetween(0.925, 0.965);
  }

  @Test
  void intervalOfTheMedian_coversAtLeastItsLevelForSkewedErrors() {
    Random random = new Random(44);
    int covered = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      double[] errors = random.doubles(30).map(share -> -Math.log1p(-share)).toArray();
      Figure figure = RegressionMetrics.medianAbsoluteError(errors, new double[30]);
      covered += figure.excludes(Math.log(2)) ? 0 : 1;
    }
    assertThat(share(covered)).isBetween(0.945, 0.975);
  }

  /** Actuals with deviation 3, errors with deviation 1 and mean 0.5, independent of them. */
  private static double coverage(Function<RegressionMetrics, Figure> figure, double truth) {
    Random random = new Random(45);
    int covered = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      RegressionMetrics metrics = RegressionMetrics.inUnit("");
      for (int pair = 0; pair < 200; pair++) {
        double actual = 10 + 3 * random.nextGaussian();
        metrics.add(actual + 0.5 + random.nextGaussian(), actual);
      }
      covered += figure.apply(metrics).excludes(truth) ? 0 : 1;
    }
    return share(covered);
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double share(int covered) {
    return (double) covered / REPETITIONS;
  }

  /**
   * 40 days of 15 pairs. Baseline losses are 10 and candidate losses 9 on average; each day adds
   * its own to either.
   */
  private static final class Days {

    final PairedDifference.Clustered clustered = PairedDifference.clustered("min");
    final PairedDifference.Independent independent = PairedDifference.independent("min");

    static Days simulated(Random random) {
      Days days = new Days();
      for (int day = 0; day < 40; day++) {
        double baselineDay = 10 + random.nextGaussian();
        double candidateDay = 9 + random.nextGaussian();
        for (int pair = 0; pair < 15; pair++) {
          double baseline = baselineDay + random.nextGaussian();
          double candidate = candidateDay + random.nextGaussian();
          days.clustered.add(day, candidate, baseline);
          days.independent.add(candidate, baseline);
        }
      }
      return days;
    }
  }
}

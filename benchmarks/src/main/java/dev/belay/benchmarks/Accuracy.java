/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.stats.Figure;
import dev.belay.stats.RegressionMetrics;

/**
 * How good predictions were. The intervals take every journey as evidence of its own, which makes
 * them too narrow where a bad day spoils many: for comparisons there is {@link Contest}.
 *
 * @param mae the mean absolute error in minutes
 * @param rmse the root mean squared error in minutes
 * @param r2 the share of the variance that is explained
 * @param medianError the median absolute error in minutes
 */
record Accuracy(Figure mae, Figure rmse, Figure r2, Figure medianError) {

  static Accuracy of(double[] predicted, double[] actual) {
    RegressionMetrics metrics = RegressionMetrics.inUnit("min");
    for (int i = 0; i < actual.length; i++) {
      metrics.add(predicted[i], actual[i]);
    }
    return new Accuracy(
        metrics.mae(),
        metrics.rmse(),
        metrics.r2(),
        RegressionMetrics.medianAbsoluteError(predicted, actual).withUnit("min"));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the model has to beat, learned from the training part alone: predictions by name. */
final class Baselines {
  static final String MEAN = "mean";
  static final String MEDIAN = "median";
  static final String HEURISTIC = "heuristic";
  static final String LINEAR = "linear";

  private Baselines() {}

  /**
   * Predicts the hold-out.
   *
   * @param heuristic the host's values for the hold-out; empty if there is no heuristic
   */
  static Map<String, double[]> of(Partition rows, Loss loss, double[] heuristic) {
    Map<String, double[]> predictions = new LinkedHashMap<>();
    predictions.put(MEAN, constant(rows, rows.train().meanTarget()));
    predictions.put(MEDIAN, constant(rows, quantile(rows.train().targets(), 0.5)));
    if (loss.judge() == Judge.PINBALL) {
      predictions.put(
          loss.toString(), constant(rows, quantile(rows.train().targets(), loss.level())));
    }
    if (heuristic.length > 0) {
      predictions.put(HEURISTIC, heuristic);
    }
    predictions.put(LINEAR, predict(rows.test(), LinearBaseline.fit(rows.train())::predict));
    return predictions;
  }

  static double[] predict(Examples test, ToDoubleFunction<double[]> model) {
    return Arrays.stream(test.rows()).mapToDouble(model).toArray();
  }

  private static double[] constant(Partition rows, double value) {
    double[] predictions = new double[rows.test().size()];
    Arrays.fill(predictions, value);
    return predictions;
  }

  /** Between two values it is interpolated, so that the median of an even number is their mean. */
  static double quantile(double[] values, double level) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = level * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}

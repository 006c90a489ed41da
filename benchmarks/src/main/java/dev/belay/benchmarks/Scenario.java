/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A data set the main job runs on, with what was known when and the rules that were there before
 * any model. Immutable.
 *
 * @param <J> the journeys of the data set
 */
interface Scenario<J extends Journey> {

  /** The data set's name as the report has it; begins with SIMULATED if nobody measured it. */
  String data();

  /** Where the data come from and what is not in them. */
  String note();

  /** All journeys in the order of their predictions. */
  List<J> journeys();

  /** Predictions before this moment are for training, the others are replayed. */
  Instant testFrom();

  /** All that is known when predicting. */
  FeatureSet<J> features();

  /** The same without the weather. */
  FeatureSet<J> featuresWithoutWeather();

  /** The rule for absolute errors, learned from the training part: the predictor's fallback. */
  ToDoubleFunction<J> medianRule();

  /** The rule for squared errors, learned from the training part. */
  ToDoubleFunction<J> meanRule();

  /** The delay in minutes from which a prediction is not believed. */
  double mostPlausible();

  /** The R² above which a model has seen something it could not know, until explained. */
  double suspiciousR2();

  /** The best that can be known of a journey; null where nobody knows it, as in real data. */
  default @Nullable Oracle<J> oracle() {
    return null;
  }

  /**
   * The data set's own generator, asked what it will do on average.
   *
   * @param <J> the journeys of the data set
   * @param median the conditional median given the features: no prediction has a smaller MAE
   * @param mean the conditional mean given the features: no prediction has a smaller RMSE
   */
  record Oracle<J>(ToDoubleFunction<J> median, ToDoubleFunction<J> mean) {}

  /** The journeys predicted before the test begins. */
  default List<J> training() {
    return journeys().subList(0, firstTest());
  }

  /** The journeys predicted from the beginning of the test on. */
  default List<J> test() {
    return journeys().subList(firstTest(), journeys().size());
  }

  private int firstTest() {
    long from = testFrom().getEpochSecond();
    int low = 0;
    int high = journeys().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (journeys().get(middle).predictionEpochSecond() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

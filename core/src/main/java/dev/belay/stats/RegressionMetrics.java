/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;

/**
 * How far predictions were from the truth: mean absolute error, root mean squared error, bias, R²,
 * explained variance and largest error, from pairs observed one by one.
 *
 * <pre>{@code
 * RegressionMetrics metrics = RegressionMetrics.inUnit("min");
 * metrics.add(14.2, 12.0);   // predicted, actual
 * metrics.add(8.5, 9.1);
 * Figure mae = metrics.mae();   // 1.400 min [0.000, 11.565] (95 %, n = 2, ...)
 * }</pre>
 *
 * <p>The error is predicted less actual: a positive bias is a prediction that is too high. No pair
 * is kept and accumulators merge; the result does not depend on order or grouping beyond rounding,
 * nor on a large common offset of predictions and actuals.
 *
 * <p>Every interval assumes independent pairs (errors of one day are not: compare models with
 * {@link PairedDifference#clustered}), and is at 95 % unless a level is given. Intervals other than
 * that of the bias rest on large samples. They are cut where the truth cannot be: errors below 0,
 * R² above 1. With one pair, or no spread at all, there is a value and no interval. With no pair
 * every figure is undefined. Not thread-safe.
 */
public final class RegressionMetrics {

  private final String unit;
  private final Moments absolute = new Moments();
  private final Moments squared = new Moments();
  private final Comoments errorAndActual = new Comoments();

  private RegressionMetrics(String unit) {
    this.unit = Objects.requireNonNull(unit, "unit");
  }

  /**
   * Metrics of nothing yet.
   *
   * @param unit the unit of predictions and actuals, such as {@code min}; empty for pure numbers
   * @return an empty accumulator
   */
  public static RegressionMetrics inUnit(String unit) {
    return new RegressionMetrics(unit);
  }

  /**
   * Metrics of two arrays, pair by pair, without a unit.
   *
   * @param predicted the predictions
   * @param actual the truth, of the same length
   * @return an accumulator that holds these pairs
   * @throws IllegalArgumentException if the lengths differ, or a value is not finite or above 1e70
   *     in size
   */
  public static RegressionMetrics of(double[] predicted, double[] actual) {
    requireSameLength(predicted, actual);
    RegressionMetrics metrics = inUnit("");
    for (int i = 0; i < predicted.length; i++) {
      metrics.add(predicted[i], actual[i]);
    }
    return metrics;
  }

  /**
   * The median of the absolute errors with a 95 % interval: {@code medianAbsoluteError(predicted,
   * actual, 0.95)}.
   *
   * @param predicted the predictions
   * @param actual the truth, of the same length
   * @return the median without a unit, undefined if there is no pair
   * @throws IllegalArgumentException if the lengths differ, or a value is not finite or above 1e70
   *     in size
   */
  public static Figure medianAbsoluteError(double[] predicted, double[] actual) {
    return medianAbsoluteError(predicted, actual, Interval.DEFAULT_LEVEL);
  }

  /**
   * The median of the absolute errors, exact: it needs all of them, hence the arrays. The interval
   * is that of the order statistics and assumes independent pairs only (Thompson, Annals of
   * Mathematical Statistics 7(3), 1936, pp. 122-128); with few pairs, under 6 at 95 %, there is
   * none.
   *
   * @param predicted the predictions
   * @param actual the truth, of the same length
   * @param level the level of the interval, between 0 and 1
   * @return the median without a unit, undefined if there is no pair
   * @throws IllegalArgumentException if the lengths differ, a value is not finite or above 1e70 in
   *     size, or the level is not between 0 and 1
   */
  public static Figure medianAbsoluteError(double[] predicted, double[] actual, double level) {
    requireSameLength(predicted, actual);
    double[] errors = new double[predicted.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(error(predicted[i], actual[i]));
    }
    return Median.of(errors, level, "median absolute error");
  }

  /**
   * Adds one prediction and what really happened.
   *
   * @param predicted the prediction, finite and at most 1e70 in size
   * @param actual the truth, likewise
   * @throws IllegalArgumentException if either is not; these metrics are then unchanged
   */
  public void add(double predicted, double actual) {
    double error = error(predicted, actual);
    absolute.addUnchecked(Math.abs(error));
    squared.addUnchecked(error * error);
    errorAndActual.add(error, actual);
  }

  /**
   * Adds all that {@code other} has seen; {@code other} is unchanged.
   *
   * @param other the metrics to add, in the same unit
   * @throws IllegalArgumentException if its unit is another
   */
  public void merge(RegressionMetrics other) {
    if (!unit.equals(other.unit)) {
      throw new IllegalArgumentException("unit must be '" + unit + "': '" + other.unit + "'");
    }
    absolute.merge(other.absolute);
    squared.merge(other.squared);
    errorAndActual.merge(other.errorAndActual);
  }

  /**
   * The number of pairs.
   *
   * @return how many pairs were added, merged ones included
   */
  public long count() {
    return absolute.count();
  }

  /**
   * The mean absolute error with a 95 % interval.
   *
   * @return {@code mae(0.95)}
   */
  public Figure mae() {
    return mae(Interval.DEFAULT_LEVEL);
  }

  /**
   * The mean absolute error, with Student's t interval of a mean.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the mean of |predicted - actual|, in the unit of the values
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure mae(double level) {
    Interval.requireLevel(level);
    return count() == 0
        ? undefined("no values")
        : figure(absolute.meanEstimate().atLeast(0), level, "mean absolute error");
  }

  /**
   * The root mean squared error with a 95 % interval.
   *
   * @return {@code rmse(0.95)}
   */
  public Figure rmse() {
    return rmse(Interval.DEFAULT_LEVEL);
  }

  /**
   * The square root of the mean of (predicted - actual)². Its standard error is that of the mean
   * square over twice the root (delta method: A. W. van der Vaart, <i>Asymptotic Statistics</i>,
   * 1998, chapter 3).
   *
   * @param level the level of the interval, between 0 and 1
   * @return the root mean squared error, in the unit of the values
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure rmse(double level) {
    Interval.requireLevel(level);
    if (count() == 0) {
      return undefined("no values");
    }
    Estimate square = squared.meanEstimate();
    double root = Math.sqrt(square.value());
    double error = root == 0 ? 0 : square.standardError() / (2 * root);
    Estimate estimate = Estimate.of(root, error, square.degreesOfFreedom()).atLeast(0);
    return figure(estimate, level, "root mean squared error, delta method");
  }

  /**
   * The bias with a 95 % interval.
   *
   * @return {@code bias(0.95)}
   */
  public Figure bias() {
    return bias(Interval.DEFAULT_LEVEL);
  }

  /**
   * The mean of predicted less actual, with Student's t interval of a mean.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the bias, above 0 if predictions are too high, in the unit of the values
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure bias(double level) {
    Interval.requireLevel(level);
    long n = count();
    if (n == 0) {
      return undefined("no values");
    }
    double error = Math.sqrt(errorAndActual.squaresX() / n / (n - 1));
    return figure(Estimate.of(errorAndActual.meanX(), error, n - 1.0), level, "mean error");
  }

  /**
   * The coefficient of determination with a 95 % interval.
   *
   * @return {@code r2(0.95)}
   */
  public Figure r2() {
    return r2(Interval.DEFAULT_LEVEL);
  }

  /**
   * The coefficient of determination R²: 1 less the mean of (predicted - actual)² over the variance
   * of these same actuals. It is negative where predicting their mean would have been better, and
   * undefined with fewer than two pairs or constant actuals.
   *
   * <p>The interval is that of a ratio of two means by the delta method (van der Vaart, chapter 3);
   * that the mean of the actuals is itself estimated has no effect of first order.
   *
   * @param level the level of the interval, between 0 and 1
   * @return R², a pure number
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure r2(double level) {
    double square = count() == 0 ? 0 : squared.mean() * count();
    return oneLessRatio(square, errorAndActual.meanX(), level, "R²");
  }

  /**
   * The explained variance with a 95 % interval.
   *
   * @return {@code explainedVariance(0.95)}
   */
  public Figure explainedVariance() {
    return explainedVariance(Interval.DEFAULT_LEVEL);
  }

  /**
   * 1 less the variance of the errors over that of the actuals: R² if the bias were taken out.
   * Undefined with fewer than two pairs or constant actuals; the interval is found as for {@link
   * #r2(double)}.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the explained variance, a pure number
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure explainedVariance(double level) {
    return oneLessRatio(errorAndActual.squaresX(), 0, level, "explained variance");
  }

  /**
   * The largest absolute error. The largest of a sample says nothing about the largest to come, so
   * there is no interval.
   *
   * @return the largest |predicted - actual|, in the unit of the values
   */
  public Figure maxError() {
    String method = "largest absolute error, no interval: an extreme";
    return count() == 0
        ? undefined("no values")
        : Figure.point(absolute.max(), count(), method).withUnit(unit);
  }

  /** Returns the mean absolute error and R², as they read. */
  @Override
  public String toString() {
    return "RegressionMetrics[mae=" + mae() + ", r2=" + r2() + "]";
  }

  /**
   * With e the error plus an offset, c the deviation of the actual and r the ratio of the sums of
   * their squares, one pair moves the ratio by (e² - r c²) / mean c²: the influence whose spread is
   * the standard error.
   */
  private Figure oneLessRatio(double squares, double offset, double level, String name) {
    Interval.requireLevel(level);
    long n = count();
    double total = errorAndActual.squaresY();
    if (n < 2) {
      return Figure.undefined("fewer than 2 values", n);
    }
    if (total == 0) {
      return Figure.undefined("constant actuals", n);
    }
    double ratio = squares / total;
    double influence = errorAndActual.squaredContrast(offset, ratio);
    double error = Math.sqrt(influence * n / (n - 1)) / total;
    return Estimate.of(1 - ratio, error, n - 1.0)
        .atMost(1)
        .figure(level, n, name + ", delta method");
  }

  private Figure figure(Estimate estimate, double level, String method) {
    return estimate.figure(level, count(), method).withUnit(unit);
  }

  private Figure undefined(String reason) {
    return Figure.undefined(reason, count()).withUnit(unit);
  }

  private static double error(double predicted, double actual) {
    return Moments.requireUsable("predicted", predicted) - Moments.requireUsable("actual", actual);
  }

  private static void requireSameLength(double[] predicted, double[] actual) {
    if (predicted.length != actual.length) {
      throw new IllegalArgumentException(
          "as many predictions as actuals are needed: " + predicted.length + ", " + actual.length);
    }
  }
}

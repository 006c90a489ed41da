/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a model is to be good at. It decides what the model predicts, so it is chosen and never
 * assumed: with a long tail the mean and the median are far apart, and a model that minimises one
 * may be worse than a constant at the other. Immutable.
 */
public final class Loss {
  private enum Kind {
    MEAN,
    MEDIAN,
    QUANTILE,
    LOGISTIC
  }

  private final Kind kind;
  private final double level;

  private Loss(Kind kind, double level) {
    this.kind = kind;
    this.level = level;
  }

  /**
   * {@return the squared error, which is least at the mean: for sums and totals; judged by RMSE}
   */
  public static Loss mean() {
    return new Loss(Kind.MEAN, Double.NaN);
  }

  /**
   * {@return the absolute error, which is least at the median: for what is typical; judged by MAE}
   */
  public static Loss median() {
    return new Loss(Kind.MEDIAN, 0.5);
  }

  /**
   * The pinball loss, which is least at a quantile: 0.9 for a value that nine of ten do not exceed.
   *
   * @param level which quantile, between 0 and 1, both excluded
   * @return the loss
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public static Loss quantile(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a quantile is between 0 and 1, not at " + level);
    }
    return new Loss(Kind.QUANTILE, level);
  }

  /**
   * {@return the logarithmic loss of a target that is 0 or 1: the model predicts the probability of
   * 1; judged by RMSE, whose square is then the Brier score}
   */
  public static Loss logistic() {
    return new Loss(Kind.LOGISTIC, Double.NaN);
  }

  boolean ofMean() {
    return kind == Kind.MEAN;
  }

  boolean ofYesOrNo() {
    return kind == Kind.LOGISTIC;
  }

  /** The figure this loss is judged by. */
  Judge judge() {
    return switch (kind) {
      case MEAN, LOGISTIC -> Judge.RMSE;
      case MEDIAN -> Judge.MAE;
      case QUANTILE -> Judge.PINBALL;
    };
  }

  /** The quantile that minimises the loss; only for losses judged by MAE or pinball loss. */
  double level() {
    return level;
  }

  /** The loss of one prediction, by which it is compared with another one of the same row. */
  double of(double predicted, double actual) {
    double error = actual - predicted;
    return switch (kind) {
      case MEAN, LOGISTIC -> error * error;
      case MEDIAN -> Math.abs(error);
      case QUANTILE -> Math.max(level * error, (level - 1) * error);
    };
  }

  /** What that is called. */
  String measure() {
    return switch (kind) {
      case MEAN -> "mean squared error";
      case LOGISTIC -> "Brier score";
      case MEDIAN -> "MAE";
      case QUANTILE -> "pinball loss";
    };
  }

  Map<String, Object> xgboostParameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(
        "objective",
        switch (kind) {
          case MEAN -> "reg:squarederror";
          case MEDIAN -> "reg:absoluteerror";
          case QUANTILE -> "reg:quantileerror";
          case LOGISTIC -> "binary:logistic";
        });
    if (kind == Kind.QUANTILE) {
      parameters.put("quantile_alpha", level);
    }
    return parameters;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Loss loss
        && kind == loss.kind
        && Double.compare(level, loss.level) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, level);
  }

  /** Returns {@code mean}, {@code median}, {@code quantile 0.9} or {@code logistic}. */
  @Override
  public String toString() {
    return switch (kind) {
      case MEAN -> "mean";
      case MEDIAN -> "median";
      case QUANTILE -> "quantile " + level;
      case LOGISTIC -> "logistic";
    };
  }
}

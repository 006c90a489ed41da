/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.FeatureSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is refused before anything is trained. Rows are named by their index in the host's list. */
final class Guards {
  static final int FEWEST_TRAINING_ROWS = 100;
  static final int FEWEST_TEST_ROWS = 30;

  /** More than that of the target by one feature is not skill but a copy. */
  static final double LEAK = 0.99;

  /** The trainers square targets in single precision; more is no target, prediction or rule. */
  static final double LARGEST_TARGET = 1e15;

  /** How many values single precision must have within a standard deviation of the target. */
  private static final int STEPS_PER_SPREAD = 1_000;

  private Guards() {}

  static double target(double target, int row, Loss loss) {
    if (!(Math.abs(target) <= LARGEST_TARGET)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the target of row %d must be a number up to 1e15 in size: %s",
              row,
              target));
    }
    if (loss.ofYesOrNo() && target != 0 && target != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the target of row %d must be 0 or 1 for the logistic loss: %s",
              row,
              target));
    }
    return target;
  }

  static double[] features(double[] values, int row, List<String> names) {
    for (int feature = 0; feature < values.length; feature++) {
      if (Math.abs(values[feature]) > Float.MAX_VALUE) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "feature '%s' of row %d is beyond single precision: %s (unknown is NaN)",
                names.get(feature),
                row,
                values[feature]));
      }
    }
    return values;
  }

  static long moment(long epochSecond, int row) {
    if (epochSecond < Instant.MIN.getEpochSecond() || epochSecond > Instant.MAX.getEpochSecond()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the moment of row %d is no epoch second: %d", row, epochSecond));
    }
    return epochSecond;
  }

  static <Q> void observedInTime(FeatureSet<Q> features, Q query, long epochSecond, int row) {
    List<String> late = features.observedAfter(query, epochSecond);
    if (!late.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "feature '%s' of row %d was observed after the moment of its prediction, %s",
              late.get(0),
              row,
              Instant.ofEpochSecond(epochSecond)));
    }
  }

  static void size(ModelReport.Split split) {
    size(split, "train on", split.trainRows(), FEWEST_TRAINING_ROWS);
    size(split, "judge on", split.testRows(), FEWEST_TEST_ROWS);
  }

  private static void size(ModelReport.Split split, String purpose, int rows, int fewest) {
    if (rows < fewest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d rows to %s, at least %d are needed; the split is %s",
              rows,
              purpose,
              fewest,
              split));
    }
  }

  static void varies(Examples train) {
    for (double target : train.targets()) {
      if (target != train.targets()[0]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the target is %s in all %,d training rows: there is nothing to learn",
            train.targets()[0],
            train.size()));
  }

  /** Refuses a target that is rounded by more than a thousandth of its standard deviation. */
  static void tellsTargetsApart(Examples train) {
    double largest = Arrays.stream(train.targets()).map(Math::abs).max().orElse(0);
    double mean = train.meanTarget();
    double variance =
        Arrays.stream(train.targets()).map(t -> (t - mean) * (t - mean)).average().orElse(0);
    double spread = Math.sqrt(variance);
    if (Math.ulp((float) largest) > spread / STEPS_PER_SPREAD) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the target is about %.3g but spreads only by %.3g: single precision cannot tell its"
                  + " values apart; subtract a constant, or take the RandomForest",
              largest,
              spread));
    }
  }

  static void noLeak(Examples train, List<String> names, Set<String> allowed) {
    for (int feature = 0; feature < names.size(); feature++) {
      String name = names.get(feature);
      if (!allowed.contains(name)) {
        noLeak(name, SingleColumn.best(train, feature));
      }
    }
  }

  private static void noLeak(String name, SingleColumn.Fit fit) {
    if (fit.r2() > LEAK) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "feature '%s' alone explains the target with an R² of %.4f (by %s), above %.2f: a leak"
                  + " until shown otherwise, and then allow(\"%s\")",
              name,
              fit.r2(),
              fit.by(),
              LEAK,
              name));
    }
  }

  static double heuristic(double value, int row) {
    if (!(Math.abs(value) <= LARGEST_TARGET)) {
      throw new IllegalArgumentException(
          "the heuristic's value for row "
              + row
              + " must be a number up to 1e15 in size: "
              + value);
    }
    return value;
  }
}

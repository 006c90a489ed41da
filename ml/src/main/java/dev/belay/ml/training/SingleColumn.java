/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of the target one feature explains by itself: the best R² of four simple fits, each with
 * a value of its own for missing.
 *
 * <ul>
 *   <li>a straight line: the target itself, in whatever unit;
 *   <li>a straight line between ranks, whose R² is that of the ranks: a rising or falling function
 *       of the target;
 *   <li>one step at the best place: a yes or no that follows from the feature;
 *   <li>a step function over {@value #BINS} bins of about equal size: any other function.
 * </ul>
 */
final class SingleColumn {
  private static final int BINS = 64;

  /** Enough to tell 0.99 from less, and sorted in no time. */
  private static final int MOST_ROWS = 20_000;

  private final double[] values;
  private final double[] targets;
  private final double[] unknown;

  /** In ascending order of the values, then the targets of the rows whose value is missing. */
  private SingleColumn(double[] values, double[] targets, double[] unknown) {
    this.values = values;
    this.targets = targets;
    this.unknown = unknown;
  }

  /**
   * The best of the fits.
   *
   * @param r2 its R², 0 for a target that does not vary
   * @param by what it is
   */
  record Fit(double r2, String by) {}

  /** The best fit on at most 20,000 rows, evenly spread. */
  static Fit best(Examples examples, int feature) {
    int size = Math.min(examples.size(), MOST_ROWS);
    double[] values = new double[size];
    double[] targets = new double[size];
    for (int i = 0; i < size; i++) {
      int row = (int) ((long) i * examples.size() / size);
      values[i] = examples.rows()[row][feature];
      targets[i] = examples.targets()[row];
    }
    return best(values, targets);
  }

  static Fit best(double[] values, double[] targets) {
    SingleColumn plain = of(values, targets);
    double[] targetRanks = ranks(targets);
    SingleColumn ranked = of(ranks(values), targetRanks);
    double total = squares(targets);
    return Stream.of(
            new Fit(share(plain.line(), total), "a straight line"),
            new Fit(share(plain.step(), total), "one step"),
            new Fit(share(plain.steps(), total), "a step function"),
            new Fit(share(ranked.line(), squares(targetRanks)), "a straight line between ranks"))
        .max(Comparator.comparingDouble(Fit::r2))
        .orElseThrow();
  }

  private static double share(double errors, double total) {
    return total > 0 ? 1 - errors / total : 0;
  }

  private static SingleColumn of(double[] values, double[] targets) {
    int[] known = ascending(values);
    double[] unknown =
        IntStream.range(0, values.length)
            .filter(i -> Double.isNaN(values[i]))
            .mapToDouble(i -> targets[i])
            .toArray();
    return new SingleColumn(
        Arrays.stream(known).mapToDouble(i -> values[i]).toArray(),
        Arrays.stream(known).mapToDouble(i -> targets[i]).toArray(),
        unknown);
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .filter(i -> !Double.isNaN(values[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Ranks from 1, equal values sharing the mean of theirs; NaN stays. */
  private static double[] ranks(double[] values) {
    int[] order = ascending(values);
    double[] ranks = new double[values.length];
    Arrays.fill(ranks, Double.NaN);
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      if (to == order.length || values[order[to]] != values[order[from]]) {
        for (int i = from; i < to; i++) {
          ranks[order[i]] = (from + 1 + to) / 2.0;
        }
        from = to;
      }
    }
    return ranks;
  }

  private double line() {
    double meanValue = mean(values);
    double meanTarget = mean(targets);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < values.length; i++) {
      double x = values[i] - meanValue;
      double y = targets[i] - meanTarget;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return (xx > 0 ? yy - xy * xy / xx : yy) + squares(unknown);
  }

  private double step() {
    double mean = mean(targets);
    double left = 0;
    double most = 0;
    for (int i = 1; i < values.length; i++) {
      left += targets[i - 1] - mean;
      if (values[i] != values[i - 1]) {
        // What is left of the step is the opposite of what is right of it.
        most = Math.max(most, left * left / i + left * left / (values.length - i));
      }
    }
    return squares(targets) - most + squares(unknown);
  }

  private double steps() {
    double errors = squares(unknown);
    int from = 0;
    for (int to = 1; to <= values.length; to++) {
      boolean full = (long) (to - from) * BINS >= values.length;
      if (to == values.length || (full && values[to] != values[to - 1])) {
        errors += squares(Arrays.copyOfRange(targets, from, to));
        from = to;
      }
    }
    return errors;
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}

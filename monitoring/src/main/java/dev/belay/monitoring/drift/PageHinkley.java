/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;

/**
 * The one-sided test for a mean that rises: E. S. Page, Biometrika 41(1-2), 1954, pp. 100-115; D.
 * V. Hinkley, 58(3), 1971, pp. 509-523.
 *
 * <p>With the mean μ of the values so far the sum S becomes max(0, αS + x - μ - δ), and a change is
 * reported when it exceeds λ. Both δ and λ are in the unit of the values, so that the usual ones,
 * 0.005 and 50, fit no error in minutes: divide errors by the standard deviation they had in the
 * reference. It is quick and has no bound on false alarms. Errors that move with the hour or the
 * season are changes too.
 *
 * <p>After a change the next value begins anew. Not thread-safe.
 */
public final class PageHinkley {

  private static final int LEAST = 30;
  private static final double FORGETTING = 0.9999;

  private final double allowance;
  private final double threshold;
  private final double forgetting;
  private final int least;
  private long count;
  private double mean;
  private double sum;
  private boolean changed;

  private PageHinkley(double allowance, double threshold, double forgetting, int least) {
    this.allowance = Arguments.notNegative("allowance", allowance);
    this.threshold = Arguments.positive("threshold", threshold);
    this.forgetting = requireForgetting(forgetting);
    this.least = Math.toIntExact(Arguments.atLeast(1, "least", least));
  }

  /**
   * A detector that reports nothing before 30 values and forgets one in ten thousand.
   *
   * @param allowance δ, the rise that does not matter, at least 0, in the unit of the values
   * @param threshold λ, how much in sum is too much, above 0, likewise
   * @return a detector that has seen nothing
   * @throws IllegalArgumentException if one is out of range
   */
  public static PageHinkley of(double allowance, double threshold) {
    return new PageHinkley(allowance, threshold, FORGETTING, LEAST);
  }

  /**
   * A detector with settings of its own.
   *
   * @param allowance δ, the rise that does not matter, at least 0, in the unit of the values
   * @param threshold λ, how much in sum is too much, above 0, likewise
   * @param forgetting α, the share of the sum that remains, above 0 and at most 1
   * @param least the number of values before which nothing is reported, at least 1
   * @return a detector that has seen nothing
   * @throws IllegalArgumentException if one is out of range
   */
  public static PageHinkley of(double allowance, double threshold, double forgetting, int least) {
    return new PageHinkley(allowance, threshold, forgetting, least);
  }

  /**
   * Adds a value.
   *
   * @param value the value, finite and at most 1e70 in size
   * @return whether a change was found with it
   * @throws IllegalArgumentException if it is not finite or too large; nothing has then changed
   */
  public boolean add(double value) {
    Arguments.usable("value", value);
    if (changed) {
      count = 0;
      mean = 0;
      sum = 0;
    }
    count++;
    mean += (value - mean) / count;
    sum = Math.max(0, forgetting * sum + value - mean - allowance);
    changed = count >= least && sum > threshold;
    return changed;
  }

  /**
   * The mean since the last change.
   *
   * @return the mean without an interval; undefined if nothing was added
   */
  public Figure mean() {
    return count == 0
        ? Figure.undefined("no values", 0)
        : Figure.point(mean, count, "mean since the last change, no interval");
  }

  /** Returns the mean and the sum. */
  @Override
  public String toString() {
    return "PageHinkley[" + mean() + ", sum " + sum + " of " + threshold + "]";
  }

  private static double requireForgetting(double forgetting) {
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be above 0 and at most 1: " + forgetting);
    }
    return forgetting;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The median of independent values with an interval from the order statistics alone: no
 * distribution is assumed.
 *
 * <p>The k-th smallest and the k-th largest value enclose the true median unless fewer than k of n
 * fair coins fall on one side. k is the largest for which both tails together stay below 1 - level,
 * so the interval covers at least as often as it says. Source: W. R. Thompson, Annals of
 * Mathematical Statistics 7(3), 1936, pp. 122-128; H. A. David and H. N. Nagaraja, <i>Order
 * Statistics</i>, 3rd ed., 2003, section 7.1.
 */
final class Median {

  private Median() {}

  /** The median of {@code values}, which are sorted in place. */
  static Figure of(double[] values, double level, String name) {
    Interval.requireLevel(level);
    int n = values.length;
    if (n == 0) {
      return Figure.undefined("no values", 0);
    }
    Arrays.sort(values);
    double middle = values[(n - 1) / 2] + (values[n / 2] - values[(n - 1) / 2]) / 2;
    int rank = BinomialDistribution.of(n, 0.5).inverseCumulativeProbability((1 - level) / 2);
    if (rank < 1) {
      return Figure.point(middle, n, name + ", no interval: too few values");
    }
    Interval interval = new Interval(values[rank - 1], values[n - rank], level);
    return Figure.of(middle, interval, n, name + ", order statistics");
  }
}

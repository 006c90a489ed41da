/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** One quantile of a histogram, whose values are known to lie within their bins and no better. */
record HistogramQuantile(Histogram histogram, double share) {

  Figure figure(double level) {
    long n = histogram.count();
    if (n == 0) {
      return Figure.undefined("no values", 0);
    }
    double rank = share * n;
    if (rank <= histogram.below()) {
      return Figure.undefined("below the first edge " + edge(0), n);
    }
    int bin = binOf(rank);
    if (bin == histogram.bins()) {
      return Figure.undefined("above the last edge " + edge(bin), n);
    }
    String method = "quantile " + share + ", within [" + edge(bin) + ", " + edge(bin + 1) + "]";
    return figure(across(bin, rank), bounds(n, level), level, method);
  }

  private Figure figure(double value, double[] bounds, double level, String method) {
    long n = histogram.count();
    return Double.isInfinite(bounds[0]) && Double.isInfinite(bounds[1])
        ? Figure.point(value, n, method + ", no interval: too few values")
        : Figure.of(
            value,
            new Interval(bounds[0], bounds[1], level),
            n,
            method + ", order statistics by bins");
  }

  /** The bin of the value of that rank, which is none of those below; or the number of bins. */
  private int binOf(double rank) {
    double reached = histogram.below();
    for (int bin = 0; bin < histogram.bins(); bin++) {
      reached += histogram.count(bin);
      if (reached >= rank) {
        return bin;
      }
    }
    return histogram.bins();
  }

  private double across(int bin, double rank) {
    double before = histogram.below();
    for (int earlier = 0; earlier < bin; earlier++) {
      before += histogram.count(earlier);
    }
    double part = (rank - before) / histogram.count(bin);
    return edge(bin) * (1 - part) + edge(bin + 1) * part;
  }

  /**
   * The edges around the order statistics of the ranks of which fewer than (1 - level) / 2 coins
   * fall short or beyond. More values than an int holds count as that many: a wider interval.
   */
  private double[] bounds(long n, double level) {
    int trials = (int) Math.min(n, Integer.MAX_VALUE);
    BinomialDistribution below = BinomialDistribution.of(trials, share);
    double scale = (double) n / trials;
    double lower = below.inverseCumulativeProbability((1 - level) / 2) * scale;
    double upper = (below.inverseSurvivalProbability((1 - level) / 2) + 1.0) * scale;
    return new double[] {lowerEdge(lower), upperEdge(upper, n)};
  }

  private double lowerEdge(double rank) {
    if (rank <= histogram.below()) {
      return Double.NEGATIVE_INFINITY;
    }
    return edge(binOf(rank));
  }

  private double upperEdge(double rank, long n) {
    int bin = rank > n ? histogram.bins() : binOf(rank);
    return bin == histogram.bins() ? Double.POSITIVE_INFINITY : edge(bin + 1);
  }

  private double edge(int index) {
    return histogram.edge(index);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.Arrays;
import java.util.Locale;

/**
 * Replaces the values of each feature by the numbers of few bins, about equally full. Bin 0 is the
 * missing value; bin {@code k >= 1} of a feature holds the values with exactly {@code k - 1} of its
 * edges at or below them. So a test on bins is a test on values: a value has bin {@code k} or
 * higher if and only if it is at or above {@link #lowerEdge}.
 *
 * <p>A feature with no more distinct values than bins gets one bin for each. A value more frequent
 * than a bin should be gets its own, and the rest share what is left. Deterministic, immutable.
 */
final class Quantiser {
  static final int FEWEST_BINS = 2;
  static final int MOST_BINS = 255;

  /** Per feature, ascending and all different. */
  private final double[][] edges;

  private Quantiser(double[][] edges) {
    this.edges = edges;
  }

  /**
   * Learns the edges.
   *
   * @param columns per feature the value of each row; NaN is missing; left as they are
   * @param bins the most bins of a feature, not counting the one for missing values
   */
  static Quantiser fit(double[][] columns, int bins) {
    if (bins < FEWEST_BINS || bins > MOST_BINS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "between %d and %d bins, not %d", FEWEST_BINS, MOST_BINS, bins));
    }
    double[][] edges = new double[columns.length][];
    for (int feature = 0; feature < edges.length; feature++) {
      edges[feature] = Distinct.of(columns[feature]).edges(bins);
    }
    return new Quantiser(edges);
  }

  int features() {
    return edges.length;
  }

  /** {@return the number of bins of a feature, not counting the one for missing values} */
  int bins(int feature) {
    return edges[feature].length + 1;
  }

  /** {@return 0 for NaN, otherwise 1 plus the number of edges at or below the value} */
  int bin(int feature, double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double[] of = edges[feature];
    int low = 0;
    int high = of.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value >= of[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 1 + low;
  }

  /**
   * {@return the number that a value is at or above if and only if its bin is this one or higher;
   * negative infinity for bin 1, which every value has that is not missing}
   */
  double lowerEdge(int feature, int bin) {
    if (bin < 1 || bin > bins(feature)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "feature %d has bins 1 to %d, not %d", feature, bins(feature), bin));
    }
    return bin == 1 ? Double.NEGATIVE_INFINITY : edges[feature][bin - 2];
  }

  /** The distinct values of a column and how often each is there. */
  private static final class Distinct {
    /** Ascending; 0.0 and -0.0 are the same value. */
    private final double[] values;

    private final int[] counts;

    private Distinct(double[] values, int[] counts) {
      this.values = values;
      this.counts = counts;
    }

    static Distinct of(double[] column) {
      double[] sorted = column.clone();
      Arrays.sort(sorted);
      double[] values = new double[sorted.length];
      int[] counts = new int[sorted.length];
      int distinct = 0;
      // NaN sorts last.
      for (int i = 0; i < sorted.length && !Double.isNaN(sorted[i]); i++) {
        if (distinct == 0 || sorted[i] != values[distinct - 1]) {
          values[distinct++] = sorted[i];
        }
        counts[distinct - 1]++;
      }
      return new Distinct(Arrays.copyOf(values, distinct), Arrays.copyOf(counts, distinct));
    }

    double[] edges(int bins) {
      double[] edges = new double[Math.max(0, Math.min(bins, values.length) - 1)];
      double frequent = values.length <= bins ? 1 : frequent(bins);
      long rows = rowsBelow(frequent);
      int rareBins = bins - countOf(frequent);
      long inBin = 0;
      int found = 0;
      for (int i = 0; i + 1 < values.length; i++) {
        boolean ownBin = counts[i] >= frequent;
        inBin += ownBin ? 0 : counts[i];
        double share = (double) rows / rareBins;
        // Before a frequent value half a share is enough: less goes into that value's bin.
        boolean full = inBin >= (counts[i + 1] >= frequent ? share / 2 : share);
        if (ownBin || (full && rareBins > 1)) {
          edges[found++] = between(values[i], values[i + 1]);
          rows -= inBin;
          rareBins -= ownBin ? 0 : 1;
          inBin = 0;
        }
      }
      return Arrays.copyOf(edges, found);
    }

    /**
     * {@return the count from which a value gets a bin of its own: what the other values' rows give
     * each of the other bins}
     */
    private double frequent(int bins) {
      double frequent = Double.POSITIVE_INFINITY;
      double share = (double) rowsBelow(frequent) / bins;
      while (share < frequent) {
        frequent = share;
        share = (double) rowsBelow(frequent) / (bins - countOf(frequent));
      }
      return frequent;
    }

    private long rowsBelow(double frequent) {
      return Arrays.stream(counts).filter(count -> count < frequent).asLongStream().sum();
    }

    private int countOf(double frequent) {
      return (int) Arrays.stream(counts).filter(count -> count >= frequent).count();
    }

    /** {@return a number above {@code low} and not above {@code high}: halfway where that works} */
    private static double between(double low, double high) {
      double middle = (low + high) / 2;
      return middle > low && middle <= high ? middle : high;
    }
  }
}

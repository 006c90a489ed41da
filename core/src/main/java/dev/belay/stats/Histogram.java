/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;

/**
 * How many values fell into each of some bins, and how many beside them: what is kept of a
 * distribution to compare a later one with.
 *
 * <p>Neighbouring bins share an edge, which belongs to the upper one; the last edge belongs to the
 * last bin. Values below the first edge, above the last and missing ones (not a number) have counts
 * of their own, so that nothing is lost and no missing value looks measured.
 *
 * <pre>{@code
 * Histogram reference = Histogram.ofSample(trainingDistances, 10);   // about as many in each bin
 * Histogram.Builder today = reference.emptyCopy();
 * today.add(12.5);
 * long shift = today.build().count(9) - reference.count(9);
 * }</pre>
 *
 * <p>Immutable, safe to share between threads. It has at most 1,000 bins.
 */
public final class Histogram {

  private static final int MOST_BINS = 1_000;

  private final double[] edges;
  private final long[] counts;
  private final long below;
  private final long above;
  private final long missing;

  private Histogram(Builder builder) {
    edges = builder.edges;
    counts = builder.counts.clone();
    below = builder.below;
    above = builder.above;
    missing = builder.missing;
  }

  /**
   * An empty histogram to be filled.
   *
   * @param edges the edges of the bins, finite and ascending: one more than there are bins
   * @return a builder with these edges
   * @throws IllegalArgumentException if there are fewer than 2 edges or more than 1,001, or one is
   *     not finite or not above the one before
   */
  public static Builder betweenEdges(double... edges) {
    requireBins(edges.length - 1);
    // Adding 0 turns -0, which a search takes to be less than 0, into 0: here and for values.
    double[] copy = Arrays.stream(edges).map(edge -> edge + 0.0).toArray();
    for (int i = 0; i < copy.length; i++) {
      if (!Double.isFinite(copy[i]) || (i > 0 && !(copy[i] > copy[i - 1]))) {
        throw new IllegalArgumentException(
            "edges must be finite and ascending: edge " + i + " is " + copy[i]);
      }
    }
    return new Builder(copy);
  }

  /**
   * The histogram of a sample in bins of about equal counts: the edges are the sample's quantiles.
   *
   * <p>A sample with no more different values than {@code bins} gets a bin for each of them. Where
   * many values are equal there can be fewer bins than asked for; a value frequent enough to fill
   * two of them, such as no rain, gets one of its own.
   *
   * @param sample the values; not a number where one is missing, which then is counted
   * @param bins the number of bins, from 1 to 1,000
   * @return the filled histogram
   * @throws IllegalArgumentException if the number of bins is out of range, a value is infinite, or
   *     there is none
   */
  public static Histogram ofSample(double[] sample, int bins) {
    requireBins(bins);
    Builder builder = betweenEdges(SampleEdges.of(sample, bins));
    for (double value : sample) {
      builder.add(value);
    }
    return builder.build();
  }

  /**
   * An empty builder with the same edges, for the values to compare.
   *
   * @return a builder whose histograms can be {@linkplain #merged merged} and compared with this
   */
  public Builder emptyCopy() {
    return new Builder(edges);
  }

  /**
   * The counts of both.
   *
   * @param other a histogram with the same edges
   * @return a histogram of all values of this and {@code other}
   * @throws IllegalArgumentException if the edges differ, with both
   */
  public Histogram merged(Histogram other) {
    int difference = Arrays.mismatch(edges, other.edges);
    if (difference >= 0) {
      throw new IllegalArgumentException(
          "edges must be those of " + shape() + ": " + other.shape() + ", from edge " + difference);
    }
    Builder sum = emptyCopy();
    sum.take(this);
    sum.take(other);
    return sum.build();
  }

  /**
   * The number of bins.
   *
   * @return how many there are, from 1 to 1,000
   */
  public int bins() {
    return counts.length;
  }

  /**
   * The edges.
   *
   * @return a copy: bin {@code i} goes from {@code edges()[i]} to {@code edges()[i + 1]}
   */
  public double[] edges() {
    return edges.clone();
  }

  /**
   * The number of values in one bin.
   *
   * @param bin the bin, from 0
   * @return how many fell into it
   * @throws IndexOutOfBoundsException if there is no such bin
   */
  public long count(int bin) {
    return counts[bin];
  }

  /**
   * The number of values that are not missing.
   *
   * @return how many there are, those below and above included
   */
  public long count() {
    return Arrays.stream(counts).sum() + below + above;
  }

  /**
   * The number of values below the first edge.
   *
   * @return how many there are
   */
  public long below() {
    return below;
  }

  /**
   * The number of values above the last edge.
   *
   * @return how many there are
   */
  public long above() {
    return above;
  }

  /**
   * The number of missing values.
   *
   * @return how many were not a number
   */
  public long missing() {
    return missing;
  }

  /**
   * The share of one bin among the values that are not missing, with Wilson's 95 % interval, which
   * assumes independent values.
   *
   * @param bin the bin, from 0
   * @return the share, a pure number; undefined if there is no value
   * @throws IndexOutOfBoundsException if there is no such bin
   */
  public Figure share(int bin) {
    return new Proportion(counts[bin], count())
        .figure("share", Interval.DEFAULT_LEVEL, "no values");
  }

  /**
   * A quantile with a 95 % interval.
   *
   * @param share the share of values below it, above 0 and below 1: 0.5 for the median
   * @return {@code quantile(share, 0.95)}
   * @throws IllegalArgumentException if the share is not between 0 and 1
   */
  public Figure quantile(double share) {
    return quantile(share, Interval.DEFAULT_LEVEL);
  }

  /**
   * The least value up to which a share of the values lies, found by going straight across its bin:
   * off by no more than the bin's width, which the method states.
   *
   * <p>The interval goes from the lower edge of one bin to the upper edge of another: those of the
   * order statistics that enclose the quantile (David and Nagaraja, <i>Order Statistics</i>, 3rd
   * ed., 2003, section 7.1). It assumes independent values and covers at least as often as it says.
   *
   * @param share the share of values below it, above 0 and below 1
   * @param level the level of the interval, between 0 and 1
   * @return the quantile in the unit of the values; undefined if there is no value or the quantile
   *     is not within the edges; a bound of the interval that is not within them is infinite
   * @throws IllegalArgumentException if the share or the level is not between 0 and 1
   */
  public Figure quantile(double share, double level) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share must be between 0 and 1: " + share);
    }
    Interval.requireLevel(level);
    return new HistogramQuantile(this, share).figure(level);
  }

  /** Two histograms are equal if all edges and counts are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that
        && Arrays.equals(edges, that.edges)
        && Arrays.equals(counts, that.counts)
        && below == that.below
        && above == that.above
        && missing == that.missing;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(edges) + Arrays.hashCode(counts);
  }

  /** Returns the counts, and the edges if there are few. */
  @Override
  public String toString() {
    return "Histogram["
        + shape()
        + ", count="
        + count()
        + ", below="
        + below
        + ", above="
        + above
        + ", missing="
        + missing
        + "]";
  }

  double edge(int index) {
    return edges[index];
  }

  private String shape() {
    String all = Arrays.toString(edges);
    String ends = "[" + edges[0] + ", …, " + edges[edges.length - 1] + "]";
    return counts.length + " bins " + (counts.length <= 10 ? all : ends);
  }

  private static void requireBins(int bins) {
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException("bins must be from 1 to " + MOST_BINS + ": " + bins);
    }
  }

  /** Counts values, and builds histograms of those so far as often as wanted. Not thread-safe. */
  public static final class Builder {

    private final double[] edges;
    private final long[] counts;
    private long below;
    private long above;
    private long missing;

    private Builder(double[] edges) {
      this.edges = edges;
      this.counts = new long[edges.length - 1];
    }

    /**
     * Counts one value.
     *
     * @param value the value; not a number if missing, infinite if beyond every edge
     */
    public void add(double value) {
      add(value, 1);
    }

    /**
     * Counts one value several times, as when a histogram is restored from its counts: the lower
     * edge of a bin stands for all of its values.
     *
     * @param value the value; not a number if missing, infinite if beyond every edge
     * @param times how often, not negative
     * @throws IllegalArgumentException if {@code times} is negative
     */
    public void add(double value, long times) {
      if (times < 0) {
        throw new IllegalArgumentException("times must not be negative: " + times);
      }
      if (Double.isNaN(value)) {
        missing += times;
      } else if (value < edges[0]) {
        below += times;
      } else if (value > edges[edges.length - 1]) {
        above += times;
      } else {
        counts[bin(value)] += times;
      }
    }

    /**
     * The histogram of the values so far; counting may go on.
     *
     * @return an immutable copy
     */
    public Histogram build() {
      return new Histogram(this);
    }

    private void take(Histogram other) {
      for (int bin = 0; bin < counts.length; bin++) {
        counts[bin] += other.counts[bin];
      }
      below += other.below;
      above += other.above;
      missing += other.missing;
    }

    private int bin(double value) {
      int found = Arrays.binarySearch(edges, value + 0.0);
      int edge = found >= 0 ? found : -found - 2;
      return Math.min(edge, counts.length - 1);
    }
  }
}

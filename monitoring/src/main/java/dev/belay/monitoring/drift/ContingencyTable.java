/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Histogram;
import dev.belay.stats.inference.PValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * How often each of some bins or categories came in a reference and in a current sample: two rows
 * of counts, how far apart they are, and whether chance explains it.
 *
 * <p>A distance is above 0 by chance alone, the more so the more columns and the fewer values there
 * are: no distance is evidence. Whether there is any is what {@link #p()} says. All distances but
 * {@link #psi()} are 0 for equal shares; all are the same if the samples are exchanged. Missing
 * values are not counted. Immutable, safe to share between threads.
 */
public final class ContingencyTable {

  private static final double SMOOTHING = 0.5;

  private final long[] reference;
  private final long[] current;
  private final long references;
  private final long currents;

  private ContingencyTable(long[] reference, long[] current) {
    this.reference = reference;
    this.current = current;
    this.references = total(reference);
    this.currents = total(current);
  }

  /**
   * The table of these counts.
   *
   * @param reference how often each column came in the reference, not negative
   * @param current how often it came in the current sample, not negative
   * @return the table
   * @throws IllegalArgumentException if the lengths differ, there is no column or a count is
   *     negative
   */
  public static ContingencyTable of(long[] reference, long[] current) {
    if (reference.length != current.length || reference.length == 0) {
      throw new IllegalArgumentException(
          "a table needs as many reference as current counts: "
              + reference.length
              + ", "
              + current.length);
    }
    for (int i = 0; i < reference.length; i++) {
      Arguments.atLeast(0, "count", Math.min(reference[i], current[i]));
    }
    return new ContingencyTable(reference.clone(), current.clone());
  }

  /**
   * The table of two histograms. What lies below the first edge or above the last is a column of
   * its own, if anything does.
   *
   * @param reference the histogram of the reference
   * @param current the histogram of the current sample, with the same edges
   * @return the table
   * @throws IllegalArgumentException if the edges differ, with both
   */
  public static ContingencyTable of(Histogram reference, Histogram current) {
    Histogram both = reference.merged(current);
    long[] first = counts(reference);
    long[] second = counts(current);
    int from = both.below() > 0 ? 0 : 1;
    int to = first.length - (both.above() > 0 ? 0 : 1);
    return new ContingencyTable(
        Arrays.copyOfRange(first, from, to), Arrays.copyOfRange(second, from, to));
  }

  /**
   * The table of two counts of categories. All other categories are one column, if there are any.
   *
   * @param reference the categories of the reference
   * @param current those of the current sample, with the same names
   * @return the table
   * @throws IllegalArgumentException if the names differ, with both
   */
  public static ContingencyTable of(Categories reference, Categories current) {
    Categories both = reference.merged(current);
    int columns = both.names().size() + (both.other() > 0 || both.names().isEmpty() ? 1 : 0);
    return new ContingencyTable(
        Arrays.copyOf(reference.counts(), columns), Arrays.copyOf(current.counts(), columns));
  }

  /**
   * The number of columns.
   *
   * @return how many there are, empty ones included
   */
  public int columns() {
    return reference.length;
  }

  /**
   * The number of values of the reference.
   *
   * @return the sum of its row
   */
  public long referenceCount() {
    return references;
  }

  /**
   * The number of current values.
   *
   * @return the sum of their row
   */
  public long currentCount() {
    return currents;
  }

  /**
   * The population stability index, the sum of (r - c) ln(r / c) over the shares r and c of the
   * columns: S. Kullback and R. A. Leibler's divergence in both directions, Annals of Mathematical
   * Statistics 22(1), 1951, pp. 79-86, as credit scoring uses it. It is above 0 for equal shares of
   * samples of different sizes.
   *
   * <p>So that no share is 0, half a value is added to each count. Without any drift it is on
   * average about (columns - 1)(1/n + 1/m), as the method says: the usual limits of 0.1 and 0.25
   * mean nothing without the sizes n and m.
   *
   * @return the index, a pure number, without an interval; undefined if a sample is empty
   */
  public Figure psi() {
    String method =
        String.format(Locale.ROOT, "PSI with 0.5 added, about %.2g by chance", psiByChance());
    return distance(method, shares(this::smoothed), Shares::psi);
  }

  /**
   * The population stability index where a share of 0 is taken for {@code floor} instead, as some
   * tools do: to compare with theirs. A single new category may then be anything between harmless
   * and severe, as the floor is chosen.
   *
   * @param floor what is taken for a share of 0, between 0 and 1, such as 0.0001
   * @return the index, a pure number, without an interval; undefined if a sample is empty
   * @throws IllegalArgumentException if the floor is not between 0 and 1
   */
  public Figure psi(double floor) {
    Arguments.share("floor", floor);
    return distance(
        "PSI with shares of 0 taken for " + floor,
        shares((count, total) -> count == 0 ? floor : count / total),
        Shares::psi);
  }

  /**
   * The Jensen-Shannon distance: the square root of the divergence in bits, from 0 to 1 (J. Lin,
   * IEEE Transactions on Information Theory 37(1), 1991, pp. 145-151; a metric: D. M. Endres and J.
   * E. Schindelin, 49(7), 2003, pp. 1858-1860). With natural logarithms, as some tools have it, it
   * is smaller by the square root of ln 2, and 0.8326 at most.
   *
   * @return the distance, a pure number, without an interval; undefined if a sample is empty
   */
  public Figure jensenShannon() {
    return distance("Jensen-Shannon distance, base 2", shares(), Shares::jensenShannon);
  }

  /**
   * The Hellinger distance, the square root of half the sum of (√r - √c)², from 0 to 1: E.
   * Hellinger, Journal für die reine und angewandte Mathematik 136, 1909, pp. 210-271.
   *
   * @return the distance, a pure number, without an interval; undefined if a sample is empty
   */
  public Figure hellinger() {
    return distance("Hellinger distance", shares(), Shares::hellinger);
  }

  /**
   * The total variation distance, half the sum of |r - c|: the share of values that would have to
   * be in another column.
   *
   * @return the distance, from 0 to 1, without an interval; undefined if a sample is empty
   */
  public Figure totalVariation() {
    return distance("total variation distance", shares(), Shares::totalVariation);
  }

  /**
   * The largest |r - c| of a column, also called L-infinity.
   *
   * @return the distance, from 0 to 1, without an interval; undefined if a sample is empty
   */
  public Figure largestDifference() {
    return distance("largest difference of a share", shares(), Shares::largestDifference);
  }

  /**
   * Pearson's statistic of homogeneity: of each count the squared difference to what the total
   * shares make expect, over that. With two columns that are not empty each difference is first
   * made smaller by up to a half (F. Yates, Supplement to the Journal of the Royal Statistical
   * Society 1(2), 1934, pp. 217-235).
   *
   * @return the statistic, 0 if the shares are equal
   * @throws IllegalStateException if a sample is empty or all values are in one column
   */
  public double chiSquare() {
    String reason = lacking();
    if (!reason.isEmpty()) {
      throw new IllegalStateException("undefined: " + reason);
    }
    return homogeneity().statistic();
  }

  /**
   * The p-value of the chi-square test that both samples come from one distribution: K. Pearson,
   * Philosophical Magazine 50, 1900, pp. 157-175. The reference is a sample like the other, not the
   * truth: a category it happens not to have proves nothing.
   *
   * <p>It assumes independent values and about 5 expected of each sample in a column (W. G.
   * Cochran, Biometrics 10(4), 1954, pp. 417-451); a {@link FeatureShift} joins rare columns until
   * it is so.
   *
   * @return the p-value; 1 and without evidence if a sample is empty or all values are in one
   *     column
   */
  public PValue p() {
    String reason = lacking();
    if (!reason.isEmpty()) {
      return PValue.noEvidence(reason, count());
    }
    return PValue.of(homogeneity().p(), count(), homogeneity().method());
  }

  /** Returns both rows and what the test says. */
  @Override
  public String toString() {
    return "ContingencyTable["
        + Arrays.toString(reference)
        + ", "
        + Arrays.toString(current)
        + ", "
        + p()
        + "]";
  }

  /** The index two samples of one distribution have on average, by the chi-square they resemble. */
  double psiByChance() {
    return homogeneity().degreesOfFreedom() * (1.0 / references + 1.0 / currents);
  }

  /** The table with its rarest columns in one. */
  ContingencyTable withoutRareColumns() {
    return homogeneity().withoutRareColumns();
  }

  long count() {
    return references + currents;
  }

  private Homogeneity homogeneity() {
    return new Homogeneity(reference, current);
  }

  private String lacking() {
    if (references == 0 || currents == 0) {
      return emptySample();
    }
    return homogeneity().degreesOfFreedom() < 1 ? "all values are in one column" : "";
  }

  private String emptySample() {
    return references == 0 ? "no reference values" : "no current values";
  }

  private Figure distance(String method, Shares shares, ToDoubleFunction<Shares> value) {
    return references == 0 || currents == 0
        ? Figure.undefined(emptySample(), count())
        : Figure.point(value.applyAsDouble(shares), count(), method + ", no interval");
  }

  private Shares shares() {
    return shares((count, total) -> count / total);
  }

  private Shares shares(DoubleBinaryOperator share) {
    return new Shares(shares(reference, references, share), shares(current, currents, share));
  }

  private static double[] shares(long[] counts, long total, DoubleBinaryOperator share) {
    return Arrays.stream(counts)
        .mapToDouble(count -> share.applyAsDouble((double) count, (double) total))
        .toArray();
  }

  private double smoothed(double count, double total) {
    return (count + SMOOTHING) / (total + SMOOTHING * columns());
  }

  private static long[] counts(Histogram histogram) {
    long[] counts = new long[histogram.bins() + 2];
    counts[0] = histogram.below();
    for (int bin = 0; bin < histogram.bins(); bin++) {
      counts[bin + 1] = histogram.count(bin);
    }
    counts[counts.length - 1] = histogram.above();
    return counts;
  }

  private static long total(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }
}

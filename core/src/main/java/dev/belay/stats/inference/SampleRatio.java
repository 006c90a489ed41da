/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether the arms got the shares of units they were meant to get: a sample ratio mismatch (SRM)
 * means that units were lost or assigned wrongly, and then no comparison of the arms can be
 * trusted.
 *
 * <p>Counts belong to the weights that were in force when the units were assigned. After a change
 * of weights {@link #plus} adds the next phase's counts to the counts and its expectations to the
 * expectations; the p-value is then an upper bound, because a sum of phases varies less than one
 * phase of the same expectations. Alarm thresholds in use are 0.01, 0.001 and 0.0005: a mismatch is
 * looked for often and is rarely real.
 *
 * <p>This test is for one look. To look at every count use {@link #anytime}. Immutable, safe to
 * share between threads.
 */
public final class SampleRatio {

  private final long[] observed;
  private final double[] expected;
  private final boolean[] weighted;
  private final int phases;

  private SampleRatio(long[] observed, double[] expected, boolean[] weighted, int phases) {
    this.observed = observed;
    this.expected = expected;
    this.weighted = weighted;
    this.phases = phases;
  }

  /**
   * The counts of one phase. An arm of weight 0 is left out together with its units.
   *
   * @param observed the number of units in each arm, not negative
   * @param weights the arms' weights, not negative; only their ratio counts
   * @return the counts and what was expected
   * @throws IllegalArgumentException if the lengths differ or a count or weight is negative
   */
  public static SampleRatio of(long[] observed, double[] weights) {
    if (observed.length != weights.length) {
      throw new IllegalArgumentException(
          "arms need as many counts as weights: " + observed.length + ", " + weights.length);
    }
    int arms = observed.length;
    long[] counted = new long[arms];
    boolean[] weighted = new boolean[arms];
    for (int i = 0; i < arms; i++) {
      weighted[i] = Arguments.notNegative("weight", weights[i]) > 0;
      counted[i] = weighted[i] ? Arguments.count("count", observed[i]) : 0;
    }
    double perWeight = total(counted) / Arrays.stream(weights).sum();
    double[] expected = new double[arms];
    Arrays.setAll(expected, i -> weighted[i] ? weights[i] * perWeight : 0);
    return new SampleRatio(counted, expected, weighted, 1);
  }

  /**
   * The any-time form for units counted as they are assigned.
   *
   * @param concentration how many units the prior is worth, above 0 and fixed before: the test is
   *     sharpest when about that many have come
   * @param weights the arms' weights, above 0; only their ratio counts
   * @return a test without a look
   * @throws IllegalArgumentException if there are fewer than 2 arms, or a weight or the
   *     concentration is not above 0
   */
  public static AnyTime anytime(double concentration, double... weights) {
    return new AnyTime(concentration, weights);
  }

  /**
   * These counts and those of another phase.
   *
   * @param other the counts of other units, of the same arms
   * @return counts and expectations added up
   * @throws IllegalArgumentException if the number of arms differs
   */
  public SampleRatio plus(SampleRatio other) {
    if (other.observed.length != observed.length) {
      throw new IllegalArgumentException(
          "phases need the same arms: " + observed.length + ", " + other.observed.length);
    }
    long[] counts = observed.clone();
    double[] expectations = expected.clone();
    boolean[] either = weighted.clone();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.addExact(counts[i], other.observed[i]);
      expectations[i] += other.expected[i];
      either[i] |= other.weighted[i];
    }
    return new SampleRatio(counts, expectations, either, phases + other.phases);
  }

  /**
   * Pearson's statistic, the sum of (observed - expected)² / expected.
   *
   * @return the statistic, 0 if every arm got what was expected
   * @throws IllegalStateException if there are fewer than 2 arms or no units
   */
  public double chiSquare() {
    String reason = lacking();
    if (!reason.isEmpty()) {
      throw new IllegalStateException("undefined: " + reason);
    }
    double sum = 0;
    for (int i = 0; i < observed.length; i++) {
      double difference = observed[i] - expected[i];
      sum += expected[i] > 0 ? difference * difference / expected[i] : 0;
    }
    return sum;
  }

  /**
   * The p-value of Pearson's chi-square test, for at least a handful of expected units in each arm:
   * K. Pearson, Philosophical Magazine 50, 1900, pp. 157-175.
   *
   * @return the p-value; 1 and without evidence if there are fewer than 2 arms or no units
   */
  public PValue p() {
    String reason = lacking();
    if (!reason.isEmpty()) {
      return PValue.noEvidence(reason, units());
    }
    double p = ChiSquaredDistribution.of(arms() - 1.0).survivalProbability(chiSquare());
    String method = phases == 1 ? "chi-square" : "chi-square, " + phases + " phases, upper bound";
    return PValue.of(p, units(), method);
  }

  /**
   * The exact two-sided p-value of two arms in one phase, for counts of any size: the probability
   * of all outcomes that are no more likely than what was observed.
   *
   * @return the p-value; 1 and without evidence if there are not 2 arms, more phases or no units
   * @throws IllegalArgumentException if there are more than 2³¹ - 1 units
   */
  public PValue exact() {
    String reason = lacking();
    if (reason.isEmpty() && (arms() != 2 || phases != 1)) {
      reason = "exact only for 2 arms and 1 phase: " + arms() + ", " + phases;
    }
    if (!reason.isEmpty()) {
      return PValue.noEvidence(reason, units());
    }
    if (units() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("units must be at most 2^31 - 1: " + units());
    }
    int first = firstWeighted();
    double share = expected[first] / units();
    double p = ExactBinomial.p((int) units(), share, (int) observed[first]);
    return PValue.of(p, units(), "exact binomial");
  }

  /** Returns the p-value, as it reads. */
  @Override
  public String toString() {
    return "SampleRatio[" + p() + "]";
  }

  private String lacking() {
    if (arms() < 2) {
      return "fewer than 2 arms";
    }
    return units() == 0 ? "no units" : "";
  }

  private int firstWeighted() {
    int first = 0;
    while (!weighted[first]) {
      first++;
    }
    return first;
  }

  private int arms() {
    int arms = 0;
    for (boolean counts : weighted) {
      arms += counts ? 1 : 0;
    }
    return arms;
  }

  private long units() {
    return total(observed);
  }

  private static long total(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }

  /**
   * The mismatch test that may be looked at after every unit: the Bayes factor of M. Lindon and A.
   * Malek, <i>Anytime-valid inference for multinomial count data</i>, NeurIPS 2022, with a
   * Dirichlet prior around the weights. Its inverse, at its smallest so far, is a p-value at any
   * stopping time. Not thread-safe.
   */
  public static final class AnyTime {

    private final double concentration;
    private final int arms;
    private double[] weights;
    private long units;
    private double pastEvidence;
    private double evidence;
    private double largest;

    private AnyTime(double concentration, double[] weights) {
      this.concentration = Arguments.positive("concentration", concentration);
      this.weights = shares(weights);
      this.arms = weights.length;
    }

    /**
     * Looks at the counts of the current phase.
     *
     * @param counts the number of units in each arm since the phase began, not negative
     * @return the p-value of this look; valid whenever one stops, and never below {@link #p()}
     * @throws IllegalArgumentException if the number of arms differs or a count is negative
     */
    public PValue look(long... counts) {
      if (counts.length != arms) {
        throw new IllegalArgumentException("a look needs " + arms + " counts: " + counts.length);
      }
      for (long count : counts) {
        Arguments.count("count", count);
      }
      units = total(counts);
      evidence = pastEvidence + DirichletMultinomial.logBayesFactor(concentration, weights, counts);
      largest = Math.max(largest, evidence);
      return pValue(evidence, "at one look");
    }

    /**
     * Begins a phase with other weights, whose counts start at 0. What the looks so far have shown
     * stays.
     *
     * @param weights the arms' weights from now on, above 0
     * @throws IllegalArgumentException if the number of arms differs or a weight is not above 0
     */
    public void phase(double... weights) {
      if (weights.length != arms) {
        throw new IllegalArgumentException("a phase needs " + arms + " weights: " + weights.length);
      }
      this.weights = shares(weights);
      pastEvidence = evidence;
    }

    /**
     * Adds what another test of the same units has seen at its looks; it is unchanged.
     *
     * @param other a test with the same concentration and arms
     * @throws IllegalArgumentException if the concentration or the number of arms differs
     */
    public void merge(AnyTime other) {
      if (other.concentration != concentration || other.arms != arms) {
        throw new IllegalArgumentException(
            "concentration and arms must be "
                + concentration
                + ", "
                + arms
                + ": "
                + other.concentration
                + ", "
                + other.arms);
      }
      units = Math.max(units, other.units);
      largest = Math.max(largest, other.largest);
    }

    /**
     * The natural logarithm of the Bayes factor at the last look: above 0 speaks for a mismatch.
     *
     * @return the evidence, 0 before the first look
     */
    public double logBayesFactor() {
      return evidence;
    }

    /**
     * The p-value over all looks, valid whenever it is asked for.
     *
     * @return the smallest so far; 1 and without evidence before the first unit
     */
    public PValue p() {
      return pValue(largest, "smallest of all looks");
    }

    /** Returns the p-value over all looks, as it reads. */
    @Override
    public String toString() {
      return "AnyTime[" + p() + "]";
    }

    private PValue pValue(double logEvidence, String look) {
      return units == 0
          ? PValue.noEvidence("no units", 0)
          : PValue.of(Math.min(1, Math.exp(-logEvidence)), units, "any-time multinomial, " + look);
    }

    private static double[] shares(double[] weights) {
      if (weights.length < 2) {
        throw new IllegalArgumentException("a ratio needs at least 2 arms: " + weights.length);
      }
      double sum = 0;
      for (double weight : weights) {
        sum += Arguments.positive("weight", weight);
      }
      double total = sum;
      return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }
  }
}

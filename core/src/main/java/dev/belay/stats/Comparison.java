/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A verdict on a candidate, with the figures it rests on.
 *
 * <p>Nothing is decided without evidence: too few units, no spread or an interval that still holds
 * 0 give {@link Verdict#UNDECIDED}, with the reason and how many more units would probably decide.
 * Immutable, safe to share between threads.
 *
 * @param difference the difference candidate less baseline, with the interval that decided
 * @param relative the difference over the baseline; undefined where the design does not give it
 * @param verdict what is decided
 * @param notWorse whether the candidate is shown to be less than the margin worse: non-inferiority,
 *     enough to go on where being better is not asked for. Without a margin it is the same as
 *     {@link Verdict#BETTER}
 * @param reason the verdict in words: what the interval excludes or what is missing, and how often
 *     one may look
 * @param more how many more units, of all arms, would probably decide; undefined with a reason if
 *     the verdict is decided or no number of units can be told
 */
public record Comparison(
    Figure difference,
    Figure relative,
    Verdict verdict,
    boolean notWorse,
    String reason,
    Figure more) {

  /** What is decided about a candidate. */
  public enum Verdict {
    /** The interval lies on the better side of 0. */
    BETTER,
    /** The interval lies on the worse side of 0. */
    WORSE,
    /**
     * The interval lies less than the margin from 0 on both sides: whatever difference there is
     * does not matter.
     */
    EQUIVALENT,
    /** The evidence does not suffice. */
    UNDECIDED
  }

  /** Which direction of a quantity is better. */
  public enum Direction {
    /** Less is better: losses, errors, minutes of delay. */
    LOWER,
    /** More is better: conversions, revenue. */
    HIGHER;

    /** How much of a difference is a gain. */
    double gain(double difference) {
      return this == HIGHER ? difference : -difference;
    }
  }

  /**
   * What is believed about an effect after the data: a normal distribution. Its numbers are not
   * protected against looking often; a decision should not rest on them alone.
   *
   * @param mean the mean, in the unit of the effect
   * @param standardDeviation the standard deviation, likewise, above 0
   * @param n the number of units
   * @param unit the unit of the effect
   * @param method the prior, in words
   */
  public record Posterior(
      double mean, double standardDeviation, long n, String unit, String method) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Beyond it the normal tail is below the smallest double. */
    private static final double FARTHEST = 37;

    /**
     * Checks the numbers.
     *
     * @param mean the mean, in the unit of the effect
     * @param standardDeviation the standard deviation, likewise, above 0
     * @param n the number of units, at least 1
     * @param unit the unit of the effect
     * @param method the prior, in words
     * @throws IllegalArgumentException if a number is not finite, the deviation not above 0, {@code
     *     n} below 1 or the method blank
     */
    public Posterior {
      if (!Double.isFinite(mean)) {
        throw new IllegalArgumentException("mean must be finite: " + mean);
      }
      Moments.requirePositive("standardDeviation", standardDeviation);
      Evidence.of(n, method).withUnit(unit).requireMeasured();
    }

    /**
     * The probability that the candidate is the better one.
     *
     * @param better which direction is better
     * @return the probability, from 0 to 1
     */
    public double chanceToWin(Direction better) {
      return NORMAL.cumulativeProbability(better.gain(mean) / standardDeviation);
    }

    /**
     * The expected loss of keeping the baseline: the mean of what the candidate would gain, with 0
     * where it would not.
     *
     * @param better which direction is better
     * @return the loss, in the unit of the effect, not negative
     */
    public double lossOfKeeping(Direction better) {
      return positivePart(better.gain(mean));
    }

    /**
     * The expected loss of taking the candidate: the mean of what it would lose, with 0 where it
     * would not.
     *
     * @param better which direction is better
     * @return the loss, in the unit of the effect, not negative
     */
    public double lossOfTaking(Direction better) {
      return positivePart(-better.gain(mean));
    }

    /**
     * The mean with its credible interval.
     *
     * @param level the probability of the interval, between 0 and 1
     * @return the figure
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Figure figure(double level) {
      Interval.requireLevel(level);
      return Estimate.of(mean, standardDeviation, Double.POSITIVE_INFINITY)
          .figure(level, n, "posterior mean, " + method)
          .withUnit(unit);
    }

    /** The mean of max(d, 0) for normal d, which is μΦ(μ/σ) + σφ(μ/σ). */
    private double positivePart(double gain) {
      double z = gain / standardDeviation;
      return Math.abs(z) > FARTHEST
          ? Math.max(gain, 0)
          : gain * NORMAL.cumulativeProbability(z) + standardDeviation * NORMAL.density(z);
    }
  }

  /**
   * Checks that nothing is decided without an interval.
   *
   * @param difference the difference candidate less baseline
   * @param relative the difference over the baseline
   * @param verdict what is decided
   * @param notWorse whether the candidate is shown to be less than the margin worse
   * @param reason the verdict in words
   * @param more how many more units would probably decide
   * @throws IllegalArgumentException if the verdict is decided and the difference has no interval,
   *     the candidate is both worse and not worse, or the reason is blank
   */
  public Comparison {
    Objects.requireNonNull(relative, "relative");
    Objects.requireNonNull(more, "more");
    boolean decided = Objects.requireNonNull(verdict, "verdict") != Verdict.UNDECIDED;
    if ((decided || notWorse) && difference.interval() == null) {
      throw new IllegalArgumentException("a verdict needs an interval: " + difference);
    }
    if (notWorse && verdict == Verdict.WORSE) {
      throw new IllegalArgumentException("a worse candidate cannot be not worse: " + difference);
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("reason must say something: '" + reason + "'");
    }
  }

  /**
   * What decides: the direction that is better, the level, the margin, how often one may look, and
   * the least evidence. All of it must be fixed before the first look.
   *
   * <p>Unless changed: 95 %, no margin, one look, at least 30 units in each arm (200 where every
   * outcome may be looked at: with skewed losses the asymptotic sequence keeps its promise only
   * after a burn-in, as the simulation shows) and 20 clusters (the {@linkplain #withLeastClusters
   * effective number}), and a power of 0.8 for the number of further units. Immutable, safe to
   * share between threads.
   */
  public static final class Criterion {

    private static final long LEAST_UNITS = 30;
    private static final long LEAST_UNITS_OF_A_SEQUENCE = 200;
    private static final long BY_THE_LOOKS = 0;
    private static final long LEAST_CLUSTERS = 20;
    private static final double POWER = 0.8;

    /** The tuning of a criterion for one look. */
    private static final long ONE_LOOK = 0;

    private final Direction better;
    private final double level;
    private final double margin;
    private final long tunedFor;
    private final long leastUnits;
    private final long leastClusters;
    private final double power;

    private Criterion(
        Direction better,
        double level,
        double margin,
        long tunedFor,
        long leastUnits,
        long leastClusters,
        double power) {
      this.better = better;
      this.level = level;
      this.margin = margin;
      this.tunedFor = tunedFor;
      this.leastUnits = leastUnits;
      this.leastClusters = leastClusters;
      this.power = power;
    }

    /**
     * The criterion for losses.
     *
     * @return a criterion by which a candidate below the baseline is better
     */
    public static Criterion lowerIsBetter() {
      return of(Direction.LOWER);
    }

    /**
     * The criterion for gains.
     *
     * @return a criterion by which a candidate above the baseline is better
     */
    public static Criterion higherIsBetter() {
      return of(Direction.HIGHER);
    }

    private static Criterion of(Direction better) {
      return new Criterion(
          better, Interval.DEFAULT_LEVEL, 0, ONE_LOOK, BY_THE_LOOKS, LEAST_CLUSTERS, POWER);
    }

    /**
     * The same criterion at another level.
     *
     * @param level the level of the interval that decides, between 0 and 1
     * @return a changed copy
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Criterion withLevel(double level) {
      Interval.requireLevel(level);
      return new Criterion(better, level, margin, tunedFor, leastUnits, leastClusters, power);
    }

    /**
     * The same criterion with a margin below which differences do not matter. Only then is a
     * verdict ever {@link Verdict#EQUIVALENT}, and it then goes before better and worse.
     *
     * @param margin the margin, in the unit of the difference, finite and above 0
     * @return a changed copy
     * @throws IllegalArgumentException if the margin is not finite or not above 0
     */
    public Criterion withMargin(double margin) {
      Moments.requirePositive("margin", margin);
      return new Criterion(better, level, margin, tunedFor, leastUnits, leastClusters, power);
    }

    /**
     * The same criterion for a look after every outcome, tuned for 5,000 units.
     *
     * @return a changed copy
     */
    public Criterion alwaysValid() {
      return alwaysValid(Reading.DEFAULT_TUNING);
    }

    /**
     * The same criterion for a look after every outcome: {@link Effect#alwaysValid(double, long)}.
     *
     * <p>Large losses that are rare defeat it: where 1 in 100 pairs loses 99 times as much as the
     * others, 19 % of the verdicts are false at the defaults. Cap losses at about three standard
     * deviations, fixed before the first look, or use {@code
     * dev.belay.stats.inference.ConfidenceSequence.ofMean}, which needs a bound and no burn-in.
     *
     * @param tunedFor the number of units at which a decision is hoped for, at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if {@code tunedFor} is below 1
     */
    public Criterion alwaysValid(long tunedFor) {
      Reading.requireTuning(tunedFor);
      return new Criterion(better, level, margin, tunedFor, leastUnits, leastClusters, power);
    }

    /**
     * The same criterion with another burn-in.
     *
     * @param leastUnits the least number of units in each arm for a verdict, at least 2
     * @return a changed copy
     * @throws IllegalArgumentException if {@code leastUnits} is below 2
     */
    public Criterion withLeastUnits(long leastUnits) {
      requireTwo("leastUnits", leastUnits);
      return new Criterion(better, level, margin, tunedFor, leastUnits, leastClusters, power);
    }

    /**
     * The same criterion with another burn-in for designs whose units depend on each other.
     *
     * @param leastClusters the least effective number of clusters for a verdict, at least 2: (Σm)²
     *     / Σm² for clusters of m units, rounded down
     * @return a changed copy
     * @throws IllegalArgumentException if {@code leastClusters} is below 2
     */
    public Criterion withLeastClusters(long leastClusters) {
      requireTwo("leastClusters", leastClusters);
      return new Criterion(better, level, margin, tunedFor, leastUnits, leastClusters, power);
    }

    /**
     * The same criterion with another power for the number of further units.
     *
     * @param power the chance of a verdict after that many, between 0 and 1
     * @return a changed copy
     * @throws IllegalArgumentException if the power is not between 0 and 1
     */
    public Criterion withPower(double power) {
      Planning.requirePower(power);
      return new Criterion(better, level, margin, tunedFor, leastUnits, leastClusters, power);
    }

    /**
     * Which direction is better.
     *
     * @return the direction
     */
    public Direction better() {
      return better;
    }

    /**
     * The level of the interval that decides.
     *
     * @return the level, between 0 and 1
     */
    public double level() {
      return level;
    }

    /** Returns the criterion as it reads, such as {@code lower is better, 95 %, for one look}. */
    @Override
    public String toString() {
      String look = tunedFor == ONE_LOOK ? "for one look" : "for every look, tuned for " + tunedFor;
      return (better == Direction.LOWER ? "lower" : "higher")
          + (" is better, " + Decimals.percent(level))
          + (equivalence() ? ", margin " + margin : "")
          + (", " + look);
    }

    boolean equivalence() {
      return margin > 0;
    }

    double margin() {
      return margin;
    }

    long leastUnits() {
      if (leastUnits != BY_THE_LOOKS) {
        return leastUnits;
      }
      return tunedFor == ONE_LOOK ? LEAST_UNITS : LEAST_UNITS_OF_A_SEQUENCE;
    }

    long leastClusters() {
      return leastClusters;
    }

    double power() {
      return power;
    }

    /** The effect, looked at as often as this criterion allows. */
    Effect read(Effect effect) {
      return tunedFor == ONE_LOOK ? effect : effect.alwaysValid(level, tunedFor);
    }

    private static void requireTwo(String name, long least) {
      if (least < 2) {
        throw new IllegalArgumentException(name + " must be at least 2: " + least);
      }
    }
  }
}

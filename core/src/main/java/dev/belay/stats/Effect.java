/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The estimated difference candidate less baseline of any design, with the standard error that
 * everything else follows from: intervals, p-values, a verdict, how many more units are needed.
 *
 * <p>An effect is in one of three states. An <em>undefined</em> one has a reason instead of a
 * value. A defined one that is not {@link #testable()} has a value and no spread, and proves
 * nothing. What a state cannot answer is never a number: the accessors throw.
 *
 * <pre>{@code
 * Effect effect = TwoSample.means(baseline, candidate).effect();
 * Figure oneLook = effect.figure(0.95);
 * Figure anyTime = effect.alwaysValid(0.95, 5_000).figure(0.95);
 * Comparison verdict = effect.compare(Comparison.Criterion.lowerIsBetter());
 * }</pre>
 *
 * <p>Immutable, safe to share between threads.
 */
public final class Effect {

  private final Estimate estimate;
  private final Evidence evidence;
  private final Reading reading;
  private final @Nullable Denominator denominator;
  private final @Nullable String reason;

  /** Which differences count against "no difference". */
  public enum Side {
    /** Either sign counts: the interval has two bounds. */
    TWO_SIDED,
    /** Only a candidate above the baseline counts: the interval has a lower bound only. */
    GREATER,
    /** Only a candidate below the baseline counts: the interval has an upper bound only. */
    LESS
  }

  /**
   * What was believed about an effect before the data: a normal distribution.
   *
   * @param mean the mean, in the unit of the effect
   * @param standardDeviation the standard deviation, likewise, above 0
   */
  public record Prior(double mean, double standardDeviation) {

    /**
     * Checks the numbers.
     *
     * @param mean the mean, in the unit of the effect
     * @param standardDeviation the standard deviation, likewise, above 0
     * @throws IllegalArgumentException if either is not finite or the deviation is not above 0
     */
    public Prior {
      Moments.requireUsable("mean", mean);
      Moments.requirePositive("standardDeviation", standardDeviation);
    }
  }

  Effect(
      Estimate estimate,
      Evidence evidence,
      Reading reading,
      @Nullable Denominator denominator,
      @Nullable String reason) {
    this.estimate = estimate;
    this.evidence = evidence;
    this.reading = reading;
    this.denominator = denominator;
    this.reason = reason;
  }

  /**
   * An effect whose standard error counts as known: its intervals are normal. Without a unit.
   *
   * @param value the estimated difference, candidate less baseline
   * @param standardError its standard error; 0 if nothing varies
   * @param n the number of units, at least 1
   * @param method how it was found and what that assumes, in words
   * @return the effect; undefined if the value, the error or their ratio is beyond double
   *     arithmetic, which leaves room for intervals: at most 1e150 in size
   * @throws IllegalArgumentException if {@code standardError} is negative, {@code n} is below 1 or
   *     the method is blank
   */
  public static Effect of(double value, double standardError, long n, String method) {
    Evidence evidence = Evidence.of(n, method).requireMeasured();
    if (standardError < 0) {
      throw new IllegalArgumentException("standardError must not be negative: " + standardError);
    }
    return of(Estimate.of(value, standardError, Double.POSITIVE_INFINITY), evidence, null);
  }

  /**
   * An effect that is not known.
   *
   * @param reason why, in words
   * @param n the number of units there were, at least 0
   * @return the undefined effect
   * @throws IllegalArgumentException if the reason is blank or {@code n} is negative
   */
  public static Effect undefined(String reason, long n) {
    Figure checked = Figure.undefined(reason, n);
    return undefined(checked.reason(), Evidence.of(n, ""));
  }

  static Effect undefined(@Nullable String reason, Evidence evidence) {
    return new Effect(
        Estimate.of(Double.NaN, Double.NaN, 0), evidence, Reading.forOneLook(0), null, reason);
  }

  static Effect of(Estimate estimate, Evidence evidence, @Nullable Denominator denominator) {
    Reading oneLook = Reading.forOneLook(estimate.degreesOfFreedom());
    return estimate.usable()
        ? new Effect(estimate, evidence, oneLook, denominator, null)
        : undefined("beyond double arithmetic", evidence);
  }

  /**
   * The same effect with a standard error that is itself estimated: its intervals are Student's.
   *
   * @param degreesOfFreedom those of the standard error, at least 1
   * @return a copy for one look
   * @throws IllegalArgumentException if {@code degreesOfFreedom} is below 1
   */
  public Effect withDegreesOfFreedom(double degreesOfFreedom) {
    if (!(degreesOfFreedom >= 1)) {
      throw new IllegalArgumentException(
          "degreesOfFreedom must be at least 1: " + degreesOfFreedom);
    }
    Estimate student = Estimate.of(estimate.value(), estimate.standardError(), degreesOfFreedom);
    return defined() ? of(student, evidence, denominator) : this;
  }

  /**
   * The same effect in another unit's name; the value is not converted.
   *
   * @param unit the unit, such as {@code min}; empty for a pure number
   * @return a copy with that unit
   */
  public Effect withUnit(String unit) {
    return with(evidence.withUnit(unit));
  }

  /**
   * The same effect, found by comparing two arms.
   *
   * @param units the number of units in the smaller arm, from 0 to {@link #n()}
   * @return a copy that knows its smaller arm
   * @throws IllegalArgumentException if {@code units} is negative or above {@code n}
   */
  public Effect withSmallestArm(long units) {
    return with(evidence.withSmallestArm(units));
  }

  /**
   * The same effect, found from units that depend on each other within clusters.
   *
   * @param clusters the effective number of clusters, from 0 to {@link #n()}: (Σm)²/Σm² for
   *     clusters of m units, which is their number if all are of one size
   * @return a copy that knows its clusters
   * @throws IllegalArgumentException if {@code clusters} is negative or above {@code n}
   */
  public Effect withClusters(long clusters) {
    return with(evidence.withClusters(clusters));
  }

  /**
   * The same effect read for every look: {@code alwaysValid(0.95, 5_000)}.
   *
   * @return a copy whose intervals and p-values may be looked at after every unit
   */
  public Effect alwaysValid() {
    return alwaysValid(Interval.DEFAULT_LEVEL, Reading.DEFAULT_TUNING);
  }

  /**
   * The same effect read for every look: however often and whenever one looks, the chance that any
   * of the intervals misses the truth is at most 1 - level, for many units (I. Waudby-Smith et al.,
   * <i>Time-uniform central limit theory and asymptotic confidence sequences</i>, arXiv
   * 2103.06476). That needs a variance that is known well: have {@link Comparison.Criterion} wait
   * for a least number of units and clusters.
   *
   * <p>Both parameters must be fixed before the first look. The interval is narrowest near {@code
   * tunedFor} units, and wide far from it.
   *
   * @param level the level to be narrowest at, between 0 and 1
   * @param tunedFor the number of units to be narrowest at, at least 1
   * @return a copy whose intervals and p-values may be looked at after every unit
   * @throws IllegalArgumentException if the level is not between 0 and 1, or {@code tunedFor} is
   *     below 1
   */
  public Effect alwaysValid(double level, long tunedFor) {
    Interval.requireLevel(level);
    Reading.requireTuning(tunedFor);
    Reading everyLook = Reading.forEveryLook(Math.max(1, evidence.n()), level, tunedFor);
    return new Effect(estimate, evidence, everyLook, denominator, reason);
  }

  /**
   * Whether there is a value.
   *
   * @return false if there is a reason instead
   */
  public boolean defined() {
    return reason == null;
  }

  /**
   * Whether there is a spread to judge the value by. Only then are there intervals and p-values.
   *
   * @return false if the effect is undefined, or if nothing varied
   */
  public boolean testable() {
    return defined() && estimate.testable();
  }

  /**
   * Why there is no value.
   *
   * @return the reason in words; null if the effect is defined
   */
  public @Nullable String reason() {
    return reason;
  }

  /**
   * The estimated difference, candidate less baseline.
   *
   * @return the value in the unit of the effect, always finite
   * @throws IllegalStateException if the effect is undefined, with the reason
   */
  public double value() {
    if (reason != null) {
      throw new IllegalStateException("undefined: " + reason);
    }
    return estimate.value();
  }

  /**
   * The standard error of the value.
   *
   * @return the standard error in the unit of the effect, finite and above 0
   * @throws IllegalStateException if the effect is not {@link #testable()}, with the reason
   */
  public double standardError() {
    requireTestable();
    return estimate.standardError();
  }

  /**
   * The degrees of freedom of the standard error.
   *
   * @return at least 1; infinite if the standard error counts as known
   * @throws IllegalStateException if the effect is not {@link #testable()}, with the reason
   */
  public double degreesOfFreedom() {
    requireTestable();
    return estimate.degreesOfFreedom();
  }

  /**
   * The value in standard errors: Student's t.
   *
   * @return the statistic, a pure number
   * @throws IllegalStateException if the effect is not {@link #testable()}, with the reason
   */
  public double statistic() {
    requireTestable();
    return estimate.statistic();
  }

  /**
   * The number of units, of both arms.
   *
   * @return at least 1 if defined
   */
  public long n() {
    return evidence.n();
  }

  /**
   * The value with a 95 % interval: {@code figure(0.95)}.
   *
   * @return the figure, undefined if the effect is
   */
  public Figure figure() {
    return figure(Interval.DEFAULT_LEVEL);
  }

  /**
   * The value with an interval of two bounds: {@code figure(level, Side.TWO_SIDED)}.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the figure, undefined if the effect is
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure figure(double level) {
    return figure(level, Side.TWO_SIDED);
  }

  /**
   * The value with its interval. There is none where nothing varied, nor for a relative effect
   * whose baseline is not distinct from 0, since its bounds are then not finite (E. C. Fieller,
   * Journal of the Royal Statistical Society B 16(2), 1954, pp. 175-185).
   *
   * @param level the level of the interval, between 0 and 1
   * @param side which bounds the interval has
   * @return the figure, undefined if the effect is
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure figure(double level, Side side) {
    Interval.requireLevel(level);
    Objects.requireNonNull(side, "side");
    if (reason != null) {
      return Figure.undefined(reason, n()).withUnit(unit());
    }
    Figure figure =
        denominator != null && reading.multiplier(level, side) >= denominator.statistic()
            ? Figure.point(value(), n(), method() + ", no interval: " + denominator)
            : estimate.figure(reading, level, side, n(), method());
    return figure.withUnit(unit());
  }

  /**
   * The p-value: the least 1 - level at which the interval of that side excludes 0.
   *
   * @param side which differences count
   * @return the p-value, from 0 to 1
   * @throws IllegalStateException if the effect is not {@link #testable()}, with the reason
   */
  public double pValue(Side side) {
    Objects.requireNonNull(side, "side");
    requireTestable();
    double ofDenominator = denominator == null ? 0 : denominator.pValue(reading, side);
    return Math.max(ofDenominator, reading.pValue(statistic(), side));
  }

  /**
   * The Bayesian posterior without prior belief.
   *
   * @return the normal distribution around the value with the standard error as deviation
   * @throws IllegalStateException if the effect is not {@link #testable()}, with the reason
   */
  public Comparison.Posterior posterior() {
    return new Comparison.Posterior(value(), standardError(), n(), unit(), "flat prior");
  }

  /**
   * The Bayesian posterior: the means of prior and effect, weighted by their precisions.
   *
   * @param prior what was believed before
   * @return what is believed after
   * @throws IllegalStateException if the effect is not {@link #testable()}, with the reason
   */
  public Comparison.Posterior posterior(Prior prior) {
    Objects.requireNonNull(prior, "prior");
    double errors = standardError() / prior.standardDeviation();
    double share = 1 / (1 + errors * errors);
    double mean = prior.mean() + share * (value() - prior.mean());
    String method = "normal prior " + prior.mean() + " ± " + prior.standardDeviation();
    return new Comparison.Posterior(mean, standardError() * Math.sqrt(share), n(), unit(), method);
  }

  /**
   * How many more units are needed, as a multiple of those so far, to tell {@code truth} from 0:
   * for one look or for every look, as this effect is read. The spread counts as known and
   * unchanged, the estimate as normal.
   *
   * @param truth the difference to find, in the unit of the effect, not 0
   * @param power the chance to find it, between 0 and 1
   * @param level the level of the interval that has to exclude 0, between 0 and 1
   * @return the further units over the units so far, 0 if none; undefined if the effect is not
   *     testable or 100 million times the units are too few
   * @throws IllegalArgumentException if a number is out of range
   */
  public Figure scalingFor(double truth, double power, double level) {
    Planning.requireGoal(truth, power, level);
    return scaling(
        power, "to tell " + truth + " from 0", s -> planning(level).difference(truth, s));
  }

  /**
   * How many more units are needed, as a multiple of those so far, for the credible interval of the
   * {@linkplain #posterior(Prior) posterior} to exclude 0. For one look.
   *
   * @param truth the difference to find, in the unit of the effect, not 0
   * @param power the chance to find it, between 0 and 1
   * @param level the probability of the credible interval, between 0 and 1
   * @param prior what was believed before
   * @return the further units over the units so far, 0 if none; undefined if the effect is not
   *     testable or 100 million times the units are too few
   * @throws IllegalArgumentException if a number is out of range
   */
  public Figure scalingFor(double truth, double power, double level, Prior prior) {
    Planning.requireGoal(truth, power, level);
    Objects.requireNonNull(prior, "prior");
    Reading normal = Reading.forOneLook(Double.POSITIVE_INFINITY);
    return scaling(
        power,
        "to tell " + truth + " from 0, normal prior",
        s -> new Planning(standardError(), normal, level).difference(truth, prior, s));
  }

  /**
   * The verdict on this effect alone; its relative difference is undefined.
   *
   * @param criterion what decides
   * @return the comparison
   */
  public Comparison compare(Comparison.Criterion criterion) {
    return new Judgement(this, Objects.requireNonNull(criterion, "criterion"))
        .comparison(Figure.undefined("only the difference was compared", n()));
  }

  /** Returns the figure, as it reads. */
  @Override
  public String toString() {
    return figure().toString();
  }

  long smallestArm() {
    return evidence.smallestArm();
  }

  long clusters() {
    return evidence.clusters();
  }

  String unit() {
    return evidence.unit();
  }

  String method() {
    return evidence.method();
  }

  Reading reading() {
    return reading;
  }

  Planning planning(double level) {
    return new Planning(standardError(), reading, level);
  }

  private Figure scaling(double power, String goal, DoubleUnaryOperator powerAt) {
    if (!testable()) {
      return Figure.undefined(untestable(), n());
    }
    double scaling = Planning.scaling(powerAt, power);
    String method = "further units over units so far, power " + power + " " + goal;
    return Double.isInfinite(scaling)
        ? Figure.undefined("more than 100 million times the units are needed", n())
        : Figure.point(scaling, n(), method + ", no interval: a plan");
  }

  private Effect with(Evidence evidence) {
    return new Effect(estimate, evidence, reading, denominator, reason);
  }

  private void requireTestable() {
    if (!testable()) {
      throw new IllegalStateException("undefined: " + untestable());
    }
  }

  private String untestable() {
    if (reason != null) {
      return reason;
    }
    return estimate.degreesOfFreedom() < 1 ? "one observation" : "no spread";
  }
}

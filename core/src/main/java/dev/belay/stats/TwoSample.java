/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Whether a candidate differs from a baseline, judged on different units: the two arms of a split.
 *
 * <p>Every design needs only sums, which arms add up on their own and which merge. The difference
 * is candidate less baseline, the relative one is over the size of the baseline.
 *
 * <pre>{@code
 * TwoSample split = TwoSample.means(lossesOfHeuristic, lossesOfModel).withUnit("min");
 * Comparison verdict = split.compare(Comparison.Criterion.lowerIsBetter().alwaysValid());
 * }</pre>
 *
 * <p>Units must be independent, in one arm as between arms: split by user and compare ratios of
 * sums per user where users come back. With fewer than 2 units in an arm the figures are undefined.
 * Figures are for one look; {@link Effect#alwaysValid} and the criterion change that. Immutable,
 * safe to share between threads.
 */
public final class TwoSample {

  private final Effect effect;
  private final Effect relativeEffect;
  private final String design;
  private final @Nullable Stratum stratum;

  /**
   * A quantile of an arm between the two order statistics that are its 95 % bounds: the quantiles
   * at ν ∓ 1.96 √(ν(1 - ν)/n). Equal bounds tell nothing.
   *
   * @param probability which quantile ν, above 0 and below 1: 0.9 for the ninetieth percentile
   * @param n the number of independent units
   * @param value the quantile
   * @param lower the lower bound, not above the value
   * @param upper the upper bound, not below the value
   */
  public record Quantile(double probability, long n, double value, double lower, double upper) {

    private static final double Z =
        NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Interval.DEFAULT_LEVEL) / 2);

    /**
     * Checks the numbers.
     *
     * @param probability which quantile, above 0 and below 1
     * @param n the number of independent units, at least 1
     * @param value the quantile
     * @param lower the lower bound, not above the value
     * @param upper the upper bound, not below the value
     * @throws IllegalArgumentException if one of them is not so
     */
    public Quantile {
      requireProbability(probability);
      if (n < 1) {
        throw new IllegalArgumentException("n must be at least 1: " + n);
      }
      if (!(lower <= value && value <= upper && Double.isFinite(upper - lower))) {
        throw new IllegalArgumentException(
            "lower, value and upper must be finite and in order: %s, %s, %s"
                .formatted(lower, value, upper));
      }
    }

    /**
     * The quantile of values, interpolated between neighbours (definition 7 of R. J. Hyndman and Y.
     * Fan, The American Statistician 50(4), 1996, pp. 361-365).
     *
     * <p>A bound at a value that occurs more than once, as in whole minutes, moves outwards to the
     * next different value, since within such a value order tells nothing: the bounds are then
     * wider than they need be. Where there is no such value both bounds are the quantile itself.
     *
     * @param probability which quantile, above 0 and below 1
     * @param values the values of one arm, at least one, each finite; they stay as they are
     * @return the quantile with its bounds
     * @throws IllegalArgumentException if there is no value, one is not finite, or the probability
     *     is out of range
     */
    public static Quantile of(double probability, double... values) {
      requireProbability(probability);
      if (values.length == 0) {
        throw new IllegalArgumentException("a quantile needs a value: 0 values");
      }
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double spread = Z * Math.sqrt(probability * (1 - probability) / values.length);
      double value = at(probability, sorted);
      double lower = lower(Math.max(0, probability - spread), sorted);
      double upper = upper(Math.min(1, probability + spread), sorted);
      boolean known = lower > Double.NEGATIVE_INFINITY && upper < Double.POSITIVE_INFINITY;
      return new Quantile(
          probability, values.length, value, known ? lower : value, known ? upper : value);
    }

    /** Whether the bounds tell the spread: they differ, and both lie within the values. */
    boolean bounded() {
      double odds = probability / (1 - probability);
      return lower < upper && n > Z * Z * odds && n > Z * Z / odds;
    }

    /** (n-1)/n ((upper - lower)/2z)² is the variance of the quantile: this is n times as much. */
    Sample sample() {
      double error = (upper - lower) / (2 * Z);
      return Sample.of(n, value, (n - 1) * error * error);
    }

    /** Minus infinity if there is nothing below a tie. */
    private static double lower(double probability, double[] sorted) {
      int below = (int) (probability * (sorted.length - 1));
      if (!tied(below, sorted)) {
        return at(probability, sorted);
      }
      int next = below;
      while (next >= 0 && sorted[next] == sorted[below]) {
        next--;
      }
      return next < 0 ? Double.NEGATIVE_INFINITY : sorted[next];
    }

    /** Infinity if there is nothing above a tie. */
    private static double upper(double probability, double[] sorted) {
      int above = (int) Math.ceil(probability * (sorted.length - 1));
      if (!tied(above, sorted)) {
        return at(probability, sorted);
      }
      int next = above;
      while (next < sorted.length && sorted[next] == sorted[above]) {
        next++;
      }
      return next == sorted.length ? Double.POSITIVE_INFINITY : sorted[next];
    }

    private static boolean tied(int i, double[] sorted) {
      return (i > 0 && sorted[i] == sorted[i - 1])
          || (i + 1 < sorted.length && sorted[i] == sorted[i + 1]);
    }

    private static double at(double probability, double[] sorted) {
      double position = probability * (sorted.length - 1);
      int below = (int) position;
      double next = sorted[Math.min(below + 1, sorted.length - 1)];
      return sorted[below] + (position - below) * (next - sorted[below]);
    }

    private static void requireProbability(double probability) {
      if (!(probability > 0 && probability < 1)) {
        throw new IllegalArgumentException("probability must be between 0 and 1: " + probability);
      }
    }
  }

  TwoSample(Effect effect, Effect relativeEffect, String design, @Nullable Stratum stratum) {
    this.effect = effect;
    this.relativeEffect = relativeEffect;
    this.design = design;
    this.stratum = stratum;
  }

  static TwoSample undefined(String design, String reason, long n) {
    Effect none = Effect.undefined(reason, n);
    return new TwoSample(none, none, design, null);
  }

  /**
   * The difference of two means by the t of B. L. Welch, Biometrika 34(1-2), 1947, pp. 28-35: each
   * arm has a variance of its own. An arm that does not vary at all has that of the other, as every
   * design has it and the method then says: being so far constant is no certainty.
   *
   * @param baseline the baseline's values, one a unit
   * @param candidate the candidate's values
   * @return the comparison
   */
  public static TwoSample means(Moments baseline, Moments candidate) {
    return new Arms("means", baseline.sample(), candidate.sample()).unadjusted();
  }

  /**
   * The difference of two proportions by Welch's t, with p(1 - p) as the variance of a unit. There
   * is no interval, hence no verdict, with fewer than 5 successes or fewer than 5 failures in an
   * arm, where such intervals are far too short: {@link Proportion#minus(Proportion)} has one for
   * one look.
   *
   * @param baseline the baseline's successes
   * @param candidate the candidate's successes
   * @return the comparison
   */
  public static TwoSample proportions(Proportion baseline, Proportion candidate) {
    return new Arms("proportions", baseline.sample(), candidate.sample())
        .unadjusted((double) Math.min(baseline.rarer(), candidate.rarer()));
  }

  /**
   * The difference of two ratios of sums, such as minutes late over trips where a unit is a user:
   * by the delta method (A. Deng, U. Knoblich and J. Lu, KDD 2018, arXiv 1803.06336), with Welch's
   * t. There is no interval where a denominator is not distinct from 0.
   *
   * @param baseline the numerator and the denominator of each unit of the baseline
   * @param candidate those of the candidate
   * @return the comparison
   * @throws IllegalArgumentException if an arm has not two quantities
   */
  public static TwoSample ratios(Moments.Joint baseline, Moments.Joint candidate) {
    requireQuantities(2, baseline, candidate);
    return new Arms("ratios", baseline.sample(), candidate.sample()).unadjusted();
  }

  /**
   * The difference of two means, adjusted for a covariate that the arm cannot have changed, such as
   * the error of the heuristic, which is known for every unit: CUPED (A. Deng, Y. Xu, R. Kohavi and
   * T. Walker, WSDM 2013). It takes a share r² off the variance, r being the correlation. The slope
   * is that over all units of both arms, and 0 for a constant covariate; the method states it.
   *
   * @param baseline the outcome and the covariate of each unit of the baseline
   * @param candidate those of the candidate
   * @return the comparison
   * @throws IllegalArgumentException if an arm has not two quantities
   */
  public static TwoSample cupedMeans(Moments.Joint baseline, Moments.Joint candidate) {
    requireQuantities(2, baseline, candidate);
    return new Arms("means, CUPED", baseline.sample(), candidate.sample()).adjustedMeans();
  }

  /**
   * The difference of two ratios of sums, adjusted for another ratio of sums that the arm cannot
   * have changed: {@link #cupedMeans} on what each unit adds to either ratio, to first order. The
   * slope is that of the summed variances of the arms.
   *
   * @param baseline numerator and denominator, then those of the covariate, of each unit of the
   *     baseline
   * @param candidate those of the candidate
   * @return the comparison
   * @throws IllegalArgumentException if an arm has not four quantities
   */
  public static TwoSample cupedRatios(Moments.Joint baseline, Moments.Joint candidate) {
    requireQuantities(4, baseline, candidate);
    return new Arms("ratios, CUPED", baseline.sample(), candidate.sample()).adjustedRatios();
  }

  /**
   * The difference of two quantiles, each as spread as its order statistics tell. The intervals are
   * normal. Undefined where the order statistics tell nothing: equal bounds, or so few units that a
   * bound would lie outside the values.
   *
   * @param baseline the quantile of the baseline
   * @param candidate the same quantile of the candidate
   * @return the comparison
   * @throws IllegalArgumentException if the two are not the same quantile
   */
  public static TwoSample quantiles(Quantile baseline, Quantile candidate) {
    if (baseline.probability() != candidate.probability()) {
      throw new IllegalArgumentException(
          "probability must be " + baseline.probability() + ": " + candidate.probability());
    }
    String design = "quantiles at " + baseline.probability();
    if (!(baseline.bounded() && candidate.bounded())) {
      long n = baseline.n() + candidate.n();
      return undefined(design, "the order statistics of an arm do not bound its quantile", n);
    }
    Stratum stratum = Stratum.of(baseline.sample(), candidate.sample());
    return known(design, ", order statistics", stratum);
  }

  /**
   * The difference over strata that are weighted by their share of all units, such as cities:
   * post-stratification. What differs between strata no longer adds to the spread, and an arm that
   * has more units of a hard stratum no longer looks worse. The intervals are normal.
   *
   * <p>The variance is Σν²V + (Σνm² - (Σνm)²)/N with the shares ν, the means m and their variances
   * V of the strata and N units. Within a stratum CUPED adjusts by least squares.
   *
   * @param strata the comparison of each stratum, at least one, all of the same design and unit
   * @return the comparison over all strata in that unit; undefined if that of a stratum is
   * @throws IllegalArgumentException if there is no stratum or one has another design or unit
   */
  public static TwoSample stratified(List<TwoSample> strata) {
    if (strata.isEmpty()) {
      throw new IllegalArgumentException("strata must not be empty: " + strata);
    }
    String design = strata.get(0).design;
    strata.forEach(each -> requireDesign(design, each.design));
    String unit = strata.get(0).effect.unit();
    strata.forEach(each -> requireUnit(unit, each.effect.unit()));
    List<Stratum> known =
        strata.stream().map(each -> each.stratum).filter(Objects::nonNull).toList();
    if (known.size() < strata.size()) {
      long n = strata.stream().mapToLong(each -> each.effect.n()).sum();
      return undefined(design, firstMissing(strata), n).withUnit(unit);
    }
    String detail = ", post-stratified over " + strata.size() + " strata";
    return known(design, detail, Stratum.combined(known)).withUnit(unit);
  }

  /**
   * The same comparison in a unit's name; no value is converted.
   *
   * @param unit the unit of the difference, such as {@code min}; empty for a pure number
   * @return a copy whose difference has that unit
   */
  public TwoSample withUnit(String unit) {
    return new TwoSample(effect.withUnit(unit), relativeEffect, design, stratum);
  }

  /**
   * The difference with a 95 % interval.
   *
   * @return {@code absolute(0.95)}
   */
  public Figure absolute() {
    return absolute(Interval.DEFAULT_LEVEL);
  }

  /**
   * The difference candidate less baseline.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the difference; undefined if an arm is; without an interval if nothing varies
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure absolute(double level) {
    return effect.figure(level);
  }

  /**
   * The relative difference with a 95 % interval.
   *
   * @return {@code relative(0.95)}
   */
  public Figure relative() {
    return relative(Interval.DEFAULT_LEVEL);
  }

  /**
   * The difference over the size of the baseline, {@code -0.1} for a tenth less: by the delta
   * method. From -10 to -5 is +0.5.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the relative difference, a pure number; undefined if an arm is, or the baseline is 0;
   *     without an interval if nothing varies or the baseline is not distinct from 0
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure relative(double level) {
    return relativeEffect.figure(level);
  }

  /**
   * The difference as an effect.
   *
   * @return the effect that {@link #absolute(double)} is a figure of
   */
  public Effect effect() {
    return effect;
  }

  /**
   * The relative difference as an effect.
   *
   * @return the effect that {@link #relative(double)} is a figure of
   */
  public Effect relativeEffect() {
    return relativeEffect;
  }

  /**
   * The verdict on the difference.
   *
   * @param criterion what decides
   * @return the comparison, with both figures at the level of the criterion
   */
  public Comparison compare(Comparison.Criterion criterion) {
    return Judgement.of(effect, relativeEffect, criterion);
  }

  /** Returns both figures, as they read. */
  @Override
  public String toString() {
    return "TwoSample[absolute=" + absolute() + ", relative=" + relative() + "]";
  }

  /** A comparison whose variances count as known. */
  private static TwoSample known(String design, String detail, Stratum stratum) {
    ArmPair pair = stratum.pair();
    return new Contrast(design, detail, stratum).of(pair, pair.ratio(), Double.POSITIVE_INFINITY);
  }

  private static String firstMissing(List<TwoSample> strata) {
    int first = 0;
    while (strata.get(first).stratum != null) {
      first++;
    }
    String reason = strata.get(first).effect.reason();
    return "stratum " + (first + 1) + " of " + strata.size() + ": " + reason;
  }

  private static void requireDesign(String design, String other) {
    if (!design.equals(other)) {
      throw new IllegalArgumentException("strata must be " + design + ": " + other);
    }
  }

  private static void requireUnit(String unit, String other) {
    if (!unit.equals(other)) {
      throw new IllegalArgumentException("unit of strata must be '" + unit + "': '" + other + "'");
    }
  }

  private static void requireQuantities(
      int quantities, Moments.Joint baseline, Moments.Joint candidate) {
    for (Moments.Joint arm : List.of(baseline, candidate)) {
      if (arm.quantities() != quantities) {
        throw new IllegalArgumentException(
            "an arm must have " + quantities + " quantities: " + arm.quantities());
      }
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.Figure;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * The plan of a comparison: how many units it takes to find an effect, which effect a number of
 * units can find, and how likely.
 *
 * <pre>{@code
 * Power plan = Power.means(12.0);                  // standard deviation of a loss, in minutes
 * Figure units = plan.sampleSize(1.5, 0.8);        // in each arm, to find 1.5 min with 80 %
 * Figure detectable = plan.detectableEffect(500, 0.8);
 * }</pre>
 *
 * <p>A plan is two-sided at α = 0.05 with arms of equal size, by the normal distribution, unless
 * changed. What counts as found is an effect in its own direction; {@link #countingBothTails}
 * counts the alarms in the wrong direction too, as some planners do. Sizes are those of the first
 * arm (for pairs, the number of pairs) and are not rounded. What comes out has no interval, since
 * nothing was observed, and {@code n} is the planned number of units in all arms.
 *
 * <p>Formulas: J. Cohen, <i>Statistical Power Analysis for the Behavioral Sciences</i>, 2nd ed.,
 * 1988, chapters 2 and 6; J. L. Fleiss, <i>Statistical Methods for Rates and Proportions</i>, 2nd
 * ed., 1981, chapter 3. Immutable, safe to share between threads; every {@code with} returns a
 * changed copy.
 */
public final class Power {

  private static final double MOST_UNITS = 1e15;
  private static final double LARGEST_EFFECT = 1e70;

  private static final double USUAL_ALPHA = 0.05;

  private final PowerPlan plan;
  private final double alpha;

  private Power(PowerPlan plan, double alpha) {
    this.plan = plan;
    this.alpha = alpha;
  }

  /**
   * The difference of two means.
   *
   * @param standardDeviation the standard deviation of a unit in either arm, above 0
   * @return the plan
   * @throws IllegalArgumentException if it is not above 0
   */
  public static Power means(double standardDeviation) {
    Arguments.positive("standardDeviation", standardDeviation);
    return of(new PowerDesign.Means(standardDeviation));
  }

  /**
   * The mean difference on the same units.
   *
   * @param standardDeviation the standard deviation of the differences, above 0
   * @return the plan
   * @throws IllegalArgumentException if it is not above 0
   */
  public static Power paired(double standardDeviation) {
    Arguments.positive("standardDeviation", standardDeviation);
    return of(new PowerDesign.Paired(standardDeviation));
  }

  /**
   * The difference of two proportions, tested with their pooled variance.
   *
   * @param baseline the proportion of the first arm, between 0 and 1
   * @return the plan, whose effects are differences from the baseline
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public static Power proportions(double baseline) {
    Arguments.share("baseline", baseline);
    return of(new PowerDesign.Proportions(baseline, true));
  }

  /**
   * The difference of two proportions, tested with the variance of the first for both: E. Miller's
   * form of the sample size.
   *
   * @param baseline the proportion of the first arm, between 0 and 1
   * @return the plan, whose effects are differences from the baseline
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public static Power proportionsByBaseline(double baseline) {
    Arguments.share("baseline", baseline);
    return of(new PowerDesign.Proportions(baseline, false));
  }

  /**
   * The relative difference of two means, 0.05 being 5 % more, by the delta method. A proportion p
   * has mean p and standard deviation √(p (1 - p)).
   *
   * @param mean the mean of the first arm, not 0
   * @param standardDeviation the standard deviation of a unit in either arm, above 0
   * @return the plan, whose effects are relative
   * @throws IllegalArgumentException if the mean is 0 or not finite, or the deviation not above 0
   */
  public static Power relative(double mean, double standardDeviation) {
    if (Arguments.usable("mean", mean) == 0) {
      throw new IllegalArgumentException(
          "a relative difference needs a mean other than 0: " + mean);
    }
    Arguments.positive("standardDeviation", standardDeviation);
    return of(new PowerDesign.Relative(standardDeviation / Math.abs(mean)));
  }

  /**
   * The same plan at another significance level.
   *
   * @param alpha the accepted share of false alarms, between 0 and 1
   * @return the changed plan
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Power withAlpha(double alpha) {
    return new Power(plan, Arguments.share("alpha", alpha));
  }

  /**
   * The same plan with another side.
   *
   * @param side the direction of effects that count
   * @return the changed plan
   */
  public Power withSide(Side side) {
    return changed(plan.with(Objects.requireNonNull(side, "side")));
  }

  /**
   * The same plan with arms of unequal size; pairs have no second arm, and do not change.
   *
   * @param ratio the units of the second arm for each of the first, above 0
   * @return the changed plan
   * @throws IllegalArgumentException if it is not above 0
   */
  public Power withRatio(double ratio) {
    return changed(plan.with(Arguments.positive("ratio", ratio)));
  }

  /**
   * The same plan with Student's t instead of the normal distribution: for small numbers, where the
   * deviation is estimated from the same units.
   *
   * @return the changed plan
   */
  public Power withStudent() {
    return changed(plan.with(new PowerTest.Student()));
  }

  /**
   * The same plan with the asymptotic confidence sequence, which may be looked at all the time. The
   * power is that of the look at the planned end: 1 - Φ((h - d) / se) for an effect d and the
   * sequence's half width h, and looking before only adds to it. To inflate the standard error by
   * the ratio of the half widths instead, and then use the fixed formula, is not the same: it
   * promises several times as much where the power is small.
   *
   * @param tightestAt the units of all arms at which the sequence is tightest, above 0
   * @return the changed plan
   * @throws IllegalArgumentException if it is not above 0
   */
  public Power withSequence(double tightestAt) {
    Arguments.positive("tightestAt", tightestAt);
    return changed(plan.with(new PowerTest.Sequential(tightestAt)));
  }

  /**
   * The same plan, counting as found also an alarm in the direction opposite to the effect.
   *
   * @return the changed plan
   */
  public Power countingBothTails() {
    return changed(plan.countingBothTails());
  }

  /**
   * The probability of finding an effect.
   *
   * @param effect the real difference, second arm less first
   * @param n the units of the first arm, at least 2
   * @return the power
   * @throws IllegalArgumentException if the effect is impossible in this design, or {@code n} is
   *     below 2 or above 1e15
   */
  public Figure power(double effect, double n) {
    requireSize(n);
    return planned(plan.found(possible(effect), n, alpha), n, "power");
  }

  /**
   * The units that find an effect with a wanted power.
   *
   * @param effect the real difference, second arm less first
   * @param power the wanted probability, between 0 and 1
   * @return the units of the first arm, at least 2; undefined if 1e15 do not suffice
   * @throws IllegalArgumentException if the effect is impossible in this design or the power not
   *     between 0 and 1
   */
  public Figure sampleSize(double effect, double power) {
    possible(effect);
    Arguments.share("power", power);
    DoubleUnaryOperator surplus = n -> plan.found(effect, n, alpha) - power;
    double enough = Bisection.bracket(surplus, 2, MOST_UNITS);
    if (Double.isInfinite(enough)) {
      return Figure.undefined("more than " + MOST_UNITS + " units", 0);
    }
    double n = enough == 2 ? 2 : Bisection.root(surplus, enough / 2, enough);
    return planned(n, n, "sample size");
  }

  /**
   * The smallest effect that is found with a wanted power.
   *
   * @param n the units of the first arm, at least 2
   * @param power the wanted probability, between 0 and 1
   * @return the effect, in the direction of the alternative and upwards if there are two; undefined
   *     if no effect is found that often
   * @throws IllegalArgumentException if {@code n} is below 2 or above 1e15, or the power not
   *     between 0 and 1
   */
  public Figure detectableEffect(double n, double power) {
    requireSize(n);
    Arguments.share("power", power);
    double sign = plan.side() == Side.LESS ? -1 : 1;
    DoubleUnaryOperator surplus = size -> plan.found(sign * size, n, alpha) - power;
    double most = Math.min(LARGEST_EFFECT, plan.design().largest(sign));
    double enough = Bisection.bracket(surplus, Math.min(plan.design().scale() / 1e9, most), most);
    if (Double.isInfinite(enough)) {
      enough = surplus.applyAsDouble(most) > 0 ? most : enough;
    }
    return Double.isInfinite(enough)
        ? Figure.undefined("no effect is found that often", plan.units(n))
        : planned(sign * Bisection.root(surplus, 0, enough), n, "detectable effect");
  }

  /**
   * The significance level at which an effect is found with a wanted power; that of the plan does
   * not matter.
   *
   * @param effect the real difference, second arm less first
   * @param n the units of the first arm, at least 2
   * @param power the wanted probability, between 0 and 1
   * @return the significance level; undefined if an effect so small is found less often at any
   * @throws IllegalArgumentException if the effect is impossible in this design, {@code n} is below
   *     2 or above 1e15, or the power not between 0 and 1
   */
  public Figure alpha(double effect, double n, double power) {
    requireSize(n);
    possible(effect);
    Arguments.share("power", power);
    if (plan.found(effect, n, Math.nextDown(1.0)) < power) {
      return Figure.undefined("no level finds it that often", plan.units(n));
    }
    double level = Bisection.root(a -> a == 0 ? -1 : plan.found(effect, n, a) - power, 0, 1);
    return planned(level, n, "significance level");
  }

  /** Returns the design and the test, as they read. */
  @Override
  public String toString() {
    return "Power[" + description() + "]";
  }

  private static Power of(PowerDesign design) {
    return new Power(PowerPlan.of(design), USUAL_ALPHA);
  }

  private Power changed(PowerPlan plan) {
    return new Power(plan, alpha);
  }

  private Figure planned(double value, double n, String what) {
    return Figure.point(
        value, plan.units(n), what + ", " + description() + ", no interval: a plan");
  }

  private String description() {
    return plan.description() + " at " + alpha;
  }

  private double possible(double effect) {
    Arguments.usable("effect", effect);
    if (Math.abs(effect) > plan.design().largest(Math.signum(effect))) {
      throw new IllegalArgumentException(
          "effect is impossible for " + plan.design().name() + ": " + effect);
    }
    return effect;
  }

  private static void requireSize(double n) {
    if (!(n >= 2 && n <= MOST_UNITS)) {
      throw new IllegalArgumentException("n must be from 2 to " + MOST_UNITS + ": " + n);
    }
  }
}

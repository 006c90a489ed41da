/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * The range that holds an unknown value at a stated level of confidence.
 *
 * <p>One bound may be infinite: the interval is then one-sided. Both may not, since an interval
 * that says nothing is no interval. Bounds are in the unit of the value they enclose. Immutable,
 * safe to share between threads.
 *
 * @param lower the lower bound, included; not above {@code upper}
 * @param upper the upper bound, included
 * @param level the level of confidence, above 0 and below 1: {@code 0.95} for 95 %
 */
public record Interval(double lower, double upper, double level) {

  /** The level used where none is given: 95 %. */
  public static final double DEFAULT_LEVEL = 0.95;

  /**
   * Checks the bounds and the level.
   *
   * @param lower the lower bound, included; not above {@code upper}
   * @param upper the upper bound, included
   * @param level the level of confidence, above 0 and below 1
   * @throws IllegalArgumentException if a bound is not a number, the lower bound is above the
   *     upper, no bound is finite, or the level is not between 0 and 1
   */
  public Interval {
    requireLevel(level);
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "lower bound must not be above upper bound: [" + lower + ", " + upper + "]");
    }
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      throw new IllegalArgumentException(
          "at least one bound must be finite: [" + lower + ", " + upper + "]");
    }
    if (lower == Double.POSITIVE_INFINITY || upper == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "no finite value is within the bounds: [" + lower + ", " + upper + "]");
    }
  }

  /**
   * Whether {@code value} is within the bounds, which belong to the interval.
   *
   * @param value the value to look for
   * @return true if it is not outside the bounds
   * @throws IllegalArgumentException if {@code value} is not a number
   */
  public boolean contains(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("value must be a number: " + value);
    }
    return lower <= value && value <= upper;
  }

  /**
   * Whether {@code value} is outside the bounds: the opposite of {@link #contains}.
   *
   * @param value the value to look for
   * @return true if it is outside the bounds
   * @throws IllegalArgumentException if {@code value} is not a number
   */
  public boolean excludes(double value) {
    return !contains(value);
  }

  /**
   * The distance between the bounds.
   *
   * @return the upper bound less the lower, infinite for a one-sided interval
   */
  public double width() {
    return upper - lower;
  }

  /** Returns the interval as it reads, such as {@code [12.71, 13.17] (95 %)}. */
  @Override
  public String toString() {
    return Decimals.enoughFor(this).bounds(this) + " (" + Decimals.percent(level) + ")";
  }

  static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1: " + level);
    }
  }
}

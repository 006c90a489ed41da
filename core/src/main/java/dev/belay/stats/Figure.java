/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number with its evidence, or the reason why there is none.
 *
 * <p>A <em>defined</em> figure has a finite value, the number of observations behind it, its unit,
 * the method with its assumptions in words, and as a rule an interval. An <em>undefined</em> figure
 * has a reason instead: its {@link #value()} throws, so that no 0, NaN or infinity is ever taken
 * for a measurement.
 *
 * <p>A defined figure without an interval is the exception: the value was observed, but what was
 * observed says nothing about its spread (one observation, the same value each time, the largest of
 * a sample). The method then says so, and {@link #excludes} is false for every value: such a figure
 * proves nothing.
 *
 * <p>The interval is not required to hold the value: intervals that correct a bias need not.
 * Immutable, safe to share between threads.
 *
 * @param value the value in {@code unit}; not a number if undefined, and then its accessor throws
 * @param interval the interval of the value; null if undefined, or if only the value is known
 * @param n the number of observations: at least 1 if defined
 * @param unit the unit of the value and of the bounds, empty for a pure number
 * @param method how the value and the interval were found and what that assumes, in words; may be
 *     empty only if undefined
 * @param reason why there is no value; null if there is one
 */
public record Figure(
    double value,
    @Nullable Interval interval,
    long n,
    String unit,
    String method,
    @Nullable String reason) {

  /**
   * Checks that the figure is either defined or undefined and nothing in between. The factories say
   * it shorter.
   *
   * @param value the value in {@code unit}; not a number if undefined
   * @param interval the interval of the value, if any
   * @param n the number of observations: at least 1 if defined
   * @param unit the unit, empty for a pure number
   * @param method how the value was found, in words; may be empty only if undefined
   * @param reason why there is no value; null if there is one
   * @throws IllegalArgumentException if a defined figure lacks a finite value, an observation or a
   *     method, or an undefined one has a value, an interval or a blank reason
   */
  public Figure {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(method, "method");
    if (reason == null) {
      requireDefined(value, n, method);
    } else {
      requireUndefined(value, interval, n, reason);
    }
  }

  /**
   * A figure with an interval, without a unit.
   *
   * @param value the value, finite
   * @param interval its interval
   * @param n the number of observations, at least 1
   * @param method how it was found, in words
   * @return the defined figure
   * @throws IllegalArgumentException if the value is not finite, {@code n} is below 1 or the method
   *     is blank
   */
  public static Figure of(double value, Interval interval, long n, String method) {
    return new Figure(value, Objects.requireNonNull(interval, "interval"), n, "", method, null);
  }

  /**
   * A figure whose value is known and whose spread is not, without a unit.
   *
   * @param value the value, finite
   * @param n the number of observations, at least 1
   * @param method how it was found and why there is no interval, in words
   * @return the defined figure without an interval
   * @throws IllegalArgumentException if the value is not finite, {@code n} is below 1 or the method
   *     is blank
   */
  public static Figure point(double value, long n, String method) {
    return new Figure(value, null, n, "", method, null);
  }

  /**
   * A figure that is not known.
   *
   * @param reason why, in words, such as {@code constant actuals}
   * @param n the number of observations there were, at least 0
   * @return the undefined figure
   * @throws IllegalArgumentException if the reason is blank or {@code n} is negative
   */
  public static Figure undefined(String reason, long n) {
    return new Figure(Double.NaN, null, n, "", "", Objects.requireNonNull(reason, "reason"));
  }

  /**
   * The same figure in another unit's name; the value is not converted.
   *
   * @param unit the unit, such as {@code min}; empty for a pure number
   * @return a copy with that unit
   */
  public Figure withUnit(String unit) {
    return new Figure(value, interval, n, unit, method, reason);
  }

  /**
   * Whether there is a value.
   *
   * @return false if the figure has a reason instead
   */
  public boolean defined() {
    return reason == null;
  }

  /**
   * The value, in {@link #unit()}.
   *
   * @return the value, always finite
   * @throws IllegalStateException if the figure is undefined, with the reason
   */
  @Override
  public double value() {
    if (reason != null) {
      throw new IllegalStateException("undefined: " + reason);
    }
    return value;
  }

  /**
   * Whether the evidence rules {@code value} out: never true without an interval.
   *
   * @param value the value to rule out, such as 0 for "no difference"
   * @return true if there is an interval and it does not hold {@code value}
   * @throws IllegalArgumentException if {@code value} is not a number and there is an interval
   */
  public boolean excludes(double value) {
    return interval != null && interval.excludes(value);
  }

  /**
   * Returns the figure as it reads in any locale: {@code 12.94 min [12.71, 13.17] (95 %, n =
   * 82,798, mean, Student t)} or {@code undefined: constant actuals (n = 3)}. Rounded for reading.
   */
  @Override
  public String toString() {
    String size = String.format(Locale.ROOT, "n = %,d", n);
    if (reason != null) {
      return "undefined: " + reason + " (" + size + ")";
    }
    Decimals decimals = Decimals.enoughFor(value, interval);
    String number = decimals.number(value) + (unit.isEmpty() ? "" : " " + unit);
    if (interval == null) {
      return number + " (" + size + ", " + method + ")";
    }
    String level = Decimals.percent(interval.level());
    return number
        + (" " + decimals.bounds(interval))
        + (" (" + level + ", " + size + ", " + method + ")");
  }

  private static void requireDefined(double value, long n, String method) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a figure without a reason needs a value: " + value);
    }
    if (n < 1) {
      throw new IllegalArgumentException("a figure with a value needs an observation: n = " + n);
    }
    if (method.isBlank()) {
      throw new IllegalArgumentException("a figure with a value needs a method: '" + method + "'");
    }
  }

  private static void requireUndefined(
      double value, @Nullable Interval interval, long n, String reason) {
    if (!Double.isNaN(value) || interval != null) {
      throw new IllegalArgumentException(
          "an undefined figure has neither value nor interval: " + value + ", " + interval);
    }
    if (n < 0) {
      throw new IllegalArgumentException("n must not be negative: " + n);
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("reason must say something: '" + reason + "'");
    }
  }
}

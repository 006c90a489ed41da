/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

/**
 * Checks of numbers that a host hands in. Each returns the number, or throws an {@link
 * IllegalArgumentException} with its name and value; none lets through what is not a number.
 */
public final class Arguments {

  /** Squares of it, summed over any count, are still a double. */
  private static final double LARGEST = 1e70;

  private Arguments() {}

  /**
   * A share that is neither nothing nor all.
   *
   * @param name for the message
   * @param value between 0 and 1
   * @return the value
   */
  public static double share(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1: " + value);
    }
    return value;
  }

  /**
   * A probability.
   *
   * @param name for the message
   * @param value from 0 to 1
   * @return the value
   */
  public static double probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1: " + value);
    }
    return value;
  }

  /**
   * The level of an interval.
   *
   * @param level between 0 and 1
   * @return the level
   */
  public static double level(double level) {
    return share("level", level);
  }

  /**
   * A size that is something.
   *
   * @param name for the message
   * @param value above 0 and at most 1e70
   * @return the value
   */
  public static double positive(String name, double value) {
    if (!(value > 0 && value <= LARGEST)) {
      throw new IllegalArgumentException(
          name + " must be above 0 and at most " + LARGEST + ": " + value);
    }
    return value;
  }

  /**
   * A size.
   *
   * @param name for the message
   * @param value from 0 to 1e70
   * @return the value
   */
  public static double notNegative(String name, double value) {
    if (!(value >= 0 && value <= LARGEST)) {
      throw new IllegalArgumentException(name + " must be from 0 to " + LARGEST + ": " + value);
    }
    return value;
  }

  /**
   * A number whose squares can be summed.
   *
   * @param name for the message
   * @param value at most 1e70 in size
   * @return the value
   */
  public static double usable(String name, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(
          name + " must be finite and at most " + LARGEST + " in size: " + value);
    }
    return value;
  }

  /**
   * Numbers whose squares can be summed.
   *
   * @param name for the message
   * @param values each at most 1e70 in size
   * @return a copy
   */
  public static double[] usable(String name, double[] values) {
    double[] copy = values.clone();
    for (double value : copy) {
      usable(name, value);
    }
    return copy;
  }

  /**
   * A count.
   *
   * @param name for the message
   * @param value 0 or more
   * @return the value
   */
  public static long count(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    return value;
  }

  /**
   * A count that is large enough.
   *
   * @param least the smallest that will do
   * @param name for the message
   * @param value at least that
   * @return the value
   */
  public static long atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
    return value;
  }
}

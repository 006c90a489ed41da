/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/** Checks of arguments, each with the offending value in its message. */
final class Arguments {

  private static final double LARGEST = 1e70;

  private Arguments() {}

  static double share(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1: " + value);
    }
    return value;
  }

  static double level(double level) {
    return share("level", level);
  }

  static double positive(String name, double value) {
    if (!(value > 0 && value <= LARGEST)) {
      throw new IllegalArgumentException(
          name + " must be above 0 and at most " + LARGEST + ": " + value);
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0 && value <= LARGEST)) {
      throw new IllegalArgumentException(name + " must be from 0 to " + LARGEST + ": " + value);
    }
    return value;
  }

  /** The bound keeps squares, summed over any count, within a double. */
  static double usable(String name, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(
          name + " must be finite and at most " + LARGEST + " in size: " + value);
    }
    return value;
  }

  /** A copy of the values, each of them usable. */
  static double[] usable(String name, double[] values) {
    double[] copy = values.clone();
    for (double value : copy) {
      usable(name, value);
    }
    return copy;
  }

  static long count(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    return value;
  }

  static long atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
    return value;
  }
}

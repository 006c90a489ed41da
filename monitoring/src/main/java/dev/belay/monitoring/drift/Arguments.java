/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

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

  static double probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1: " + value);
    }
    return value;
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

  static long atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
    return value;
  }
}

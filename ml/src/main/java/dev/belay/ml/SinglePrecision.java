/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** Thresholds of engines that round a row to floats before they compare it. */
final class SinglePrecision {

  private SinglePrecision() {}

  /**
   * {@return the smallest double that is at or above the threshold once rounded to float} A row of
   * doubles compared with this number goes the same way without the cast.
   */
  static double leastReaching(float threshold) {
    if (threshold == Float.NEGATIVE_INFINITY) {
      return threshold;
    }
    double middle = (finite(Math.nextDown(threshold)) + finite(threshold)) / 2;
    // Halfway, the cast takes the even neighbour: this one or the one below.
    return (float) middle >= threshold ? middle : Math.nextUp(middle);
  }

  /** Rounding to infinity begins where the next power of two, were it a float, would round up. */
  private static double finite(float value) {
    return Float.isInfinite(value) ? Math.copySign(0x1p128, value) : value;
  }
}

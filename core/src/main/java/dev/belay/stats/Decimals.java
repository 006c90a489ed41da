/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The number of decimal places at which a figure can be read: four significant digits of the value
 * and two of the interval's width, whichever needs more. Alike in every locale.
 *
 * @param places the places after the point, or -1 where only an exponent is readable
 */
record Decimals(int places) {

  private static final int MOST_PLACES = 9;
  private static final double LARGEST_PLAIN = 1e15;

  static Decimals enoughFor(Interval interval) {
    return enoughFor(
        Double.isInfinite(interval.lower()) ? interval.upper() : interval.lower(), interval);
  }

  static Decimals enoughFor(double value, @Nullable Interval interval) {
    double width = interval == null ? 0 : interval.width();
    int places = Math.max(0, Math.max(3 - magnitude(value), 1 - magnitude(width)));
    boolean plain = places <= MOST_PLACES && Math.abs(value) < LARGEST_PLAIN;
    return new Decimals(plain ? places : -1);
  }

  static String percent(double level) {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    return places < 0
        ? String.format(Locale.ROOT, "%.3e", value)
        : String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  String bounds(Interval interval) {
    return "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  /** The power of ten of the first digit; 3 for what has none, so that 0 asks for no places. */
  private static int magnitude(double value) {
    return value == 0 || Double.isInfinite(value)
        ? 3
        : (int) Math.floor(Math.log10(Math.abs(value)));
  }
}

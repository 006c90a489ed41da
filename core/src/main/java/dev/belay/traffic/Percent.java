/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.math.BigDecimal;
import java.util.Locale;

/** A share in steps of 0.01 %, kept as a whole number of ten-thousandths so that it is exact. */
final class Percent {
  static final int WHOLE = 10_000;
  private static final double TOLERANCE = 1e-6;

  private Percent() {}

  /** The ten-thousandths of a percentage; {@code what} begins the message if it is none. */
  static int parts(String what, double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(what + ": " + percent + " % is not between 0 % and 100 %");
    }
    long parts = Math.round(percent * 100);
    if (Math.abs(percent * 100 - parts) > TOLERANCE) {
      throw new IllegalArgumentException(what + ": " + percent + " % is not a multiple of 0.01 %");
    }
    return (int) parts;
  }

  static double of(int parts) {
    return parts / 100.0;
  }

  /** The shortest decimal: {@code 10}, {@code 12.5}. */
  static String decimal(int parts) {
    return BigDecimal.valueOf(parts, 2).stripTrailingZeros().toPlainString();
  }

  /** A range that holds its beginning and not its end: {@code [0 %, 12.5 %)}. */
  static String range(double from, double to) {
    return "[" + text(from) + ", " + text(to) + ")";
  }

  /** A fraction of one as a percentage, to four decimals at most. */
  static String text(double fraction) {
    BigDecimal shown = new BigDecimal(String.format(Locale.ROOT, "%.4f", 100 * fraction));
    return shown.stripTrailingZeros().toPlainString() + " %";
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers as they read, in any locale. */
final class Digits {
  private Digits() {}

  /** So many digits count, but none before the point is lost. */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int beforeThePoint = value == 0 ? 1 : rounded.precision() - rounded.scale();
    int decimals = Math.max(0, digits - beforeThePoint);
    return exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String seconds(Duration time) {
    return significant(time.toNanos() / 1e9, 2) + " s";
  }
}

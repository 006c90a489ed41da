/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.stats.Figure;
import java.time.Instant;
import java.util.Objects;

/**
 * One quantity as a multiple of another. Has no interval: how the two depend on each other is not
 * known.
 *
 * @param numerator what is compared
 * @param denominator what it is compared with
 */
public record Ratio(Quantity numerator, Quantity denominator) implements Quantity {

  /**
   * Checks that both are there.
   *
   * @param numerator what is compared
   * @param denominator what it is compared with
   */
  public Ratio {
    Objects.requireNonNull(numerator, "numerator");
    Objects.requireNonNull(denominator, "denominator");
  }

  /** {@return undefined where either is, or where the denominator is not above zero} */
  @Override
  public Figure at(MetricSource source, Instant time) {
    Figure above = numerator.at(source, time);
    Figure below = denominator.at(source, time);
    long n = Math.min(above.n(), below.n());
    if (!above.defined() || !below.defined()) {
      Figure missing = above.defined() ? below : above;
      return Figure.undefined(Objects.requireNonNull(missing.reason()), n);
    }
    if (below.value() <= 0) {
      return Figure.undefined(denominator + " is " + below + ", nothing to divide by", n);
    }
    double ratio = above.value() / below.value();
    return Double.isInfinite(ratio)
        ? Figure.undefined(denominator + " is " + below + ", too little to divide by", n)
        : Figure.point(ratio, n, above + " divided by " + below);
  }

  @Override
  public String toString() {
    return numerator + " divided by " + denominator;
  }
}

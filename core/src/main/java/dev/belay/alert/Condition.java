/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.math.BigDecimal;

/**
 * When a figure is as it must not be.
 *
 * @param way which side of the limit is bad
 * @param limit beyond which it is
 * @param clear back to which it has to come once it was, on the good side of the limit or on it
 * @param shown whether the whole interval has to be beyond, and not only the value
 */
record Condition(Way way, double limit, double clear, boolean shown) {
  enum Way {
    ABOVE,
    BELOW,
    ABSENT
  }

  enum Finding {
    BAD,
    GOOD,
    UNKNOWN
  }

  static final Condition ABSENT = new Condition(Way.ABSENT, 0, 0, false);

  static Condition above(double limit) {
    return new Condition(Way.ABOVE, finite(limit), limit, false);
  }

  static Condition below(double limit) {
    return new Condition(Way.BELOW, finite(limit), limit, false);
  }

  private static double finite(double limit) {
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException("limit: " + limit + " is not finite");
    }
    return limit;
  }

  Condition clearedAt(double level) {
    finite(level);
    boolean beyond = way == Way.ABOVE ? level > limit : level < limit;
    if (way == Way.ABSENT || beyond) {
      throw new IllegalArgumentException(
          "cleared at " + level + ": that is not on the good side of '" + this + "'");
    }
    return new Condition(way, limit, level, shown);
  }

  Condition onlyIfShown() {
    if (way == Way.ABSENT) {
      throw new IllegalArgumentException("what is absent has no interval");
    }
    return new Condition(way, limit, clear, true);
  }

  /**
   * Judges a figure.
   *
   * @param firing whether it has to come back first
   */
  Finding judge(Figure figure, boolean firing) {
    if (way == Way.ABSENT) {
      return figure.defined() ? Finding.GOOD : Finding.BAD;
    }
    Interval interval = figure.interval();
    if (!figure.defined() || (shown && interval == null)) {
      return Finding.UNKNOWN;
    }
    double value = figure.value();
    if (shown && interval != null) {
      value = way == Way.ABOVE ? interval.lower() : interval.upper();
    }
    return bad(value, firing && clear != limit) ? Finding.BAD : Finding.GOOD;
  }

  private boolean bad(double value, boolean returning) {
    if (returning) {
      return way == Way.ABOVE ? value >= clear : value <= clear;
    }
    return way == Way.ABOVE ? value > limit : value < limit;
  }

  @Override
  public String toString() {
    if (way == Way.ABSENT) {
      return "absent";
    }
    return (shown ? "shown to be " : "")
        + (way == Way.ABOVE ? "above " : "below ")
        + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }
}

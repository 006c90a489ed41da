/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.stats.Figure;
import java.time.Instant;

/**
 * Something that can be too high, too low or missing: a metric, or what is made of metrics.
 * Immutable; its text is how it reads.
 */
public sealed interface Quantity permits Metric, Ratio, Trend {

  /**
   * What it is at a moment.
   *
   * @param source knows the metrics
   * @param time the moment
   * @return its figure, undefined where it is not known
   */
  Figure at(MetricSource source, Instant time);

  /**
   * A rule that it must not be above a limit.
   *
   * @param limit in the quantity's unit; the limit itself is not above
   * @return a rule with every default
   * @throws IllegalArgumentException if the limit is not finite
   */
  default AlertRule above(double limit) {
    return AlertRule.of(this, Condition.above(limit));
  }

  /**
   * A rule that it must not be below a limit.
   *
   * @param limit in the quantity's unit; the limit itself is not below
   * @return a rule with every default
   * @throws IllegalArgumentException if the limit is not finite
   */
  default AlertRule below(double limit) {
    return AlertRule.of(this, Condition.below(limit));
  }

  /**
   * A rule that it must be known.
   *
   * @return a rule with every default
   */
  default AlertRule absent() {
    return AlertRule.of(this, Condition.ABSENT);
  }

  /**
   * How many times another quantity it is.
   *
   * @param other such as the same metric of a reference
   * @return the quotient
   */
  default Ratio dividedBy(Quantity other) {
    return new Ratio(this, other);
  }
}

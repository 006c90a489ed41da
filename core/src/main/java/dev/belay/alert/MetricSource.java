/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.stats.Figure;
import java.time.Instant;

/** Knows what metrics are at a moment. Thread-safe; must not block, since all rules wait for it. */
@FunctionalInterface
public interface MetricSource {

  /**
   * What a metric is.
   *
   * @param metric which
   * @param time the end of its window
   * @return its figure; undefined, with the reason, where there is none, and for a metric that the
   *     source does not have
   */
  Figure figure(Metric metric, Instant time);
}

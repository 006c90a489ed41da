/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a rule consists of. */
record Terms(
    Identity identity, Quantity quantity, Condition condition, Timing timing, Proof proof) {
  /**
   * What tells a rule from others.
   *
   * @param name null for what the rule says
   */
  record Identity(@Nullable String name, Severity severity, Map<String, String> labels) {
    Identity {
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }

  /**
   * How patient it is.
   *
   * @param lasting how long something has to be wrong before it fires
   * @param keepFiring how long it has to be right before it no longer does
   */
  record Timing(Duration lasting, Duration keepFiring) {}

  /**
   * What has to be known.
   *
   * @param samples how many observations, at least
   * @param needed a metric that has to be so high, if any
   * @param least how high
   * @param missing what else
   */
  record Proof(long samples, @Nullable Metric needed, double least, WhenMissing missing) {}
}

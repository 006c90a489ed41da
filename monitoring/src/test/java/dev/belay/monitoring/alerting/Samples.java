/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Notifications as values. */
final class Samples {
  static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
  static final String TEXT = "it is 13 [12.5, 13.5] (95 %, n = 400, mean), above 12 over 6 h";

  private Samples() {}

  static AlertNotice firing(String rule) {
    return new AlertNotice(
        Status.FIRING,
        Map.of("rule", rule, "severity", "WARNING", "team", "ops"),
        TIME,
        null,
        TEXT);
  }

  static AlertNotice resolved(String rule) {
    return new AlertNotice(
        Status.RESOLVED,
        Map.of("rule", rule, "severity", "CRITICAL"),
        TIME,
        TIME.plusSeconds(600),
        "right again");
  }

  static Notification of(AlertNotice... alerts) {
    return new Notification(
        Notification.Reason.FIRST, Map.of("team", "ops"), TIME, List.of(alerts), 0);
  }

  static Notification notification(long heldBack) {
    return new Notification(
        Notification.Reason.REPEAT, Map.of(), TIME, List.of(firing("A")), heldBack);
  }
}

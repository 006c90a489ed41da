/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What somebody is told at once: a group of alerts, and why now. Immutable; carries no rule and no
 * figure, only what was to be said of them.
 *
 * @param reason why now
 * @param group the labels the alerts have in common because they are grouped by them; empty if
 *     there is one group of all
 * @param time when it was made, which may be long before it is sent
 * @param alerts at least one: what fires, then what flaps, then what is resolved
 * @param heldBack how often something was to be told since the one before, and was not because of
 *     the hourly limit; it is told here or is no longer so
 */
public record Notification(
    Reason reason,
    Map<String, String> group,
    Instant time,
    List<AlertNotice> alerts,
    long heldBack) {

  /** Why something is told. */
  public enum Reason {
    /** Something fires, and nothing of the group did. */
    FIRST,
    /** Something more fires. */
    NEW_ALERT,
    /** Something began to flap. */
    FLAPPING,
    /** Something is right again, and something else is not. */
    NEW_RESOLVED,
    /** Everything is right again. */
    ALL_RESOLVED,
    /** Nothing is new, and it still fires. */
    REPEAT
  }

  /**
   * Checks and copies.
   *
   * @param reason why now
   * @param group what the alerts are grouped by
   * @param time when it was made
   * @param alerts at least one
   * @param heldBack not negative
   * @throws IllegalArgumentException if there is no alert, or the number is negative
   */
  public Notification {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(time, "time");
    group = Collections.unmodifiableMap(new TreeMap<>(group));
    alerts = List.copyOf(alerts);
    if (alerts.isEmpty() || heldBack < 0) {
      throw new IllegalArgumentException(
          "a notification of " + alerts.size() + " alerts, " + heldBack + " held back");
    }
  }

  /** {@return whether anything in it is not right again} */
  public boolean firing() {
    return alerts.stream().anyMatch(alert -> alert.status() != AlertNotice.Status.RESOLVED);
  }

  /** {@return the worst of its alerts} */
  public Severity severity() {
    return alerts.stream().map(AlertNotice::severity).max(Comparator.naturalOrder()).orElseThrow();
  }

  /**
   * What to tell a person.
   *
   * @return a line for each alert, and one for what was held back, if anything was
   */
  public String text() {
    String lines =
        alerts.stream()
            .map(alert -> alert.status() + ": " + OneLine.of(alert.text()))
            .collect(Collectors.joining("\n"));
    return heldBack == 0
        ? lines
        : lines + "\nheld back " + heldBack + " times by the hourly limit since the last message";
  }
}

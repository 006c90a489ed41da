/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Alert;
import dev.belay.alert.AlertRule;
import dev.belay.alert.Metric;
import dev.belay.alert.MetricSource;
import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Rules called A, B and so on, and a world in which a test decides which of them are broken. */
final class Script implements MetricSource {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final Set<String> broken = new HashSet<>();
  final Set<String> unknown = new HashSet<>();
  List<Alert> alerts = new ArrayList<>();
  private final Notifications notifications;

  Script(Cadence cadence, AlertRule... rules) {
    notifications = new Notifications(cadence);
    for (AlertRule rule : rules) {
      alerts.add(Alert.of(rule, START));
    }
  }

  static AlertRule rule(String name) {
    return Metric.named(name).over(Duration.ofHours(6)).above(12).named(name);
  }

  static Cadence cadence(int wait, int interval, int repeat, int perHour) {
    return new Cadence(
        List.of(),
        Duration.ofSeconds(wait),
        Duration.ofSeconds(interval),
        Duration.ofSeconds(repeat),
        perHour);
  }

  static Moment moment(long seconds) {
    return new Moment(START.plusSeconds(seconds), START.plusSeconds(seconds));
  }

  @Override
  public Figure figure(Metric metric, Instant time) {
    if (unknown.contains(metric.name())) {
      return Figure.undefined("nobody knows", 0);
    }
    return Figure.point(broken.contains(metric.name()) ? 13 : 11, 400, "given");
  }

  /** Evaluates the rules and asks what to tell. */
  List<Notification> at(long seconds, Predicate<Alert> silenced) {
    Instant time = START.plusSeconds(seconds);
    alerts = alerts.stream().map(alert -> alert.evaluated(this, time)).toList();
    return notifications.at(moment(seconds), alerts, silenced);
  }

  List<Notification> at(long seconds) {
    return at(seconds, alert -> false);
  }

  Alert alert(String name) {
    return alerts.stream().filter(it -> it.rule().name().equals(name)).findFirst().orElseThrow();
  }

  Notifications notifications() {
    return notifications;
  }
}

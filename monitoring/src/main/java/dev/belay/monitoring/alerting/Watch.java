/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Alert;
import dev.belay.alert.AlertState;
import dev.belay.alert.Metric;
import dev.belay.alert.MetricSource;
import dev.belay.alert.Phase;
import dev.belay.alert.Silence;
import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The alerts, what was told of them, and what is not to be told. Thread-safe; the source is asked
 * without a lock, by whoever evaluates, and that is one thread.
 */
final class Watch {
  private static final int MOST_SILENCES = 1_000;

  /** As Prometheus: after a longer gap nobody can say that something has lasted. */
  private static final Duration LONGEST_OUTAGE = Duration.ofHours(1);

  private final MetricSource source;
  private final Notifications notifications;
  private final List<Silence> silences = new ArrayList<>();
  private List<Alert> alerts;

  Watch(MetricSource source, Notifications notifications, List<Alert> alerts) {
    this.source = source;
    this.notifications = notifications;
    this.alerts = List.copyOf(alerts);
  }

  synchronized void resume(Journal journal, Moment now) {
    boolean gap = journal.saved().plus(LONGEST_OUTAGE).isBefore(now.wall());
    List<Alert> resumed = new ArrayList<>();
    for (Alert alert : alerts) {
      AlertState state = journal.states().get(alert.rule().name());
      if (state == null || (gap && state.phase() == Phase.PENDING)) {
        resumed.add(alert);
      } else {
        resumed.add(new Alert(alert.rule(), state, alert.figure()));
      }
    }
    alerts = List.copyOf(resumed);
    silences.addAll(journal.silences());
    notifications.resume(journal.memory(), alerts, now.steady());
  }

  void evaluate(Instant time) {
    List<Alert> next = alerts().stream().map(alert -> alert.evaluated(this::figure, time)).toList();
    synchronized (this) {
      alerts = next;
      silences.removeIf(silence -> !silence.until().isAfter(time));
    }
  }

  private Figure figure(Metric metric, Instant time) {
    try {
      return Objects.requireNonNull(source.figure(metric, time), "no figure");
    } catch (Throwable failure) {
      Failures.rethrowFatal(failure);
      return Figure.undefined("its source failed: " + failure.getClass().getName(), 0);
    }
  }

  synchronized List<Notification> tell(Moment now) {
    return notifications.at(now, alerts, alert -> silenced(alert, now.wall()));
  }

  private boolean silenced(Alert alert, Instant time) {
    return silences.stream().anyMatch(silence -> silence.covers(alert, time));
  }

  synchronized @Nullable Instant next() {
    return notifications.next();
  }

  synchronized List<Alert> alerts() {
    return alerts;
  }

  synchronized List<Silence> silences() {
    return List.copyOf(silences);
  }

  synchronized void silence(Silence silence) {
    if (silences.size() == MOST_SILENCES) {
      throw new IllegalStateException("there are " + MOST_SILENCES + " silences already");
    }
    silences.add(silence);
  }

  synchronized boolean unsilence(Silence silence) {
    return silences.remove(silence);
  }

  synchronized boolean acknowledge(String rule, String keeper) {
    Alert alert =
        alerts.stream()
            .filter(it -> it.rule().name().equals(rule))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no rule is called '" + rule + "'"));
    if (alert.firing()) {
      notifications.acknowledge(alert, keeper);
    }
    return alert.firing();
  }

  synchronized long heldBack() {
    return notifications.heldBack();
  }

  synchronized Journal journal(Instant now, Map<String, List<Notification>> waiting) {
    Map<String, AlertState> states = new HashMap<>();
    alerts.forEach(alert -> states.put(alert.rule().name(), alert.state()));
    return new Journal(now, states, notifications.memory(), silences, waiting);
  }
}

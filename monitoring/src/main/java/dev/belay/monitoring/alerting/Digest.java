/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Alert;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import dev.belay.monitoring.alerting.Notification.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a group, and whether it is to be told: the order of reasons is that of
 * Alertmanager (its deduplication stage), flapping being ours.
 */
final class Digest {
  private record Entry(Alert alert, Standing standing, Status status) {
    boolean news() {
      return status != standing.told();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** Takes an alert in, unless there is nothing to tell of it. */
  void add(Alert alert, Standing standing) {
    Status status = standing.present(alert);
    boolean known = status == Status.FLAPPING && standing.told() == Status.FLAPPING;
    if (status != null && !known) {
      entries.add(new Entry(alert, standing, status));
    }
  }

  /**
   * Why to tell it now.
   *
   * @param repeats whether it is time to say again what has been said
   * @param toldBefore whether anything of the group is told as wrong, also what is not added
   * @return null if there is no reason
   */
  @Nullable Reason reason(boolean repeats, boolean toldBefore) {
    if (anyNew(Status.FIRING)) {
      return toldBefore ? Reason.NEW_ALERT : Reason.FIRST;
    }
    if (anyNew(Status.FLAPPING)) {
      return Reason.FLAPPING;
    }
    if (anyNew(Status.RESOLVED)) {
      return Reason.NEW_RESOLVED;
    }
    boolean untended = entries.stream().anyMatch(entry -> entry.standing().keeper() == null);
    return repeats && untended ? Reason.REPEAT : null;
  }

  private boolean anyNew(Status status) {
    return entries.stream().anyMatch(entry -> entry.status() == status && entry.news());
  }

  List<AlertNotice> notices() {
    return entries.stream()
        .sorted(Comparator.comparing(Entry::status))
        .map(entry -> notice(entry.alert(), entry.standing(), entry.status()))
        .toList();
  }

  private static AlertNotice notice(Alert alert, Standing standing, Status status) {
    Instant until = status == Status.RESOLVED ? alert.state().since() : null;
    return new AlertNotice(status, labels(alert), standing.since(), until, alert.text());
  }

  static Map<String, String> labels(Alert alert) {
    Map<String, String> labels = new TreeMap<>(alert.rule().labels());
    labels.put(AlertNotice.RULE, alert.rule().name());
    labels.put(AlertNotice.SEVERITY, alert.rule().severity().name());
    return labels;
  }
}

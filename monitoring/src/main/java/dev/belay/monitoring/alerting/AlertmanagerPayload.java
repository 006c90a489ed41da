/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A notification as Alertmanager's webhook has it, version 4 (Prometheus documentation, Alerting,
 * Configuration, "webhook_config"). The rule's name is the label {@code alertname}.
 */
final class AlertmanagerPayload {
  private static final int MOST_ALERTS = 500;

  /** What Alertmanager sends for "not yet". */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** No byte of UTF-8, so that no two sets of labels make one text. */
  private static final int SEPARATOR = 0xff;

  private AlertmanagerPayload() {}

  static byte[] of(Notification notification, String receiver) {
    List<AlertNotice> alerts = notification.alerts();
    List<AlertNotice> sent = alerts.subList(0, Math.min(alerts.size(), MOST_ALERTS));
    ObjectNode payload =
        Json.object()
            .put("version", "4")
            .put("groupKey", "{}:" + new TreeMap<>(notification.group()))
            .put("truncatedAlerts", alerts.size() - sent.size())
            .put("status", notification.firing() ? "firing" : "resolved")
            .put("receiver", receiver);
    payload.set("groupLabels", Json.object(renamed(notification.group())));
    payload.set("commonLabels", Json.object(common(sent)));
    payload.set("commonAnnotations", Json.object().put("held_back", "" + notification.heldBack()));
    payload.put("externalURL", "").put("notification_reason", reason(notification));
    ArrayNode list = payload.putArray("alerts");
    sent.forEach(notice -> list.add(alert(notice)));
    return payload.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String reason(Notification notification) {
    return notification.reason().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode alert(AlertNotice notice) {
    Instant until = notice.until();
    ObjectNode alert = Json.object().put("status", until == null ? "firing" : "resolved");
    alert.set("labels", Json.object(renamed(notice.labels())));
    alert.set("annotations", annotations(notice));
    return alert
        .put("startsAt", notice.since().toString())
        .put("endsAt", until == null ? NEVER : until.toString())
        .put("generatorURL", "")
        .put("fingerprint", fingerprint(renamed(notice.labels())));
  }

  private static ObjectNode annotations(AlertNotice notice) {
    ObjectNode annotations = Json.object().put("summary", notice.text());
    boolean flapping = notice.status() == AlertNotice.Status.FLAPPING;
    return flapping ? annotations.put("flapping", "true") : annotations;
  }

  private static Map<String, String> renamed(Map<String, String> labels) {
    Map<String, String> renamed = new HashMap<>(labels);
    String rule = renamed.remove(AlertNotice.RULE);
    if (rule != null) {
      renamed.put("alertname", rule);
    }
    return renamed;
  }

  private static Map<String, String> common(List<AlertNotice> alerts) {
    Map<String, String> common = renamed(alerts.get(0).labels());
    alerts.forEach(alert -> common.entrySet().retainAll(renamed(alert.labels()).entrySet()));
    return common;
  }

  /** Names an alert as long as its labels are the same; as Prometheus has it, FNV-1a. */
  static String fingerprint(Map<String, String> labels) {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      hash = mixed(add(mixed(add(hash, label.getKey()), SEPARATOR), label.getValue()), SEPARATOR);
    }
    return "%016x".formatted(hash);
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      sum = mixed(sum, one & 0xff);
    }
    return sum;
  }

  private static long mixed(long hash, int one) {
    return (hash ^ one) * FNV_PRIME;
  }
}

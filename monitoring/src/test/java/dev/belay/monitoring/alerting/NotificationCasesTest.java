/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.alert.AlertRule;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What Alertmanager tells, and when; the sources are in the file. */
class NotificationCasesTest {
  private record Told(int seconds, String reason, List<String> firing, List<String> resolved) {}

  @Test
  void everyPublishedCase_isToldAtItsMomentForItsReason() throws IOException {
    int rows = 0;
    for (JsonNode row : cases()) {
      assertThat(run(row)).as(row.get("id").asText()).isEqualTo(expected(row));
      rows++;
    }
    System.out.println("cases/notifications.json: " + rows + " rows");
    assertThat(rows).isEqualTo(4);
  }

  private static JsonNode cases() throws IOException {
    try (InputStream file =
        NotificationCasesTest.class.getResourceAsStream("/cases/notifications.json")) {
      return Json.MAPPER.readTree(file).get("cases");
    }
  }

  private static List<Told> run(JsonNode row) {
    TreeSet<String> names = new TreeSet<>();
    row.get("events").forEach(event -> names.add(event.get("alert").asText()));
    AlertRule[] rules = names.stream().map(Script::rule).toArray(AlertRule[]::new);
    Script script = new Script(cadence(row), rules);
    List<Told> told = new ArrayList<>();
    for (int second = 0; second <= row.get("until_s").asInt(); second += 10) {
      happen(script, row.get("events"), second);
      for (Notification one : script.at(second)) {
        told.add(told(second, one));
      }
    }
    return told;
  }

  private static Cadence cadence(JsonNode row) {
    return Script.cadence(
        row.get("group_wait_s").asInt(),
        row.get("group_interval_s").asInt(),
        row.get("repeat_interval_s").asInt(),
        20);
  }

  private static void happen(Script script, JsonNode events, int second) {
    for (JsonNode event : events) {
      String name = event.get("alert").asText();
      if (event.get("t_s").asInt() == second) {
        boolean fire = event.get("action").asText().equals("fire");
        assertThat(fire ? script.broken.add(name) : script.broken.remove(name)).isTrue();
      }
    }
  }

  private static Told told(int second, Notification one) {
    String reason = one.reason().name().toLowerCase(Locale.ROOT);
    return new Told(second, reason, rules(one, Status.FIRING), rules(one, Status.RESOLVED));
  }

  private static List<String> rules(Notification one, Status status) {
    return one.alerts().stream()
        .filter(it -> it.status() == status)
        .map(AlertNotice::rule)
        .toList();
  }

  private static List<Told> expected(JsonNode row) {
    List<Told> told = new ArrayList<>();
    for (JsonNode one : row.get("expected_notifications")) {
      told.add(
          new Told(
              one.get("t_s").asInt(),
              one.get("reason").asText(),
              names(one.get("firing")),
              names(one.get("resolved"))));
    }
    return told;
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }
}

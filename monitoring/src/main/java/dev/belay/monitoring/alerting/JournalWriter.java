/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.alert.AlertState;
import dev.belay.alert.Silence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link Journal} as lines of JSON, each with its kind; {@link JournalReader} reads them. */
final class JournalWriter {
  static final int VERSION = 1;

  private final StringBuilder lines = new StringBuilder();

  private JournalWriter() {}

  static byte[] bytes(Journal journal) {
    JournalWriter writer = new JournalWriter();
    writer.add(line("journal").put("version", VERSION).put("saved", journal.saved().toString()));
    new TreeMap<>(journal.states()).forEach(writer::state);
    writer.memory(journal.memory());
    journal.silences().forEach(writer::silence);
    new TreeMap<>(journal.waiting())
        .forEach((sink, all) -> all.forEach(one -> writer.waiting(sink, one)));
    return writer.lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(ObjectNode line) {
    lines.append(line).append('\n');
  }

  private static ObjectNode line(String kind) {
    return Json.object().put("kind", kind);
  }

  private void state(String rule, AlertState state) {
    ObjectNode line =
        line("state")
            .put("rule", rule)
            .put("phase", state.phase().name())
            .put("since", state.since().toString());
    optional(line, "right", state.rightSince());
    add(line.put("changes", state.changes().states()).put("flapping", state.changes().flapping()));
  }

  private void memory(Notifications.Memory memory) {
    add(line("held").put("times", memory.held()));
    memory.sent().forEach(time -> add(line("sent").put("time", time.toString())));
    memory.rounds().forEach(this::round);
    new TreeMap<>(memory.standings()).forEach(this::standing);
  }

  private void round(Round round) {
    ObjectNode line = line("round").put("due", round.due().toString());
    optional(line, "last", round.last());
    add(line.set("group", Json.object(round.group())));
  }

  private void standing(String rule, Standing standing) {
    ObjectNode line = line("standing").put("rule", rule).put("since", standing.since().toString());
    optional(line, "told", standing.told());
    optional(line, "keeper", standing.keeper());
    add(line);
  }

  private void silence(Silence silence) {
    ObjectNode line =
        line("silence")
            .put("from", silence.from().toString())
            .put("until", silence.until().toString())
            .put("author", silence.author())
            .put("reason", silence.reason());
    add(line.set("labels", Json.object(silence.labels())));
  }

  private void waiting(String sink, Notification notification) {
    ObjectNode line =
        line("waiting")
            .put("sink", sink)
            .put("reason", notification.reason().name())
            .put("time", notification.time().toString())
            .put("held", notification.heldBack());
    line.set("group", Json.object(notification.group()));
    ArrayNode alerts = line.putArray("alerts");
    notification.alerts().forEach(alert -> alerts.add(notice(alert)));
    add(line);
  }

  private static ObjectNode notice(AlertNotice notice) {
    ObjectNode node =
        Json.object()
            .put("status", notice.status().name())
            .put("since", notice.since().toString())
            .put("text", notice.text());
    optional(node, "until", notice.until());
    return node.set("labels", Json.object(notice.labels()));
  }

  private static void optional(ObjectNode line, String name, @Nullable Object value) {
    if (value instanceof Instant || value instanceof String || value instanceof Enum<?>) {
      line.put(name, value.toString());
    }
  }
}

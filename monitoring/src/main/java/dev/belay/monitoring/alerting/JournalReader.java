/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.alert.AlertState;
import dev.belay.alert.Phase;
import dev.belay.alert.Silence;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JournalWriter} wrote, and of anything else as many lines as make sense: what is
 * lost of a damaged file is the damaged lines.
 */
final class JournalReader {
  /** Outside these nothing was ever saved, and durations could overflow. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<String, AlertState> states = new HashMap<>();
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, Standing> standings = new HashMap<>();
  private final List<Instant> sent = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();
  private final Map<String, List<Notification>> waiting = new HashMap<>();
  private Instant saved;
  private long held;
  private int unreadable;

  private JournalReader(Instant now) {
    this.saved = now;
  }

  /**
   * What was read.
   *
   * @param journal what made sense
   * @param unreadable how many lines did not
   */
  record Result(Journal journal, int unreadable) {}

  static Result read(byte[] bytes, Instant now) {
    JournalReader reader = new JournalReader(now);
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(reader::line);
    return new Result(reader.journal(), reader.unreadable);
  }

  private Journal journal() {
    Notifications.Memory memory = new Notifications.Memory(rounds, standings, sent, held);
    return new Journal(saved, states, memory, silences, waiting);
  }

  private void line(String line) {
    try {
      take(Json.MAPPER.readTree(line));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException damaged) {
      unreadable++;
    }
  }

  private void take(JsonNode line) {
    switch (text(line, "kind")) {
      case "journal" -> header(line);
      case "state" -> states.put(text(line, "rule"), state(line));
      case "held" -> held = whole(line, "times");
      case "sent" -> sent.add(time(line, "time"));
      case "round" -> rounds.add(round(line));
      case "standing" -> standings.put(text(line, "rule"), standing(line));
      case "silence" -> silences.add(silence(line));
      case "waiting" ->
          waiting
              .computeIfAbsent(text(line, "sink"), sink -> new ArrayList<>())
              .add(notification(line));
      default -> throw new IllegalArgumentException("unknown kind");
    }
  }

  private void header(JsonNode line) {
    if (whole(line, "version") != JournalWriter.VERSION) {
      throw new IllegalArgumentException("another version");
    }
    saved = time(line, "saved");
  }

  private static AlertState state(JsonNode line) {
    int changes = Math.toIntExact(whole(line, "changes"));
    boolean flapping = required(line, "flapping").asBoolean();
    return new AlertState(
        Phase.valueOf(text(line, "phase")),
        time(line, "since"),
        optionalTime(line, "right"),
        new AlertState.Changes(changes, flapping));
  }

  private static Round round(JsonNode line) {
    return new Round(labels(line, "group"), time(line, "due"), optionalTime(line, "last"));
  }

  private static Standing standing(JsonNode line) {
    AlertNotice.Status told =
        line.has("told") ? AlertNotice.Status.valueOf(text(line, "told")) : null;
    String keeper = line.has("keeper") ? text(line, "keeper") : null;
    return new Standing(told, time(line, "since"), keeper);
  }

  private static Silence silence(JsonNode line) {
    return new Silence(
        labels(line, "labels"),
        time(line, "from"),
        time(line, "until"),
        text(line, "author"),
        text(line, "reason"));
  }

  private static Notification notification(JsonNode line) {
    List<AlertNotice> alerts = new ArrayList<>();
    for (JsonNode alert : required(line, "alerts")) {
      alerts.add(notice(alert));
    }
    return new Notification(
        Notification.Reason.valueOf(text(line, "reason")),
        labels(line, "group"),
        time(line, "time"),
        alerts,
        whole(line, "held"));
  }

  private static AlertNotice notice(JsonNode alert) {
    return new AlertNotice(
        AlertNotice.Status.valueOf(text(alert, "status")),
        labels(alert, "labels"),
        time(alert, "since"),
        optionalTime(alert, "until"),
        text(alert, "text"));
  }

  private static Map<String, String> labels(JsonNode line, String name) {
    JsonNode node = required(line, name);
    if (!node.isObject()) {
      throw new IllegalArgumentException(name + " is no object");
    }
    Map<String, String> labels = new HashMap<>();
    node.fieldNames().forEachRemaining(label -> labels.put(label, text(node, label)));
    return labels;
  }

  private static @Nullable Instant optionalTime(JsonNode line, String name) {
    return line.has(name) ? time(line, name) : null;
  }

  private static Instant time(JsonNode line, String name) {
    Instant time = Instant.parse(text(line, name));
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(name + " is no time of ours");
    }
    return time;
  }

  private static String text(JsonNode line, String name) {
    JsonNode node = required(line, name);
    if (!node.isTextual()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return node.textValue();
  }

  private static long whole(JsonNode line, String name) {
    JsonNode node = required(line, name);
    if (!node.canConvertToLong() || node.longValue() < 0) {
      throw new IllegalArgumentException(name + " is no count");
    }
    return node.longValue();
  }

  private static JsonNode required(JsonNode line, String name) {
    JsonNode node = line.get(name);
    if (node == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return node;
  }
}

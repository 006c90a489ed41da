/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody's wish not to be told of some alerts for a while.
 *
 * @param labels which alerts: those whose labels have all of these, {@code rule} being the name
 * @param from from when
 * @param until until when, exclusive
 * @param author who wishes it; not blank
 * @param reason why; not blank
 */
public record Silence(
    Map<String, String> labels, Instant from, Instant until, String author, String reason) {

  /**
   * Checks and copies.
   *
   * @param labels which alerts
   * @param from from when
   * @param until until when
   * @param author who wishes it
   * @param reason why
   * @throws IllegalArgumentException if it ends before it begins, matches everything, or does not
   *     say who or why
   */
  public Silence {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a silence of everything");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a silence from " + from + " to " + until);
    }
    if (author.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException(
          "a silence needs author and reason: '" + author + "', '" + reason + "'");
    }
  }

  /**
   * Whether it holds for an alert.
   *
   * @param alert which
   * @param time when
   * @return whether nobody is to be told
   */
  public boolean covers(Alert alert, Instant time) {
    Map<String, String> its = new HashMap<>(alert.rule().labels());
    its.put("rule", alert.rule().name());
    its.put("severity", alert.rule().severity().name());
    return !time.isBefore(from)
        && time.isBefore(until)
        && its.entrySet().containsAll(labels.entrySet());
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.AlertState;
import dev.belay.alert.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has to survive a restart.
 *
 * @param saved when this was so
 * @param states where the rules stood, by name
 * @param memory what was told
 * @param silences what is not to be told
 * @param waiting what the sinks had not taken, by name
 */
record Journal(
    Instant saved,
    Map<String, AlertState> states,
    Notifications.Memory memory,
    List<Silence> silences,
    Map<String, List<Notification>> waiting) {

  Journal {
    states = Map.copyOf(states);
    silences = List.copyOf(silences);
    waiting = Map.copyOf(waiting);
  }

  static Journal empty(Instant now) {
    return new Journal(now, Map.of(), Notifications.Memory.NONE, List.of(), Map.of());
  }
}

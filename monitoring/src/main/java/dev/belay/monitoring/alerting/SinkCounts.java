/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has become of a sink's notifications since the start.
 *
 * @param sink its name
 * @param waiting how many it has not taken yet, with the one it is at
 * @param delivered how many it has taken
 * @param failures how often it failed, and was or will be called again
 * @param dropped how many it will never get, by reason; every reason is there
 */
public record SinkCounts(
    String sink, int waiting, long delivered, long failures, Map<Drop, Long> dropped) {

  /** Why a sink never gets a notification. */
  public enum Drop {
    /** The outbox was full; the oldest goes. */
    OUTBOX_FULL,
    /** The sink refused it. */
    REFUSED,
    /** It was waiting when the process ended, and there is no file to keep it in. */
    CLOSED
  }

  /**
   * Copies.
   *
   * @param sink its name
   * @param waiting how many it has not taken yet
   * @param delivered how many it has taken
   * @param failures how often it failed
   * @param dropped how many it will never get
   */
  public SinkCounts {
    Map<Drop, Long> all = new EnumMap<>(Drop.class);
    for (Drop reason : Drop.values()) {
      all.put(reason, dropped.getOrDefault(reason, 0L));
    }
    dropped = Collections.unmodifiableMap(all);
  }
}

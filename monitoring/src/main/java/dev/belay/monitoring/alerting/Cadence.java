/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.time.Duration;
import java.util.List;

/**
 * How often somebody is told.
 *
 * @param groupedBy the labels by which alerts are told together
 * @param delay from the first alert of a group to the first notification
 * @param interval from one notification of a group to the next
 * @param repeat after which what still fires is told again
 * @param perHour how many notifications at most, of all groups
 */
record Cadence(
    List<String> groupedBy, Duration delay, Duration interval, Duration repeat, int perHour) {
  /** Alertmanager's times; the limit is ours. */
  static final Cadence USUAL =
      new Cadence(
          List.of(), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4), 20);

  Cadence {
    groupedBy = List.copyOf(groupedBy);
    Durations.notNegative("group delay", delay);
    Durations.positive("group interval", interval);
    Durations.positive("repeat", repeat);
    if (perHour < 1) {
      throw new IllegalArgumentException("at most " + perHour + " per hour: nobody would be told");
    }
  }

  Cadence by(List<String> labels) {
    return new Cadence(labels, delay, interval, repeat, perHour);
  }

  Cadence delayed(Duration duration) {
    return new Cadence(groupedBy, duration, interval, repeat, perHour);
  }

  Cadence every(Duration duration) {
    return new Cadence(groupedBy, delay, duration, repeat, perHour);
  }

  Cadence repeating(Duration duration) {
    return new Cadence(groupedBy, delay, interval, duration, perHour);
  }

  Cadence atMost(int notifications) {
    return new Cadence(groupedBy, delay, interval, repeat, notifications);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a group of alerts stands between two notifications.
 *
 * @param group the labels its alerts have in common
 * @param due when it is looked at next
 * @param last when it was last told of; null if it was not
 */
record Round(Map<String, String> group, Instant due, @Nullable Instant last) {
  Round {
    group = Map.copyOf(group);
  }

  Round toldAt(Instant time) {
    return new Round(group, due, time);
  }

  /** The first look after a time, whole intervals after the one that was due. */
  Round after(Instant time, Duration interval) {
    long missed = Duration.between(due, time).dividedBy(interval);
    return new Round(group, due.plus(interval.multipliedBy(missed + 1)), last);
  }

  boolean repeats(Instant time, Duration repeat) {
    return last != null && last.plus(repeat).isBefore(time);
  }

  /** The same in a process that starts now, whose clock may have been set back. */
  Round resumed(Instant now, Duration interval) {
    Instant latest = now.plus(interval);
    Instant told = last == null || last.isAfter(now) ? now : last;
    return new Round(group, due.isAfter(latest) ? latest : due, last == null ? null : told);
  }
}

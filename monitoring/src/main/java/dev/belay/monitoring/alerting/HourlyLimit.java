/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** At most so many in any hour. Its times must not go back; used by one thread at a time. */
final class HourlyLimit {
  private static final Duration HOUR = Duration.ofHours(1);

  private final int most;
  private final Deque<Instant> past = new ArrayDeque<>();

  HourlyLimit(int most) {
    this.most = most;
  }

  boolean allows(Instant time) {
    return past.size() < most || !past.getFirst().plus(HOUR).isAfter(time);
  }

  void take(Instant time) {
    if (past.size() == most) {
      past.removeFirst();
    }
    past.addLast(time);
  }

  List<Instant> taken() {
    return List.copyOf(past);
  }

  /** Goes on where another stopped; what lies ahead, since the clock was set, counts as now. */
  void resume(List<Instant> taken, Instant now) {
    past.clear();
    taken.stream().map(time -> time.isAfter(now) ? now : time).sorted().forEach(this::take);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Local time without an allocation: the zone's transitions from 1970 to 2100 in one sorted array.
 * {@code Instant.atZone} costs 64 bytes a call; outside these years the JDK is asked all the same.
 */
final class ZoneOffsets {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private final ZoneRules rules;
  private final long[] starts;
  private final int[] offsets;

  private ZoneOffsets(ZoneRules rules, List<ZoneOffsetTransition> transitions) {
    this.rules = rules;
    this.starts = new long[transitions.size() + 1];
    this.offsets = new int[transitions.size() + 1];
    starts[0] = FIRST.getEpochSecond();
    offsets[0] = rules.getOffset(FIRST).getTotalSeconds();
    for (int i = 1; i < starts.length; i++) {
      starts[i] = transitions.get(i - 1).toEpochSecond();
      offsets[i] = transitions.get(i - 1).getOffsetAfter().getTotalSeconds();
    }
  }

  static ZoneOffsets of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(FIRST);
    while (next != null && next.getInstant().isBefore(LAST)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneOffsets(rules, transitions);
  }

  /** The local time in seconds since 1970-01-01T00:00 of the zone. */
  long localSecond(long epochSecond) {
    if (epochSecond < starts[0] || epochSecond >= LAST.getEpochSecond()) {
      return epochSecond + rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= epochSecond) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return epochSecond + offsets[low];
  }
}

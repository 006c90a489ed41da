/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one source has said of one place, as series without holes: where it says nothing for
 * longer than a series bridges, one ends and the next begins. Immutable.
 */
final class Recording {
  /** A recording says nothing new as long as calendars reach. */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  /** Where and from whom. */
  record Origin(Place place, String source) {}

  private final Origin origin;
  private final WeatherSeries[] series;
  private final long[] begins;
  private final long[] lasts;

  private Recording(Origin origin, List<Run> runs) {
    this.origin = origin;
    this.series = runs.stream().map(Run::series).toArray(WeatherSeries[]::new);
    this.begins = runs.stream().mapToLong(Run::begin).toArray();
    this.lasts = runs.stream().mapToLong(Run::last).toArray();
  }

  /** A series, and the first and the last second it covers. */
  private record Run(WeatherSeries series, long begin, long last) {}

  /**
   * Sorts what was said; of two slots of one moment the one issued later holds, and of two issued
   * at once the last.
   */
  static Recording of(Origin origin, List<WeatherSeries.Slot> said) {
    List<WeatherSeries.Slot> slots = valid(said);
    List<Run> runs = new ArrayList<>();
    int from = 0;
    long end = Long.MIN_VALUE;
    for (int i = 0; i < slots.size(); i++) {
      end = Math.max(end, slots.get(i).end);
      if (i + 1 == slots.size() || hole(slots.get(i), slots.get(i + 1), end)) {
        runs.add(run(origin, slots.subList(from, i + 1), end));
        from = i + 1;
      }
    }
    return new Recording(origin, runs);
  }

  private static List<WeatherSeries.Slot> valid(List<WeatherSeries.Slot> said) {
    said.sort(
        Comparator.<WeatherSeries.Slot>comparingLong(slot -> slot.time)
            .thenComparingLong(slot -> slot.issued));
    List<WeatherSeries.Slot> slots = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      if (i + 1 == said.size() || said.get(i + 1).time != said.get(i).time) {
        slots.add(said.get(i));
      }
    }
    return slots;
  }

  private static Run run(Origin origin, List<WeatherSeries.Slot> slots, long end) {
    WeatherSeries.Slot first = slots.get(0);
    long last = Math.max(slots.get(slots.size() - 1).time, end - 1);
    return new Run(series(origin, slots), Math.min(first.time, first.start), last);
  }

  private static boolean hole(WeatherSeries.Slot slot, WeatherSeries.Slot next, long end) {
    return next.time - slot.time > WeatherSeries.LARGEST_GAP.toSeconds() && next.start > end;
  }

  private static WeatherSeries series(Origin origin, List<WeatherSeries.Slot> slots) {
    long issued = slots.stream().mapToLong(slot -> slot.issued).max().orElseThrow();
    WeatherSeries.Builder builder =
        WeatherSeries.builder(origin.source, origin.place, Instant.ofEpochSecond(issued))
            .expiresAt(NEVER);
    slots.forEach(slot -> copy(slot, builder));
    return builder.build();
  }

  private static void copy(WeatherSeries.Slot slot, WeatherSeries.Builder builder) {
    WeatherSeries.Slot copy =
        builder
            .slot(
                Instant.ofEpochSecond(slot.time),
                Instant.ofEpochSecond(slot.start),
                Instant.ofEpochSecond(slot.end))
            .issuedAt(Instant.ofEpochSecond(slot.issued));
    System.arraycopy(slot.values, 0, copy.values, 0, copy.values.length);
  }

  Place place() {
    return origin.place;
  }

  List<WeatherSeries> series() {
    return List.of(series);
  }

  boolean covers(long epochSecond) {
    return find(epochSecond) >= 0;
  }

  /** The series that covers a moment, or null if none does. */
  @Nullable WeatherSeries covering(long epochSecond) {
    int found = find(epochSecond);
    return found < 0 ? null : series[found];
  }

  private int find(long epochSecond) {
    int found = Arrays.binarySearch(begins, epochSecond);
    int last = found >= 0 ? found : -found - 2;
    return last >= 0 && epochSecond <= lasts[last] ? last : -1;
  }
}

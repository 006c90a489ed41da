/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects slots by place and source. Not thread-safe. */
final class Recordings {
  private final Map<Recording.Origin, List<WeatherSeries.Slot>> slots = new LinkedHashMap<>();

  void add(WeatherSeries series) {
    slots(new Recording.Origin(series.place(), series.source())).addAll(series.slots());
  }

  void add(Recording.Origin origin, WeatherSeries.Slot slot) {
    slots(origin).add(slot);
  }

  private List<WeatherSeries.Slot> slots(Recording.Origin origin) {
    return slots.computeIfAbsent(origin, first -> new ArrayList<>());
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  /** The recordings in the order they were begun in; forgets the slots on the way, to save room. */
  List<Recording> finish() {
    List<Recording> recordings = new ArrayList<>();
    Iterator<Map.Entry<Recording.Origin, List<WeatherSeries.Slot>>> left =
        slots.entrySet().iterator();
    while (left.hasNext()) {
      Map.Entry<Recording.Origin, List<WeatherSeries.Slot>> one = left.next();
      recordings.add(Recording.of(one.getKey(), one.getValue()));
      left.remove();
    }
    return List.copyOf(recordings);
  }
}

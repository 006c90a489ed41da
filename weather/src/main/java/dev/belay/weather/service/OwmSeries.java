/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One answer of OpenWeatherMap as a series: which entry stands for which time. An entry is of one
 * reply; where observation and forecast are joined, time runs from the one to the other, and no
 * entry takes a value from its neighbour. Pure.
 */
final class OwmSeries {
  /** What an observation stands for, before and after its moment. */
  static final Duration OBSERVED = Duration.ofHours(1);

  /** How long the service says nothing new of a place. */
  private static final Duration RENEWED = Duration.ofMinutes(10);

  private final WeatherSeries.Builder series;

  private OwmSeries(OwmWish wish) {
    series =
        WeatherSeries.builder(OpenWeatherMap.NAME, wish.place(), wish.now())
            .expiresAt(wish.now().plus(RENEWED));
  }

  /**
   * The weather from now on.
   *
   * @param step what a forecast entry's amounts fell in: the time before its moment
   * @throws WeatherException if that is not what was wished for
   */
  static WeatherSeries ahead(OwmWish wish, OwmReply reply, Duration step) {
    NavigableMap<Instant, OwmEntry> entries = byTime(reply);
    OwmEntry observed = reply.observed();
    if (observed == null && entries.isEmpty()) {
      throw wish.outOfRange("it said nothing");
    }
    OwmSeries made = new OwmSeries(wish);
    if (observed != null && joins(observed, entries)) {
      made.observation(observed);
      entries = entries.tailMap(observed.time(), false);
    }
    entries.values().forEach(entry -> made.interval(entry, step));
    return Stages.covering(wish.time(), made.series.build());
  }

  /**
   * The weather of past hours. Each counts as known when the next one is over: a moment between two
   * is read off both, and was not forecast.
   *
   * @throws WeatherException if that is not what was wished for
   */
  static WeatherSeries past(OwmWish wish, OwmReply reply) {
    OwmSeries made = new OwmSeries(wish);
    for (OwmEntry entry : byTime(reply).values()) {
      Instant known = entry.time().plus(OBSERVED);
      made.interval(entry, OBSERVED).issuedAt(known.isBefore(wish.now()) ? known : wish.now());
    }
    return Stages.covering(wish.time(), made.series.build());
  }

  private static NavigableMap<Instant, OwmEntry> byTime(OwmReply reply) {
    NavigableMap<Instant, OwmEntry> entries = new TreeMap<>();
    reply.entries().forEach(entry -> entries.putIfAbsent(entry.time(), entry));
    return entries;
  }

  /** An observation so old that nothing would be known of the time after it is left out. */
  private static boolean joins(OwmEntry observed, NavigableMap<Instant, OwmEntry> entries) {
    Instant next = entries.higherKey(observed.time());
    return next == null
        || Duration.between(observed.time(), next).compareTo(WeatherSeries.LARGEST_GAP) <= 0;
  }

  private void observation(OwmEntry entry) {
    Instant time = entry.time();
    entry.fill(series.slot(time, time.minus(OBSERVED), time.plus(OBSERVED)).issuedAt(time));
  }

  private WeatherSeries.Slot interval(OwmEntry entry, Duration step) {
    WeatherSeries.Slot slot = series.slot(entry.time(), entry.time().minus(step), entry.time());
    entry.fill(slot);
    return slot;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static java.time.ZoneOffset.UTC;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which days Open-Meteo is asked for, and of which data. Always in GMT and Unix time: local times
 * come with one offset for all of the reply, which is wrong on one side of a change of the clocks.
 *
 * @param source what its answers are called
 * @param history whether the data is the one chosen for the past, or the forecast
 * @param data which data, its lead and its variables
 * @param first the first day, UTC
 * @param last the last day, UTC
 */
record OpenMeteoQuestion(
    String source, boolean history, OpenMeteoData data, LocalDate first, LocalDate last) {
  private static final int DAYS_AHEAD = 7;
  private static final int MOST_DAYS_AHEAD = 15;
  private static final int MOST_DAYS_AGO = 92;

  private static final double VARIABLES_PER_UNIT = 10;
  private static final double DAYS_PER_UNIT = 14;

  /** A sixth of what may be asked in a minute, and a URL that every server takes. */
  private static final double GREATEST_WEIGHT = 100;

  /**
   * Chooses what covers a time.
   *
   * @throws WeatherException if nothing does
   */
  static OpenMeteoQuestion of(Instant time, Instant now, OpenMeteo.History history) {
    LocalDate today = LocalDate.ofInstant(now, UTC);
    LocalDate furthest = today.plusDays(MOST_DAYS_AHEAD);
    requireWithin(history, time, hour(furthest, 23));
    LocalDate day = LocalDate.ofInstant(time, UTC);
    // The day's last hour ends, and its rain is summed up, at the next day's midnight.
    LocalDate end = day.plusDays(1);
    if (!day.isBefore(today)) {
      LocalDate last = earlier(later(today.plusDays(DAYS_AHEAD), end), furthest);
      return new OpenMeteoQuestion(history.name, false, OpenMeteoData.FORECAST, today, last);
    }
    return history.holds(day, today)
        ? new OpenMeteoQuestion(history.name, true, history.data, day, end)
        : new OpenMeteoQuestion(history.name, false, OpenMeteoData.RECENT, day, end);
  }

  private static void requireWithin(OpenMeteo.History history, Instant time, Instant latest) {
    Instant earliest = history.earliest();
    if (time.isBefore(earliest) || time.isAfter(latest)) {
      throw new WeatherException(
          Reason.OUT_OF_RANGE,
          history.name + " has weather from " + earliest + " to " + latest + ", not of " + time);
    }
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant hour(LocalDate day, int hour) {
    return day.atTime(hour, 0).toInstant(UTC);
  }

  /** How far back the forecast's own service reaches. */
  static LocalDate earliest(LocalDate today) {
    return today.minusDays(MOST_DAYS_AGO);
  }

  Ask ask(List<Place> places) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("latitude", list(places, Place::latitude));
    query.put("longitude", list(places, Place::longitude));
    query.put("hourly", data.keys());
    query.put("start_date", first.toString());
    query.put("end_date", last.toString());
    query.put("timezone", "GMT");
    query.put("timeformat", "unixtime");
    query.put("wind_speed_unit", "ms");
    return new Ask(data.path(), query, Map.of(), weight() * places.size());
  }

  private static String list(List<Place> places, ToDoubleFunction<Place> degrees) {
    return places.stream()
        .map(place -> Coordinates.text(degrees.applyAsDouble(place)))
        .collect(Collectors.joining(","));
  }

  /** What one place costs, by the service's formula; each costs one at least. */
  double weight() {
    long length = last.toEpochDay() - first.toEpochDay() + 1;
    double variables = data.variables().size() / VARIABLES_PER_UNIT;
    return Math.max(1, Math.max(variables, variables * length / DAYS_PER_UNIT));
  }

  /** The days, for messages. */
  String days() {
    return first + " to " + last;
  }

  /** How many places one question may ask for, under a quota that allows such a weight. */
  int placesAtOnce(double allowed) {
    return Math.max(1, (int) (Math.min(GREATEST_WEIGHT, allowed) / weight()));
  }

  boolean asksFor(long epochSecond) {
    return epochSecond >= hour(first, 0).getEpochSecond()
        && epochSecond < hour(last.plusDays(1), 0).getEpochSecond();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The questions OpenWeatherMap answers. Always in metric units: a reply does not say which it is
 * in.
 */
final class OwmAsk {
  private OwmAsk() {}

  static Ask current(Place place) {
    return new Ask("/data/2.5/weather", query(place));
  }

  static Ask forecast(Place place) {
    return new Ask("/data/2.5/forecast", query(place));
  }

  static Ask oneCall(Place place) {
    Map<String, String> query = query(place);
    query.put("exclude", "minutely,daily,alerts");
    return new Ask("/data/3.0/onecall", query);
  }

  static Ask moment(Place place, Instant time) {
    Map<String, String> query = query(place);
    query.put("dt", Long.toString(time.getEpochSecond()));
    return new Ask("/data/3.0/onecall/timemachine", query);
  }

  private static Map<String, String> query(Place place) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("lat", Coordinates.text(place.latitude()));
    query.put("lon", Coordinates.text(place.longitude()));
    query.put("units", "metric");
    return query;
  }
}

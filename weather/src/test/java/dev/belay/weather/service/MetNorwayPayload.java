/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.weather.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Replies of MET Norway in the documented shape. Synthetic: no service said so. */
final class MetNorwayPayload {
  private final Map<String, String> units = new LinkedHashMap<>();
  private final List<String> entries = new ArrayList<>();
  private String coordinates = "[10.75,59.91,5]";
  private String updatedAt = "\"2026-11-21T18:30:57Z\"";

  MetNorwayPayload() {
    units.put("air_temperature", "celsius");
    units.put("wind_speed", "m/s");
    units.put("wind_speed_of_gust", "m/s");
    units.put("cloud_area_fraction", "%");
    units.put("fog_area_fraction", "%");
    units.put("precipitation_amount", "mm");
  }

  /** Hour after hour from a moment on, of one temperature, and dry. */
  static MetNorwayPayload hourly(Instant first, int hours, double temperature) {
    MetNorwayPayload payload = new MetNorwayPayload();
    for (int i = 0; i < hours; i++) {
      String time = first.plusSeconds(3_600L * i).toString();
      payload.entry(time, "\"air_temperature\":" + temperature, ahead(1, "cloudy", "0.0"));
    }
    return payload;
  }

  /** A forecast for the next hours. */
  static String ahead(int hours, String symbol, String millimetres) {
    return ",\"next_"
        + hours
        + "_hours\":{\"summary\":{\"symbol_code\":\""
        + symbol
        + "\"},\"details\":{\"precipitation_amount\":"
        + millimetres
        + "}}";
  }

  MetNorwayPayload entry(String time, String details, String ahead) {
    entries.add(
        "{\"time\":\""
            + time
            + "\",\"data\":{\"instant\":{\"details\":{"
            + details
            + "}}"
            + ahead
            + "}}");
    return this;
  }

  MetNorwayPayload at(Place place) {
    return coordinates("[" + place.longitude() + "," + place.latitude() + ",5]");
  }

  MetNorwayPayload coordinates(String json) {
    coordinates = json;
    return this;
  }

  MetNorwayPayload updatedAt(String json) {
    updatedAt = json;
    return this;
  }

  MetNorwayPayload unit(String name, String unit) {
    units.put(name, unit);
    return this;
  }

  String json() {
    String names =
        units.entrySet().stream()
            .map(unit -> "\"" + unit.getKey() + "\":\"" + unit.getValue() + "\"")
            .collect(Collectors.joining(","));
    return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":"
        + coordinates
        + "},\"properties\":{\"meta\":{\"updated_at\":"
        + updatedAt
        + ",\"units\":{"
        + names
        + "}},\"timeseries\":["
        + String.join(",", entries)
        + "]}}";
  }

  byte[] bytes() {
    return json().getBytes(UTF_8);
  }
}

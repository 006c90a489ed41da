/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.weather.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Replies of Open-Meteo in the documented shape. Synthetic: no service said so. */
final class OpenMeteoPayload {
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private final int hours;
  private String latitude = "52.52";
  private String longitude = "13.419998";

  private OpenMeteoPayload(List<String> times) {
    this.hours = times.size();
    units.put("time", "unixtime");
    columns.put("time", times);
  }

  /** Hours that are all null. */
  static OpenMeteoPayload of(Instant first, int hours, OpenMeteoData data) {
    OpenMeteoPayload payload =
        new OpenMeteoPayload(
            IntStream.range(0, hours)
                .mapToObj(i -> "" + first.plus(Duration.ofHours(i)).getEpochSecond())
                .toList());
    for (OpenMeteoVariable variable : data.variables()) {
      payload.units.put(data.key(variable), variable.unit);
      payload.columns.put(data.key(variable), Collections.nCopies(hours, "null"));
    }
    return payload;
  }

  /** The hours that a question asks for, with a temperature. */
  static OpenMeteoPayload answering(OpenMeteoQuestion question, double temperature) {
    Instant first = Instant.parse(question.first() + "T00:00:00Z");
    int hours = 24 * (int) (1 + question.last().toEpochDay() - question.first().toEpochDay());
    return of(first, hours, question.data())
        .all(question.data().key(OpenMeteoVariable.TEMPERATURE), "" + temperature);
  }

  OpenMeteoPayload at(Place place) {
    return at("" + place.latitude(), "" + place.longitude());
  }

  OpenMeteoPayload at(String newLatitude, String newLongitude) {
    latitude = newLatitude;
    longitude = newLongitude;
    return this;
  }

  OpenMeteoPayload column(String key, String... values) {
    columns.put(key, List.of(values));
    return this;
  }

  OpenMeteoPayload all(String key, String value) {
    columns.put(key, Collections.nCopies(hours, value));
    return this;
  }

  OpenMeteoPayload unit(String key, String unit) {
    units.put(key, unit);
    return this;
  }

  String json() {
    String lists =
        columns.entrySet().stream()
            .map(column -> "\"" + column.getKey() + "\":" + column.getValue())
            .collect(Collectors.joining(","));
    String names =
        units.entrySet().stream()
            .map(unit -> "\"" + unit.getKey() + "\":\"" + unit.getValue() + "\"")
            .collect(Collectors.joining(","));
    return String.format(
        "{\"latitude\":%s,\"longitude\":%s,\"generationtime_ms\":0.09,\"utc_offset_seconds\":0,"
            + "\"timezone\":\"GMT\",\"timezone_abbreviation\":\"GMT\",\"elevation\":38.0,"
            + "\"hourly_units\":{%s},\"hourly\":{%s}}",
        latitude, longitude, names, lists);
  }

  byte[] bytes() {
    return json().getBytes(UTF_8);
  }
}

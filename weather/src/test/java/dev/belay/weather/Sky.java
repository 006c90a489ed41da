/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Weather a test makes up. */
final class Sky {
  static final Place BERLIN = new Place(52.52, 13.41);
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Map<WeatherVariable, Double> values = new EnumMap<>(WeatherVariable.class);

  private Sky() {}

  /** A mild, dry and clear moment, of which everything is known. */
  static Sky clear() {
    Sky sky = new Sky();
    for (WeatherVariable variable : WeatherVariable.values()) {
      sky.with(variable, 0);
    }
    return sky.with(WeatherVariable.TEMPERATURE_CELSIUS, 20)
        .with(WeatherVariable.FEELS_LIKE_CELSIUS, 20)
        .with(WeatherVariable.VISIBILITY_METRES, 10_000);
  }

  static Sky unknown() {
    return new Sky();
  }

  Sky with(WeatherVariable variable, double value) {
    values.put(variable, value);
    return this;
  }

  Sky without(WeatherVariable variable) {
    values.remove(variable);
    return this;
  }

  Sky rain(double millimetresPerHour) {
    return with(WeatherVariable.PRECIPITATION_MM_PER_HOUR, millimetresPerHour);
  }

  Sky snow(double millimetresPerHour) {
    return rain(millimetresPerHour).with(WeatherVariable.SNOW_MM_PER_HOUR, millimetresPerHour);
  }

  Sky sight(double metres) {
    return with(WeatherVariable.VISIBILITY_METRES, metres);
  }

  Sky celsius(double degrees) {
    return with(WeatherVariable.TEMPERATURE_CELSIUS, degrees);
  }

  Reading reading() {
    Reading reading = new Reading();
    reading.clear();
    WeatherVariable[] variables = WeatherVariable.values();
    for (int i = 0; i < variables.length; i++) {
      reading.values[i] = values.getOrDefault(variables[i], Double.NaN);
    }
    return reading;
  }

  Weather weather() {
    return new Weather("sky", NOON, reading());
  }

  /** A series of this one moment an hour around noon, issued half an hour before. */
  WeatherSeries series() {
    WeatherSeries.Builder builder =
        WeatherSeries.builder("sky", BERLIN, NOON.minus(Duration.ofMinutes(30)));
    WeatherSeries.Slot slot = builder.slot(NOON, NOON, NOON.plus(Duration.ofHours(1)));
    values.forEach(slot::put);
    return builder.build();
  }

  /** Hours of weather in which every variable of every hour is another number, but possible. */
  static WeatherSeries hours(String source, Place place, Instant from, int hours) {
    WeatherSeries.Builder builder = WeatherSeries.builder(source, place, from);
    for (int i = 0; i < hours; i++) {
      Instant time = from.plus(Duration.ofHours(i));
      WeatherSeries.Slot slot = builder.slot(time, time, time.plus(Duration.ofHours(1)));
      slot.issuedAt(time.minus(Duration.ofMinutes(i % 60)));
      WeatherVariable[] variables = WeatherVariable.values();
      for (int j = 0; j < variables.length; j++) {
        slot.put(variables[j], ((i * 31 + j * 7) % 97) / 100.0);
      }
    }
    return builder.build();
  }
}

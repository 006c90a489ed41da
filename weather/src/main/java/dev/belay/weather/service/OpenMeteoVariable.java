/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

/** What Open-Meteo is asked for of every hour, and the unit it has to answer in. */
enum OpenMeteoVariable {
  TEMPERATURE("temperature_2m", "°C"),
  FEELS_LIKE("apparent_temperature", "°C"),
  /** Rain, showers and snow of the hour before, as water. */
  PRECIPITATION("precipitation", "mm"),
  /** Depth of the snow that fell in the hour before. */
  SNOWFALL("snowfall", "cm"),
  CODE("weather_code", "wmo code"),
  CLOUDS("cloud_cover", "%"),
  WIND("wind_speed_10m", "m/s"),
  GUSTS("wind_gusts_10m", "m/s"),
  /** Not in the reanalysis. */
  VISIBILITY("visibility", "m");

  final String key;
  final String unit;

  OpenMeteoVariable(String key, String unit) {
    this.key = key;
    this.unit = unit;
  }
}

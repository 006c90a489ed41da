/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Instant;
import java.util.Map;

/**
 * One entry of a reply of OpenWeatherMap.
 *
 * @param time its moment
 * @param values what it says, each in the variable's unit; what it does not say is no key
 */
record OwmEntry(Instant time, Map<WeatherVariable, Double> values) {

  double value(WeatherVariable variable) {
    return values.getOrDefault(variable, Double.NaN);
  }

  void fill(WeatherSeries.Slot slot) {
    values.forEach(slot::put);
  }
}

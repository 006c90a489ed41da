/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import java.time.Instant;

/**
 * What a series has to cover.
 *
 * @param place where
 * @param time when
 * @param now when it was asked
 */
record OwmWish(Place place, Instant time, Instant now) {

  WeatherSeries coveredBy(WeatherSeries series) {
    if (!series.covers(time)) {
      throw outOfRange("it has only " + series);
    }
    return series;
  }

  WeatherException outOfRange(String why) {
    return new WeatherException(
        Reason.OUT_OF_RANGE, OpenWeatherMap.NAME + " has no weather of " + time + ": " + why);
  }
}

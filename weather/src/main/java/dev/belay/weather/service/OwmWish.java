/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a series has to cover.
 *
 * @param place where
 * @param time when
 * @param now when it was asked
 */
record OwmWish(Place place, Instant time, Instant now) {

  /** The beginning of its day, UTC. */
  Instant midnight() {
    return time.truncatedTo(ChronoUnit.DAYS);
  }

  /** The end of its day, or the last full hour if it is still going on. */
  Instant lastHour() {
    Instant end = midnight().plus(Duration.ofDays(1));
    Instant over = now.truncatedTo(ChronoUnit.HOURS);
    return over.isBefore(end) ? over : end;
  }

  WeatherException outOfRange(String why) {
    return new WeatherException(
        Reason.OUT_OF_RANGE, OpenWeatherMap.NAME + " has no weather of " + time + ": " + why);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;

/** How an attempt ended. */
sealed interface Outcome<T> {
  /** As it should. */
  record Answer<T>(T value) implements Outcome<T> {}

  /** Badly, because of the service or the way to it. */
  record Failure<T>(WeatherException failure, Again again) implements Outcome<T> {}

  /** Because of ourselves, which says nothing about the service. */
  record GivenUp<T>(WeatherException failure) implements Outcome<T> {}

  /** Whether there is a point in asking again after a passing failure. */
  enum Again {
    MAYBE,
    NEVER
  }
}

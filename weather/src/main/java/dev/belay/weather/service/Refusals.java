/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;

/** What a service means by an error; each has its own language. Pure. */
interface Refusals {

  /**
   * Reads an error.
   *
   * @param status of HTTP, not 200, 203 or 304
   * @param body its text, cut to a few thousand characters; may hold anything
   * @return the failure, its message without the body's own words where they may hold a key; with
   *     {@link WeatherException#retryAfter} where the body says how long to wait, or where {@code
   *     REFUSED} is what any other question would be
   */
  WeatherException of(int status, String body);

  /** An error as it is told: who, what, and the status. */
  static WeatherException failure(Reason reason, String what, int status) {
    return new WeatherException(reason, what + " (status " + status + ")");
  }

  /** An error of which only the kind of status is known. */
  static WeatherException other(String name, int status) {
    return status >= 500
        ? failure(Reason.OVERLOADED, name + " failed, or has too much to do", status)
        : failure(Reason.REFUSED, name + " refused the question", status);
  }
}

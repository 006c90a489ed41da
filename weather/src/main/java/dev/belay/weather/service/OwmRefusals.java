/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherException.Reason.BROKEN_REPLY;
import static dev.belay.weather.WeatherException.Reason.KEY;
import static dev.belay.weather.WeatherException.Reason.NOT_FOUND;
import static dev.belay.weather.WeatherException.Reason.OUT_OF_RANGE;
import static dev.belay.weather.WeatherException.Reason.OVERLOADED;
import static dev.belay.weather.WeatherException.Reason.PLAN;
import static dev.belay.weather.WeatherException.Reason.QUOTA;
import static dev.belay.weather.WeatherException.Reason.REFUSED;
import static dev.belay.weather.WeatherException.Reason.TIMEOUT;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.util.Locale;

/**
 * What OpenWeatherMap means by its errors. Its words are looked at, since one status stands for
 * several things, but never handed on.
 */
final class OwmRefusals implements Refusals {
  @Override
  public WeatherException of(int status, String body) {
    String words = body.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 400, 422 -> ofQuestion(status, words);
      case 401, 403 -> ofKey(status, words);
      case 402 -> because(PLAN, status, "says that the key's plan lacks what was asked for");
      case 404, 410 -> because(NOT_FOUND, status, "has nothing there; the base URL may be wrong");
      case 408 -> because(TIMEOUT, status, "waited too long for the question");
      case 429 -> tooMany(status);
      default -> other(status);
    };
  }

  private static WeatherException ofQuestion(int status, String words) {
    return words.contains("out of allowed range")
        ? because(OUT_OF_RANGE, status, "has no weather of that time")
        : because(REFUSED, status, "finds the question wrong");
  }

  private static WeatherException ofKey(int status, String words) {
    if (words.contains("one call")) {
      return because(PLAN, status, "says that the key is not subscribed to One Call 3.0");
    }
    if (words.contains("exceeding of requests")) {
      return tooMany(status);
    }
    return because(
        KEY, status, "refuses the key: it is wrong, or not active yet, which takes up to 2 hours");
  }

  /** The service does not say for how long: {@link Upstream} has a rule for that. */
  private static WeatherException tooMany(int status) {
    return because(QUOTA, status, "was asked more often than the key's plan allows");
  }

  private static WeatherException other(int status) {
    if (status >= 500) {
      return because(OVERLOADED, status, "failed");
    }
    return status >= 300
        ? because(REFUSED, status, "does not answer the question")
        : because(BROKEN_REPLY, status, "answered without weather");
  }

  private static WeatherException because(Reason reason, int status, String what) {
    return new WeatherException(reason, OpenWeatherMap.NAME + " " + what + " (" + status + ")");
  }
}

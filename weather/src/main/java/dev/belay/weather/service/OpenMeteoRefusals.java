/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The errors of Open-Meteo, of which the text says more than the status. */
final class OpenMeteoRefusals implements Refusals {
  /** Another question is on its way; that one has an end soon. Our judgement. */
  private static final Duration WHILE_ANOTHER_RUNS = Duration.ofSeconds(5);

  private final InstantSource clock;

  /** The service's windows begin with the minute, the hour and the day (UTC): it takes a clock. */
  OpenMeteoRefusals(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public WeatherException of(int status, String body) {
    String text = body.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 400 -> badQuestion(text);
      case 401 -> failure(Reason.KEY, "wants a key, or another one", status);
      case 403 -> failure(Reason.PLAN, "says that the plan has no such data", status);
      case 404 -> failure(Reason.NOT_FOUND, "has nothing at this address: another host?", status);
      case 429 -> failure(Reason.QUOTA, "was asked too much", status).withRetryAfter(pause(text));
      default -> Refusals.other(OpenMeteo.NAME, status);
    };
  }

  private static WeatherException badQuestion(String text) {
    if (text.contains("api key")) {
      return failure(Reason.KEY, "does not know the key", 400);
    }
    if (text.contains("out of allowed range")) {
      return failure(Reason.OUT_OF_RANGE, "has nothing of these days", 400);
    }
    if (text.contains("no data is available")) {
      return failure(Reason.NOT_FOUND, "has nothing for this place", 400);
    }
    return failure(Reason.REFUSED, "found the question wrong", 400);
  }

  private static WeatherException failure(Reason reason, String what, int status) {
    return Refusals.failure(reason, OpenMeteo.NAME + " " + what, status);
  }

  private Duration pause(String text) {
    if (text.contains("concurrent")) {
      return WHILE_ANOTHER_RUNS;
    }
    if (text.contains("daily")) {
      return untilNext(ChronoUnit.DAYS);
    }
    return untilNext(text.contains("hourly") ? ChronoUnit.HOURS : ChronoUnit.MINUTES);
  }

  private Duration untilNext(ChronoUnit window) {
    Instant now = clock.instant();
    return Duration.between(now, now.truncatedTo(window).plus(1, window));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;

/** The errors of MET Norway, of which only the status says something. */
final class MetNorwayRefusals implements Refusals {
  /** The service does not say how long; our judgement. */
  private static final Duration THROTTLED = Duration.ofMinutes(5);

  /** It blocks for good whoever goes on; who asks is the same for every place. Our judgement. */
  private static final Duration UNWELCOME = Duration.ofHours(1);

  @Override
  public WeatherException of(int status, String body) {
    return switch (status) {
      case 403 ->
          failure(
                  Reason.REFUSED,
                  "refused: it wants a User-Agent that names application and contact, and four"
                      + " decimals at most",
                  status)
              .withRetryAfter(UNWELCOME);
      case 404, 422 -> failure(Reason.NOT_FOUND, "has nothing for this place", status);
      case 429 -> failure(Reason.QUOTA, "was asked too much", status).withRetryAfter(THROTTLED);
      // Its own, for a caller that went away before the answer.
      case 499 -> failure(Reason.OVERLOADED, "took too long", status);
      default -> Refusals.other(MetNorway.NAME, status);
    };
  }

  private static WeatherException failure(Reason reason, String what, int status) {
    return Refusals.failure(reason, MetNorway.NAME + " " + what, status);
  }
}

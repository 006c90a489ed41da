/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;

/** The errors of a service of which only is known that it speaks HTTP. */
final class FeedRefusals implements Refusals {
  @Override
  public WeatherException of(int status, String body) {
    return new WeatherException(reason(status), "said " + status);
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 401 -> Reason.KEY;
      case 403 -> Reason.PLAN;
      case 404, 410 -> Reason.NOT_FOUND;
      case 408 -> Reason.TIMEOUT;
      case 429 -> Reason.QUOTA;
      default -> status >= 500 ? Reason.OVERLOADED : Reason.REFUSED;
    };
  }
}

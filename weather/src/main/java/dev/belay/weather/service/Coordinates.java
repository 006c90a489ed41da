/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Places in the language of the services. */
final class Coordinates {
  private static final int DECIMALS = 4;

  private Coordinates() {}

  /** Degrees with four decimals at most, eleven metres, and a decimal point anywhere on earth. */
  static String text(double degrees) {
    return BigDecimal.valueOf(degrees)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /**
   * Checks that a reply is for the place that was asked for.
   *
   * @param degrees how far off it may be, north or south; east or west as far on the ground
   * @throws WeatherException if it is for another
   */
  static void check(Place asked, double latitude, double longitude, double degrees) {
    double east =
        Math.IEEEremainder(longitude - asked.longitude(), 360)
            * Math.cos(Math.toRadians(asked.latitude()));
    boolean near = Math.abs(latitude - asked.latitude()) <= degrees && Math.abs(east) <= degrees;
    if (!near) {
      throw new WeatherException(
          Reason.OTHER_PLACE,
          "asked for " + asked + ", the reply is for " + latitude + ", " + longitude);
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a symbol of MET Norway says of the weather; what it does not say is NaN.
 *
 * @param snowShare the part of the precipitation that is snow; of sleet it is half, which is our
 *     judgement
 * @param thunder 1 or 0
 * @param fog 1 or 0
 */
record MetNorwaySymbol(double snowShare, double thunder, double fog) {
  private static final MetNorwaySymbol UNKNOWN =
      new MetNorwaySymbol(Double.NaN, Double.NaN, Double.NaN);

  // Two of the service's symbols are misspelt with a double s, "lightssleetshowersandthunder" and
  // "lightssnowshowersandthunder", and will stay so.
  private static final Pattern SYMBOL =
      Pattern.compile(
          "(clearsky|fair|partlycloudy|cloudy|fog"
              + "|(?:lights?|heavy)?(?<falls>rain|sleet|snow)(?:showers)?(?<thunder>andthunder)?)"
              + "(?:_day|_night|_polartwilight)?");

  /** Reads a code; one that is not documented says nothing. */
  static MetNorwaySymbol of(@Nullable String code) {
    Matcher symbol = SYMBOL.matcher(code == null ? "" : code);
    if (!symbol.matches()) {
      return UNKNOWN;
    }
    return new MetNorwaySymbol(
        share(symbol.group("falls")),
        symbol.group("thunder") == null ? 0 : 1,
        "fog".equals(symbol.group(1)) ? 1 : 0);
  }

  private static double share(@Nullable String falls) {
    if (falls == null) {
      return Double.NaN;
    }
    return switch (falls) {
      case "snow" -> 1;
      case "sleet" -> 0.5;
      default -> 0;
    };
  }

  /** The snow in an amount of precipitation. */
  double snow(double amount) {
    return amount == 0 ? 0 : amount * snowShare;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.Locale;

/**
 * A point on the earth, WGS 84.
 *
 * @param latitude in degrees, -90 to 90, north positive
 * @param longitude in degrees, -180 to 180, east positive
 */
public record Place(double latitude, double longitude) {
  static final double METRES_PER_DEGREE = 111_195;

  /**
   * Checks the range.
   *
   * @param latitude in degrees
   * @param longitude in degrees
   * @throws IllegalArgumentException outside the range, or NaN
   */
  public Place {
    if (!isPlace(latitude, longitude)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no place on earth: latitude %s (-90 to 90), longitude %s (-180 to 180)",
              latitude,
              longitude));
    }
  }

  /** Whether there is such a place; NaN is none. */
  static boolean isPlace(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }

  /**
   * The distance on a sphere of the earth's mean radius, by the haversine formula (Sinnott, Virtues
   * of the Haversine, Sky and Telescope 68, 1984).
   *
   * @param other another place
   * @return metres
   */
  public double metresTo(Place other) {
    double halfLatitude = Math.toRadians(other.latitude - latitude) / 2;
    double halfLongitude = Math.toRadians(other.longitude - longitude) / 2;
    double chord =
        square(Math.sin(halfLatitude))
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * square(Math.sin(halfLongitude));
    return Math.toDegrees(2 * Math.asin(Math.sqrt(Math.min(1, chord)))) * METRES_PER_DEGREE;
  }

  private static double square(double value) {
    return value * value;
  }
}

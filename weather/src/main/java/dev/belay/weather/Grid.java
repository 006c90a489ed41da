/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

/** Cells of equal degrees: places in one of them share one answer. */
final class Grid {
  private final double degrees;
  private final int columns;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException unless it is from a thousandth of a degree to one
   */
  Grid(double degrees) {
    if (!(degrees >= 0.001 && degrees <= 1)) {
      throw new IllegalArgumentException("cells of " + degrees + " degrees (0.001 to 1)");
    }
    this.degrees = degrees;
    this.columns = (int) Math.ceil(360 / degrees);
  }

  int row(double latitude) {
    return (int) Math.rint(latitude / degrees);
  }

  /** The same for both names of the date line. */
  int column(double longitude) {
    return Math.floorMod((int) Math.rint((longitude + 180) / degrees), columns);
  }

  Place centre(int row, int column) {
    double latitude = Math.max(-90, Math.min(90, round(row * degrees)));
    return new Place(latitude, Math.min(180, round(column * degrees - 180)));
  }

  /** The centre of the cell that a place is in. */
  Place centre(Place place) {
    return centre(row(place.latitude()), column(place.longitude()));
  }

  /** Without the tail that a multiple of a decimal fraction has in binary. */
  private static double round(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /** {@return how far a place can be from the centre of its cell, at the equator, in metres} */
  double greatestDistance() {
    return degrees * Place.METRES_PER_DEGREE / Math.sqrt(2);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

/**
 * A simulated trip through a city, as of its pick-up.
 *
 * @param key what it is called
 * @param pickupEpochSecond when it begins
 * @param route where it goes
 * @param sky the weather of that hour
 * @param lastHourDelay the mean delay of the trips that ended in the hour before, NaN if none did
 * @param delayMinutes how late it arrives
 */
record Trip(
    String key,
    long pickupEpochSecond,
    Route route,
    Sky sky,
    double lastHourDelay,
    double delayMinutes)
    implements Journey {

  private static final long DAY_SECONDS = 86_400;

  /** Which part of the city a trip crosses. */
  enum Zone {
    CENTRE,
    INNER,
    OUTER
  }

  /**
   * A trip before it begins.
   *
   * @param zone the part of the city
   * @param distanceKm its length
   * @param scheduledMinutes how long it is to take
   */
  record Route(Zone zone, double distanceKm, double scheduledMinutes) {}

  @Override
  public long predictionEpochSecond() {
    return pickupEpochSecond;
  }

  @Override
  public long outcomeEpochSecond() {
    return pickupEpochSecond + Math.round(60 * (route.scheduledMinutes() + delayMinutes));
  }

  @Override
  public long localDay() {
    return Math.floorDiv(pickupEpochSecond, DAY_SECONDS);
  }

  int hour() {
    return (int) (Math.floorMod(pickupEpochSecond, DAY_SECONDS) / 3600);
  }

  boolean weekend() {
    return Math.floorMod(localDay() + 3, 7L) >= 5;
  }
}

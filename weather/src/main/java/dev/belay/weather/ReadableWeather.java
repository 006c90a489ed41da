/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

/**
 * Weather that is at hand: what the hot path asks before anything that takes time. A class and not
 * an interface, so that it shows to nobody outside.
 */
abstract class ReadableWeather implements WeatherProvider {

  /**
   * Reads what is known without a wait, and has the rest fetched where that is its way.
   *
   * @param latitude in degrees, any number
   * @param longitude in degrees, any number
   * @param epochSecond when
   * @param reading takes it
   * @return whether there was an answer; otherwise {@link #at} may have one later
   */
  abstract boolean read(double latitude, double longitude, long epochSecond, Reading reading);
}

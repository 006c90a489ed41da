/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

/**
 * The weather of one simulated hour.
 *
 * @param temperatureC the temperature
 * @param rainMmPerHour rain
 * @param snowMmPerHour snow, as water
 * @param visibilityMetres how far one sees, at most 10,000 m
 * @param windMetresPerSecond the wind
 * @param wetPavement whether it falls now or fell in the hour before
 */
record Sky(
    double temperatureC,
    double rainMmPerHour,
    double snowMmPerHour,
    double visibilityMetres,
    double windMetresPerSecond,
    boolean wetPavement) {

  /** Up to here what falls is snow, and what fell is ice. */
  static final double FREEZING_C = 0.5;

  boolean slipperyPavement() {
    return wetPavement && temperatureC <= FREEZING_C;
  }
}

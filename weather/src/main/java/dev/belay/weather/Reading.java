/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.Arrays;

/** What a series says of one moment; reused, so that reading allocates nothing. */
final class Reading {
  final double[] values = new double[WeatherVariable.COUNT];

  /** When the source last knew better, epoch second; the older of two slots. */
  long issued;

  /** Before when nobody could have known all of this, epoch second; the newer of two slots. */
  long knownFrom;

  /** How long ago that was when it was read, seconds. */
  long age;

  /** How far it had to look ahead, seconds; 0 for what was observed. */
  long lead;

  double value(WeatherVariable variable) {
    return values[variable.index()];
  }

  void clear() {
    Arrays.fill(values, Double.NaN);
    issued = Long.MAX_VALUE;
    knownFrom = Long.MIN_VALUE;
    age = 0;
    lead = 0;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What MET Norway said of a place: kept, since the service wants to be told what one has.
 * Immutable.
 *
 * @param updatedAt when the forecast was made
 * @param entries in the order of time
 */
record MetNorwayForecast(Instant updatedAt, List<Entry> entries) {

  /** What is forecast from one moment on. */
  static final class Entry {
    private static final List<WeatherVariable> VARIABLES = List.of(WeatherVariable.values());

    private final Instant time;
    private final Instant end;
    private final double[] values = new double[VARIABLES.size()];

    /** An entry without a value, for the time until the end, which may be its moment. */
    Entry(Instant time, Instant end) {
      this.time = time;
      this.end = end;
      Arrays.fill(values, Double.NaN);
    }

    Entry put(WeatherVariable variable, double value) {
      values[VARIABLES.indexOf(variable)] = value;
      return this;
    }

    private void addTo(WeatherSeries.Builder series, Instant issued) {
      WeatherSeries.Slot slot = series.slot(time, time, end).issuedAt(issued);
      for (int i = 0; i < values.length; i++) {
        slot.put(VARIABLES.get(i), values[i]);
      }
    }
  }

  MetNorwayForecast {
    entries = List.copyOf(entries);
  }

  /** The same as a series; a forecast from the future was made when it was fetched. */
  WeatherSeries series(Place place, Instant fetchedAt, Instant expiresAt) {
    WeatherSeries.Builder series =
        WeatherSeries.builder(MetNorway.NAME, place, fetchedAt).expiresAt(expiresAt);
    Instant issued = updatedAt.isAfter(fetchedAt) ? fetchedAt : updatedAt;
    for (Entry entry : entries) {
      entry.addTo(series, issued);
    }
    return series.build();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A provider of which nothing is at hand, whatever it is. */
record Faraway(WeatherProvider provider) implements WeatherProvider {
  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    return provider.series(place, time);
  }

  @Override
  public CompletionStage<Weather> at(double latitude, double longitude, Instant time) {
    return provider.at(latitude, longitude, time);
  }
}

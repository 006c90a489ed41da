/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Instant;

/** A host's query. */
record Ride(String id, double latitude, double longitude, long pickup, long booked) {
  static Ride at(Place place, Instant pickup) {
    return new Ride(
        "ride",
        place.latitude(),
        place.longitude(),
        pickup.getEpochSecond(),
        pickup.getEpochSecond());
  }

  Ride bookedAt(Instant moment) {
    return new Ride(id, latitude, longitude, pickup, moment.getEpochSecond());
  }

  static WeatherFeatures<Ride> weather(WeatherProvider provider) {
    return WeatherFeatures.at(provider, Ride::latitude, Ride::longitude, Ride::pickup);
  }
}

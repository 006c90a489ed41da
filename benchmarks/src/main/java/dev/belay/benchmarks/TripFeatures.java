/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.TimeField;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** What is known of a simulated trip at its pick-up: measurements, none of the generator's sums. */
final class TripFeatures {
  private static final ZoneId ZONE = ZoneOffset.UTC;

  private TripFeatures() {}

  static FeatureSet<Trip> withWeather() {
    return columns().build();
  }

  /** All columns, to which more can be added. */
  static FeatureSet.Builder<Trip> columns() {
    return schedule("schedule, history, weather")
        .number("temperature_c", trip -> trip.sky().temperatureC())
        .number("rain_mm_h", trip -> trip.sky().rainMmPerHour())
        .number("snow_mm_h", trip -> trip.sky().snowMmPerHour())
        .number("visibility_m", trip -> trip.sky().visibilityMetres())
        .number("wind_m_s", trip -> trip.sky().windMetresPerSecond())
        .indicator("wet_pavement", trip -> trip.sky().wetPavement());
  }

  static FeatureSet<Trip> withoutWeather() {
    return schedule("schedule, history").build();
  }

  private static FeatureSet.Builder<Trip> schedule(String version) {
    return FeatureSet.builder(Trip.class)
        .version(version)
        .category("zone", trip -> trip.route().zone(), List.of(Trip.Zone.values()))
        .number("distance_km", trip -> trip.route().distanceKm())
        .number("scheduled_min", trip -> trip.route().scheduledMinutes())
        .time("minute", TimeField.MINUTE_OF_DAY, Trip::pickupEpochSecond, ZONE)
        .cyclic("minute", TimeField.MINUTE_OF_DAY, Trip::pickupEpochSecond, ZONE)
        .time("day_of_week", TimeField.DAY_OF_WEEK, Trip::pickupEpochSecond, ZONE)
        .number("last_hour_delay", Trip::lastHourDelay)
        .missingIndicator("last_hour_delay");
  }
}

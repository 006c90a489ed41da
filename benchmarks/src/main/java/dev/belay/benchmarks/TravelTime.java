/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long a simulated trip takes: the generator's formulas, which no learner sees.
 *
 * <p>Distance over a speed that depends on the part of the city, falls in the rush hours and with
 * the weather; times a noise that is log-normal around 1; times, once in a while, an incident.
 * Sources of the weather's effect:
 *
 * <ul>
 *   <li>rain and snow, in inches of water per hour: urban streets' speed times 1 / (1 + 0.48 rain +
 *       1.4 snow), at most 0.95 on wet pavement and 0.90 on snow or ice (SHRP 2 L08, Highway
 *       Capacity Manual 6);
 *   <li>visibility below a mile and cold below -20 °C: at most 0.95 (HCM 6, Exhibit 11-21, read at
 *       55 mph); the worst class wins, effects do not add up;
 *   <li>in the peak the loss is 1.86 times that of the night (Beijing floating cars, heavy rain,
 *       IET Intelligent Transport Systems 2017: 13.6 % against 7.3 % on average);
 *   <li>travel times vary by half as much again in the wet (Dutch freeways).
 * </ul>
 */
final class TravelTime {
  private static final double MM_PER_INCH = 25.4;
  private static final double MILE_METRES = 1_609;
  private static final double PEAK_LOSS = 0.86;

  private static final double DRY_SPREAD = 0.12;
  private static final double WET_SPREAD = 1.5 * DRY_SPREAD;

  private static final double INCIDENT_SHARE = 0.01;
  private static final double INCIDENT_LOG_FACTOR = StrictMath.log(1.9);
  private static final double INCIDENT_SPREAD = 0.5;

  private static final double DRY_MEDIAN = medianFactor(DRY_SPREAD);
  private static final double WET_MEDIAN = medianFactor(WET_SPREAD);
  private static final double MEAN =
      1
          - INCIDENT_SHARE
          + INCIDENT_SHARE
              * StrictMath.exp(INCIDENT_LOG_FACTOR + INCIDENT_SPREAD * INCIDENT_SPREAD / 2);

  private TravelTime() {}

  /** Minutes without weather, rush or luck, and a quarter more: what a timetable says. */
  static double scheduledMinutes(Trip.Zone zone, double distanceKm) {
    return 1.25 * 60 * distanceKm / freeSpeed(zone);
  }

  /** What it really takes. */
  static double minutes(Trip trip, Random random) {
    double spread = spread(trip.sky());
    double noise = spread * random.nextGaussian() - spread * spread / 2;
    boolean incident = random.nextDouble() < INCIDENT_SHARE;
    double more = INCIDENT_LOG_FACTOR + INCIDENT_SPREAD * random.nextGaussian();
    return typicalMinutes(trip) * StrictMath.exp(incident ? noise + more : noise);
  }

  /** The conditional mean of {@link #minutes}. */
  static double meanMinutes(Trip trip) {
    return MEAN * typicalMinutes(trip);
  }

  /** The conditional median of {@link #minutes}. */
  static double medianMinutes(Trip trip) {
    return typicalMinutes(trip) * (trip.sky().wetPavement() ? WET_MEDIAN : DRY_MEDIAN);
  }

  private static double typicalMinutes(Trip trip) {
    double rush = rush(trip);
    Trip.Zone zone = trip.route().zone();
    double speed = freeSpeed(zone) * (1 - congestion(zone) * rush);
    return 60 * trip.route().distanceKm() / (speed * weatherFactor(trip.sky(), rush));
  }

  /** How much slower traffic is in this weather: 1 for not at all. */
  static double weatherFactor(Sky sky, double rush) {
    double rain = sky.rainMmPerHour() / MM_PER_INCH;
    double snow = sky.snowMmPerHour() / MM_PER_INCH;
    double fall = 1 / (1 + 0.48 * rain + 1.4 * snow);
    double pavement = sky.slipperyPavement() ? 0.90 : sky.wetPavement() ? 0.95 : 1;
    boolean severe = sky.visibilityMetres() < MILE_METRES || sky.temperatureC() < -20;
    double loss = 1 - Math.min(Math.min(fall, pavement), severe ? 0.95 : 1);
    return 1 - loss * (1 + PEAK_LOSS * rush);
  }

  /** How much of the worst rush there is, from 0 to 1. */
  private static double rush(Trip trip) {
    double minute = Math.floorMod(trip.pickupEpochSecond(), 86_400L) / 60.0;
    if (trip.weekend()) {
      return 0.35 * bell(minute, 14 * 60, 150);
    }
    return Math.max(bell(minute, 8 * 60 + 15, 55), bell(minute, 17 * 60 + 30, 80));
  }

  private static double bell(double minute, double peak, double width) {
    double distance = (minute - peak) / width;
    return StrictMath.exp(-distance * distance / 2);
  }

  private static double freeSpeed(Trip.Zone zone) {
    return switch (zone) {
      case CENTRE -> 28;
      case INNER -> 36;
      case OUTER -> 52;
    };
  }

  private static double congestion(Trip.Zone zone) {
    return switch (zone) {
      case CENTRE -> 0.45;
      case INNER -> 0.38;
      case OUTER -> 0.28;
    };
  }

  private static double spread(Sky sky) {
    return sky.wetPavement() ? WET_SPREAD : DRY_SPREAD;
  }

  /** The median of noise times incident, a mixture of two log-normals, by bisection. */
  private static double medianFactor(double spread) {
    NormalDistribution noise = NormalDistribution.of(-spread * spread / 2, spread);
    NormalDistribution both =
        NormalDistribution.of(
            INCIDENT_LOG_FACTOR - spread * spread / 2, StrictMath.hypot(spread, INCIDENT_SPREAD));
    double low = -1;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double below =
          (1 - INCIDENT_SHARE) * noise.cumulativeProbability(middle)
              + INCIDENT_SHARE * both.cumulativeProbability(middle);
      if (below < 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp(low);
  }
}

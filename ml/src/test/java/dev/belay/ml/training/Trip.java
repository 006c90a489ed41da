/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A made-up trip.
 *
 * @param moment when its delay is predicted, in epoch seconds
 * @param km how far; NaN if unknown
 * @param rain how wet
 * @param delay what is learned
 */
record Trip(long moment, double km, double rain, double delay) {
  static final long FIRST = 1_700_000_000;

  static FeatureSet<Trip> features() {
    return FeatureSet.builder(Trip.class).number("km", Trip::km).number("rain", Trip::rain).build();
  }

  /** One every hour; the delay depends on both features, one of ten distances is unknown. */
  static List<Trip> hourly(int count) {
    Random random = new Random(7);
    List<Trip> trips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double km = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(200) / 10.0;
      double rain = Math.max(0, random.nextGaussian());
      double base = Double.isNaN(km) ? 4 : km / 2;
      trips.add(new Trip(FIRST + 3600L * i, km, rain, base + 5 * rain + random.nextGaussian()));
    }
    return trips;
  }

  /** The same trips with other delays. */
  static List<Trip> hourly(int count, ToDoubleFunction<Trip> delay) {
    return hourly(count).stream().map(t -> t.with(delay.applyAsDouble(t))).toList();
  }

  Trip with(double delay) {
    return new Trip(moment, km, rain, delay);
  }

  static Training<Trip> training(List<Trip> trips) {
    return Training.of(features(), trips, Trip::delay).knownAt(Trip::moment).threads(1);
  }

  static Boosting fewRounds(Loss loss) {
    return Boosting.minimising(loss).withRounds(5);
  }

  static RandomForest fewTrees() {
    return RandomForest.minimising(Loss.mean()).withTrees(4).withDepth(4).withBins(16);
  }
}

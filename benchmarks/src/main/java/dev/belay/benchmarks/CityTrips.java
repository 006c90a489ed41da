/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Simulates trips through a city, one after the other: the day's pick-ups, the routes, the weather
 * of the hour, what has just been learned from trips that ended, and the delay.
 */
final class CityTrips {
  static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

  private static final List<Trip.Zone> ZONES = List.of(Trip.Zone.values());
  private static final int HOUR = 3600;
  private static final int DAY_MINUTES = 1440;

  private final Random random;
  private final Sky[] skies;
  private final PriorityQueue<Trip> onTheWay =
      new PriorityQueue<>(Comparator.comparingLong(Trip::outcomeEpochSecond));
  private final Deque<Trip> ended = new ArrayDeque<>();

  private CityTrips(long seed, int days) {
    this.random = new Random(seed);
    this.skies = CityWeather.simulate(days * 24, random);
  }

  /** The trips of so many days in the order of their pick-ups; the same for the same seed. */
  static List<Trip> simulate(long seed, int days, int tripsPerDay) {
    CityTrips city = new CityTrips(seed, days);
    List<Trip> trips = new ArrayList<>(days * tripsPerDay);
    for (int day = 0; day < days; day++) {
      for (long second : city.pickups(tripsPerDay)) {
        trips.add(city.trip("trip-" + trips.size(), day * 86_400L + second));
      }
    }
    return trips;
  }

  /** Seconds of the day; two peaks and a quiet night. */
  private long[] pickups(int count) {
    long[] seconds = new long[count];
    for (int i = 0; i < count; i++) {
      double minute =
          random.nextInt(3) == 0
              ? DAY_MINUTES * random.nextDouble()
              : (random.nextBoolean() ? 9 * 60 : 17 * 60) + 150 * random.nextGaussian();
      seconds[i] = (long) (60 * Math.min(DAY_MINUTES - 1, Math.max(0, minute)));
    }
    Arrays.sort(seconds);
    return seconds;
  }

  private Trip trip(String key, long second) {
    long now = FIRST_DAY.toEpochDay() * 86_400 + second;
    Sky sky = skies[(int) (second / HOUR)];
    Trip planned = new Trip(key, now, route(), sky, lastHourDelay(now), 0);
    double delay = TravelTime.minutes(planned, random) - planned.route().scheduledMinutes();
    Trip trip = new Trip(key, now, planned.route(), sky, planned.lastHourDelay(), delay);
    onTheWay.add(trip);
    return trip;
  }

  private Trip.Route route() {
    Trip.Zone zone = ZONES.get(random.nextInt(ZONES.size()));
    double middle =
        switch (zone) {
          case CENTRE -> 3.5;
          case INNER -> 7;
          case OUTER -> 14;
        };
    double distance = middle * StrictMath.exp(0.45 * random.nextGaussian());
    return new Trip.Route(zone, distance, TravelTime.scheduledMinutes(zone, distance));
  }

  private double lastHourDelay(long now) {
    for (Trip next = onTheWay.peek(); next != null && next.outcomeEpochSecond() <= now; ) {
      ended.add(onTheWay.remove());
      next = onTheWay.peek();
    }
    while (!ended.isEmpty() && ended.element().outcomeEpochSecond() <= now - HOUR) {
      ended.remove();
    }
    return ended.stream().mapToDouble(Trip::delayMinutes).average().orElse(Double.NaN);
  }
}

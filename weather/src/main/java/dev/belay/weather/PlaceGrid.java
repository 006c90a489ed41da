/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the nearest of many places within a distance. The places are points on a unit sphere, in
 * cubes twice as wide as the distance's chord: whatever is near enough is in one of eight cubes, at
 * a pole and at the date line as anywhere. Cubes are found by a hash, and two that share one cost
 * time and nothing else, since the distance decides. Immutable; looking does not allocate.
 */
final class PlaceGrid {
  private static final int NONE = -1;
  private static final int AXES = 3;
  private static final int AROUND = 8;

  /** Which of the places may be found at all. */
  interface Candidates {
    boolean has(int place, long epochSecond);
  }

  private final double chord;
  private final double[] points;
  private final int[] first;
  private final int[] next;

  PlaceGrid(List<Place> places, double metres) {
    double angle = Math.toRadians(metres / Place.METRES_PER_DEGREE);
    this.chord = 2 * Math.sin(angle / 2);
    this.points = new double[AXES * places.size()];
    this.first = new int[Integer.highestOneBit(Math.max(1, places.size())) * 4];
    this.next = new int[places.size()];
    Arrays.fill(first, NONE);
    for (int i = 0; i < next.length; i++) {
      add(i, places.get(i));
    }
  }

  private void add(int place, Place at) {
    double across = Math.cos(Math.toRadians(at.latitude()));
    double x = across * Math.cos(Math.toRadians(at.longitude()));
    double y = across * Math.sin(Math.toRadians(at.longitude()));
    double z = Math.sin(Math.toRadians(at.latitude()));
    points[AXES * place] = x;
    points[AXES * place + 1] = y;
    points[AXES * place + 2] = z;
    int cube = cube(index(x), index(y), index(z));
    next[place] = first[cube];
    first[cube] = place;
  }

  private long index(double coordinate) {
    return (long) Math.floor(coordinate / (2 * chord));
  }

  private int cube(long x, long y, long z) {
    long mixed = (x * 0x9E3779B97F4A7C15L + y) * 0x9E3779B97F4A7C15L + z;
    mixed *= 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 33) & (first.length - 1);
  }

  /**
   * The nearest place that is a candidate; of two as near, the first.
   *
   * @return its index, or -1 if there is none near enough
   */
  int nearest(double latitude, double longitude, Candidates candidates, long epochSecond) {
    double across = Math.cos(Math.toRadians(latitude));
    double x = across * Math.cos(Math.toRadians(longitude));
    double y = across * Math.sin(Math.toRadians(longitude));
    double z = Math.sin(Math.toRadians(latitude));
    int best = NONE;
    double least = chord * chord;
    long lowX = index(x - chord);
    long lowY = index(y - chord);
    long lowZ = index(z - chord);
    for (int cube = 0; cube < AROUND; cube++) {
      int bucket = cube(lowX + (cube & 1), lowY + (cube >> 1 & 1), lowZ + (cube >> 2));
      for (int place = first[bucket]; place != NONE; place = next[place]) {
        double apart = square(place, x, y, z);
        if (nearer(apart, place, least, best) && candidates.has(place, epochSecond)) {
          best = place;
          least = apart;
        }
      }
    }
    return best;
  }

  private static boolean nearer(double apart, int place, double least, int best) {
    return apart < least || (apart == least && (best == NONE || place < best));
  }

  private double square(int place, double x, double y, double z) {
    double byX = points[AXES * place] - x;
    double byY = points[AXES * place + 1] - y;
    double byZ = points[AXES * place + 2] - z;
    return byX * byX + byY * byY + byZ * byZ;
  }
}

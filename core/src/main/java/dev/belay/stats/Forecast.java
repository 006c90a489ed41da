/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one quantity is expected to be at later moments, as seen from one moment.
 *
 * <p>Each point has its own time, so that steps may be hours, calendar days or months. Either every
 * point has an interval, all of one level, or none has, and then the method says why. An interval
 * is for its own moment: that all of them hold together is less certain.
 *
 * <pre>{@code
 * Forecast demand =
 *     new Forecast(
 *         "rides", monday, List.of(Forecast.Point.of(tuesday, 120)), 28, "rides/day", "seasonal naive");
 * }</pre>
 *
 * <p>Immutable, safe to share between threads. It has at most 10,000 points.
 *
 * @param target what is forecast, in words: not blank
 * @param origin the moment from which it is forecast: nothing later was known
 * @param points the points in the order of their times, all later than the origin: at least one
 * @param n the number of observations it rests on: at least 1
 * @param unit the unit of the values and the bounds, empty for a pure number
 * @param method how values and intervals were found and what that assumes, in words: not blank
 */
public record Forecast(
    String target, Instant origin, List<Point> points, long n, String unit, String method) {

  private static final int MOST_POINTS = 10_000;

  /**
   * Checks and copies.
   *
   * @param target what is forecast, in words
   * @param origin the moment from which it is forecast
   * @param points the points in the order of their times
   * @param n the number of observations it rests on
   * @param unit the unit, empty for a pure number
   * @param method how it was found, in words
   * @throws IllegalArgumentException if target or method is blank, {@code n} is below 1, there is
   *     no point or more than 10,000, times do not ascend from the origin, or only some points have
   *     an interval or one of another level
   */
  public Forecast {
    requireText("target", target);
    Objects.requireNonNull(origin, "origin");
    points = List.copyOf(points);
    Objects.requireNonNull(unit, "unit");
    requireText("method", method);
    if (n < 1) {
      throw new IllegalArgumentException("a forecast needs an observation: n = " + n);
    }
    if (points.isEmpty() || points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "points must be from 1 to " + MOST_POINTS + ": " + points.size());
    }
    requireAscending(origin, points);
    requireOneLevel(points);
  }

  /**
   * One moment of a forecast.
   *
   * @param at the moment that is forecast
   * @param value the value expected then, finite
   * @param interval the interval of what will be observed then; null if not known
   */
  public record Point(Instant at, double value, @Nullable Interval interval) {

    /**
     * Checks the value. {@link #of} says it shorter without an interval.
     *
     * @param at the moment that is forecast
     * @param value the value expected then, finite
     * @param interval the interval of what will be observed then; null if not known
     * @throws IllegalArgumentException if the value is not finite
     */
    public Point {
      Objects.requireNonNull(at, "at");
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value must be finite: " + value + " at " + at);
      }
    }

    /**
     * A point of which only the value is known.
     *
     * @param at the moment that is forecast
     * @param value the value expected then, finite
     * @return the point without an interval
     * @throws IllegalArgumentException if the value is not finite
     */
    public static Point of(Instant at, double value) {
      return new Point(at, value, null);
    }

    private @Nullable Double level() {
      return interval == null ? null : interval.level();
    }
  }

  private static void requireText(String name, String text) {
    if (Objects.requireNonNull(text, name).isBlank()) {
      throw new IllegalArgumentException(name + " must say something: '" + text + "'");
    }
  }

  private static void requireAscending(Instant origin, List<Point> points) {
    Instant before = origin;
    for (Point point : points) {
      if (!point.at().isAfter(before)) {
        throw new IllegalArgumentException(
            "times must ascend from the origin: " + point.at() + " after " + before);
      }
      before = point.at();
    }
  }

  private static void requireOneLevel(List<Point> points) {
    Double level = points.get(0).level();
    for (Point point : points) {
      if (!Objects.equals(level, point.level())) {
        throw new IllegalArgumentException(
            "every interval or none, of one level: " + level + ", " + point.level());
      }
    }
  }
}

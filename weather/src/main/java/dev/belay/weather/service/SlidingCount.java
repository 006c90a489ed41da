/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.time.Duration;
import java.util.Map;

/**
 * Calls over a sliding window, in a fixed number of parts of it. A call is forgotten only with the
 * whole of its part, and one part later than it has to be: so the count is never below that of any
 * span of the window's length, even as seen by a service that each call reaches with a different
 * delay. Numbers are kept in millionths, rounded against the caller, since a sum of doubles that is
 * added to and taken from for months would drift. Not thread-safe.
 */
final class SlidingCount {
  private static final int PARTS = 60;

  /** One part more for a span that begins inside a part, and one for the way to the service. */
  private static final int KEPT = PARTS + 2;

  private static final double MILLION = 1e6;

  /** What a decimal fraction may lack as a double: 0.1 of 10 calls are one call. */
  private static final double ROUNDING = 1e-3;

  /** More than any limit allows, and few enough that no sum of them overflows. */
  private static final long MOST = Long.MAX_VALUE / (2 * KEPT);

  private final Duration window;
  private final long partNanos;
  private final long[] taken = new long[KEPT];
  private long sum;
  private long newest;

  SlidingCount(Duration window) {
    this.window = window;
    this.partNanos = window.plusNanos(PARTS - 1).dividedBy(PARTS).toNanos();
  }

  /** How many there are, some of them perhaps a little older than the window. */
  double calls(long elapsedNanos) {
    advance(elapsedNanos);
    return sum / MILLION;
  }

  /** How long until there is room for so many more under so many in all; zero if there is. */
  Duration wait(double weight, double most, long elapsedNanos) {
    advance(elapsedNanos);
    long allowed = limit(most) - millionths(weight);
    if (allowed < 0) {
      return Quota.NEVER;
    }
    long left = sum;
    long oldest = newest - KEPT;
    while (left > allowed) {
      oldest++;
      left -= taken[slot(oldest)];
    }
    return left == sum
        ? Duration.ZERO
        : Duration.ofNanos((oldest + KEPT) * partNanos - elapsedNanos);
  }

  /** Adds to the part that was begun last. */
  void add(double weight) {
    long more = millionths(weight);
    taken[slot(newest)] += more;
    sum += more;
  }

  /** Removes from the part of a moment, and from those before it as far as that has too little. */
  void remove(double weight, long momentNanos) {
    long less = millionths(weight);
    for (long part = momentNanos / partNanos; less > 0 && part > newest - KEPT; part--) {
      long removed = Math.min(less, taken[slot(part)]);
      taken[slot(part)] -= removed;
      sum -= removed;
      less -= removed;
    }
  }

  Duration window() {
    return window;
  }

  /** The window, and what was taken in each part of it, the newest first. */
  String snapshot(long elapsedNanos) {
    advance(elapsedNanos);
    StringBuilder line = new StringBuilder(window.toString());
    for (int age = 0; age < KEPT; age++) {
      line.append(' ').append(taken[slot(newest - age)]);
    }
    return line.toString();
  }

  /**
   * Reads what {@link #snapshot} has written.
   *
   * @throws IllegalArgumentException if it is something else
   * @throws java.time.DateTimeException if its window is none
   */
  static void read(String line, Map<Duration, long[]> into) {
    String[] words = line.split(" ", -1);
    if (words.length != KEPT + 1) {
      throw new IllegalArgumentException("words: " + words.length + " are not " + (KEPT + 1));
    }
    long[] parts = new long[KEPT];
    for (int age = 0; age < KEPT; age++) {
      parts[age] = Long.parseLong(words[age + 1]);
      if (parts[age] < 0 || parts[age] > MOST) {
        throw new IllegalArgumentException("part: " + parts[age] + " is not 0 to " + MOST);
      }
    }
    into.put(Duration.parse(words[0]), parts);
  }

  /**
   * Takes over what another one had counted so long ago. Where the two clocks stand within their
   * parts is not known: nothing is taken for older than it is.
   */
  void restore(long[] parts, Duration since, long elapsedNanos) {
    advance(elapsedNanos);
    long older = Math.max(0, since.dividedBy(Duration.ofNanos(partNanos)) - 1);
    for (int age = 0; age < parts.length && age + older < KEPT; age++) {
      taken[slot(newest - age - older)] += parts[age];
      sum += parts[age];
    }
  }

  /** What a limit comes to in whole millionths: the greatest weight that it allows. */
  static double allowed(double most) {
    return limit(most) / MILLION;
  }

  private static long limit(double most) {
    return (long) Math.floor(most * MILLION + ROUNDING);
  }

  private static long millionths(double weight) {
    return (long) Math.ceil(weight * MILLION - ROUNDING);
  }

  /** Forgets what is too old at that moment, and begins its part. */
  void advance(long elapsedNanos) {
    long now = elapsedNanos / partNanos;
    long from = Math.max(newest + 1, now - KEPT + 1);
    for (long part = from; part <= now; part++) {
      sum -= taken[slot(part)];
      taken[slot(part)] = 0;
    }
    newest = Math.max(newest, now);
  }

  private static int slot(long part) {
    return Math.floorMod(part, KEPT);
  }
}

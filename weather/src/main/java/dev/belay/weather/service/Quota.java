/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much a service may be asked: limits over sliding windows, all of which hold. Give one to
 * every provider that uses the same key or, where a service counts by address, runs behind the same
 * one:
 *
 * <pre>{@code
 * Quota quota = Quota.of(60, ofMinutes(1)).and(1_000_000, ofDays(31)).reserving(0.2);
 * }</pre>
 *
 * <p>A limit is kept in <em>every</em> span of its length, wherever it begins, and so in every
 * minute, hour, day or month of any calendar as well. That is a little stricter than a service that
 * counts by the clock: what was asked comes back up to one thirtieth of the window late. Failures
 * and repetitions cost like answers, since services count them; where there is no connection at
 * all, nothing does.
 *
 * <p>It counts from zero when it is made, so that a restart forgets what was asked before unless
 * the host keeps {@link #snapshot} and gives it to {@link #restore}. It follows a monotonic clock;
 * setting the machine's clock changes nothing while it runs. Thread-safe, with a lock that is held
 * for a few hundred additions; its size is bounded, some 500 bytes for each limit.
 */
public final class Quota {
  /** The wait for what no amount of waiting makes possible. */
  static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

  private static final String HEADER = "belay-quota 1 ";
  private static final double LARGEST = 1e10;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  /**
   * What is left of one limit.
   *
   * @param window its length
   * @param limit how many calls it allows
   * @param live how many calls may be made now
   * @param background how many of them by work that can wait
   */
  public record Left(Duration window, double limit, double live, double background) {}

  private record Limit(double calls, Duration window) {
    Limit {
      if (!(calls > 0 && calls <= LARGEST)) {
        throw new IllegalArgumentException(
            "calls: " + calls + " is not above 0, at most " + LARGEST);
      }
      if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "window: " + window + " is not " + SHORTEST + " to " + LONGEST);
      }
    }
  }

  private final List<Limit> limits;
  private final double reserved;
  private final Ticker ticker;
  private final long startNanos;
  private final List<SlidingCount> counts;
  private boolean used;

  private Quota(List<Limit> limits, double reserved, Ticker ticker) {
    this.limits = List.copyOf(limits);
    this.reserved = reserved;
    this.ticker = ticker;
    this.startNanos = ticker.nanos();
    this.counts = limits.stream().map(limit -> new SlidingCount(limit.window())).toList();
  }

  /** {@return no limit at all} */
  public static Quota unlimited() {
    return new Quota(List.of(), 0, Ticker.system());
  }

  /**
   * One limit, with nothing reserved.
   *
   * @param calls how many, above 0; a service that weighs its calls may count in fractions
   * @param window in any span of this length, 1 ms to 366 days
   * @return a quota of which nothing is used
   * @throws IllegalArgumentException if one is outside its range
   */
  public static Quota of(double calls, Duration window) {
    return unlimited().and(calls, window);
  }

  /**
   * The same with one more limit.
   *
   * @param calls how many, above 0
   * @param window in any span of this length, 1 ms to 366 days
   * @return a quota of which nothing is used
   * @throws IllegalArgumentException if one is outside its range
   * @throws IllegalStateException if this one has been used: a copy would not know by how much
   */
  public Quota and(double calls, Duration window) {
    List<Limit> more = new ArrayList<>(limits);
    more.add(new Limit(calls, Objects.requireNonNull(window, "window")));
    return copy(more, reserved, ticker);
  }

  /**
   * The same with a part of each limit kept for live traffic: work that can wait is refused as soon
   * as the rest is used up, by whomever. Nothing is reserved by default.
   *
   * @param share of each limit, 0 to 1
   * @return a quota of which nothing is used
   * @throws IllegalArgumentException if the share is outside its range, or NaN
   * @throws IllegalStateException if this one has been used
   */
  public Quota reserving(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share: " + share + " is not 0 to 1");
    }
    return copy(limits, share, ticker);
  }

  /**
   * The same by another clock; the system's by default.
   *
   * @param clock of which only the monotonic reading is used
   * @return a quota of which nothing is used
   * @throws IllegalStateException if this one has been used
   */
  public Quota ticker(Ticker clock) {
    return copy(limits, reserved, Objects.requireNonNull(clock, "clock"));
  }

  private synchronized Quota copy(List<Limit> limits, double reserved, Ticker ticker) {
    if (used) {
      throw new IllegalStateException("the quota is in use: it can no longer be changed");
    }
    return new Quota(limits, reserved, ticker);
  }

  /** {@return what is left of each limit at this moment, in the order in which they were given} */
  public synchronized List<Left> left() {
    long elapsed = elapsed();
    List<Left> left = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      double taken = counts.get(i).calls(elapsed);
      double background = most(limit, true) - taken;
      left.add(
          new Left(
              limit.window(),
              limit.calls(),
              Math.max(0, limit.calls() - taken),
              Math.max(0, background)));
    }
    return List.copyOf(left);
  }

  /**
   * The greatest weight that one call may ever have; a heavier one would wait for ever.
   *
   * @param background whether it has to leave alone what is reserved
   * @return infinite where there is no limit
   */
  double most(boolean background) {
    return limits.stream()
        .mapToDouble(limit -> SlidingCount.allowed(most(limit, background)))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private double most(Limit limit, boolean background) {
    return limit.calls() * (background ? 1 - reserved : 1);
  }

  /**
   * Takes from every limit, or from none.
   *
   * @param weight of the call, 0 or more
   * @param background whether it can wait, and has to leave alone what is reserved
   * @return nothing if it is taken; otherwise how long to wait if nobody else asks meanwhile, or
   *     {@link #NEVER}
   */
  synchronized Duration tryTake(double weight, boolean background) {
    used = true;
    long elapsed = elapsed();
    Duration wait = Duration.ZERO;
    for (int i = 0; i < limits.size(); i++) {
      double most = most(limits.get(i), background);
      Duration needed = counts.get(i).wait(weight, most, elapsed);
      wait = needed.compareTo(wait) > 0 ? needed : wait;
    }
    if (wait.isZero()) {
      counts.forEach(count -> count.add(weight));
    }
    return wait;
  }

  /** This moment by the quota's own clock, for {@link #giveBack}. */
  long moment() {
    return elapsed();
  }

  /**
   * Gives back what was taken and turned out not to be asked. It is taken from the count of the
   * time when it was counted, or of before: taken from a later one, it would be missing there when
   * that time is forgotten. What has been forgotten already is not given back.
   *
   * @param weight of the call
   * @param moment at which it was taken, or shortly before
   */
  synchronized void giveBack(double weight, long moment) {
    long elapsed = elapsed();
    for (SlidingCount count : counts) {
      count.advance(elapsed);
      count.remove(weight, moment);
    }
  }

  /** Counts what was asked without having been allowed, even if that is too much. */
  synchronized void charge(double weight) {
    used = true;
    long elapsed = elapsed();
    for (SlidingCount count : counts) {
      count.advance(elapsed);
      count.add(weight);
    }
  }

  /**
   * What has been asked so far, as text for {@link #restore}: one line for the time on the wall
   * clock, and one for each limit.
   *
   * @return some kilobytes at most
   */
  public synchronized String snapshot() {
    long elapsed = elapsed();
    StringBuilder text = new StringBuilder(HEADER + ticker.instant().toEpochMilli() + "\n");
    for (SlidingCount count : counts) {
      text.append(count.snapshot(elapsed)).append('\n');
    }
    return text.toString();
  }

  /**
   * Counts what had been asked before a restart, by the limits that both have. How long ago that
   * was is taken from the wall clock; if that has been set back meanwhile, it was just now.
   *
   * @param snapshot of a quota
   * @throws IllegalArgumentException if it is none; then nothing is counted
   * @throws IllegalStateException if this quota is in use already
   */
  public synchronized void restore(String snapshot) {
    if (used) {
      throw new IllegalStateException("the quota is in use: nothing can be restored any more");
    }
    List<String> lines = snapshot.lines().toList();
    if (lines.isEmpty() || !lines.get(0).matches(HEADER + "\\d{1,15}")) {
      throw new IllegalArgumentException("not a snapshot of a quota: " + beginning(snapshot));
    }
    long then = Long.parseLong(lines.get(0).substring(HEADER.length()));
    Duration since = Duration.ofMillis(Math.max(0, ticker.millis() - then));
    Map<Duration, long[]> before = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      try {
        SlidingCount.read(line, before);
      } catch (IllegalArgumentException | DateTimeException none) {
        throw new IllegalArgumentException(
            "not a line of a quota's snapshot: " + beginning(line), none);
      }
    }
    used = true;
    long elapsed = elapsed();
    for (SlidingCount count : counts) {
      count.restore(before.getOrDefault(count.window(), new long[0]), since, elapsed);
    }
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), 80));
  }

  private long elapsed() {
    return ticker.nanos() - startNanos;
  }

  @Override
  public String toString() {
    return left().toString();
  }
}

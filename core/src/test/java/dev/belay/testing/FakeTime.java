/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when a test lets it. It drives the monotonic clock, the wall clock and the
 * waiting together: who waits is given the time at once, and meets on the way whatever was planned
 * with {@link #after}. Thread-safe; what is planned runs on the thread that lets the time pass.
 */
public final class FakeTime implements Ticker {
  private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return nanos != other.nanos
          ? Long.compare(nanos, other.nanos)
          : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> planned = new PriorityQueue<>();
  private Instant wall;
  private long nanos;
  private long elapsed;
  private long planCount;
  private long reads;

  /** Starts at 2026-01-01T00:00Z, with a monotonic clock about to overflow. */
  public FakeTime() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /**
   * Starts at a moment, with a monotonic clock about to overflow, so that code that compares its
   * readings instead of their difference is found out.
   *
   * @param start what the wall clock shows
   */
  public FakeTime(Instant start) {
    this.wall = start;
    this.nanos = Long.MAX_VALUE - Duration.ofMillis(10).toNanos();
  }

  /**
   * Plans something.
   *
   * @param delay from now on
   * @param action run when that much time has passed
   */
  public synchronized void after(Duration delay, Runnable action) {
    planned.add(new Event(elapsed + delay.toNanos(), planCount++, action));
  }

  /**
   * Lets time pass, running on the way whatever falls due.
   *
   * @param duration how much
   */
  public synchronized void advance(Duration duration) {
    long end = elapsed + duration.toNanos();
    while (runNext(end)) {
      // Everything due by then, in order.
    }
    moveTo(end);
  }

  /**
   * Sets the wall clock, and it alone, as an administrator might.
   *
   * @param now what it shows from now on
   */
  public synchronized void jumpTo(Instant now) {
    wall = now;
  }

  /**
   * How often the monotonic clock has been read.
   *
   * @return the number
   */
  public synchronized long reads() {
    return reads;
  }

  @Override
  public synchronized long nanos() {
    reads++;
    return nanos;
  }

  @Override
  public synchronized Instant instant() {
    return wall;
  }

  @Override
  public synchronized boolean await(Future<?> future, long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before waiting");
    }
    long end = elapsed + nanos;
    while (!future.isDone() && runNext(end)) {
      // One event at a time: any of them may be the one that is waited for.
    }
    if (!future.isDone()) {
      moveTo(end);
    }
    return future.isDone();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // forgetting cannot fail
  public synchronized CompletableFuture<@Nullable Void> timer(long nanos) {
    CompletableFuture<@Nullable Void> timer = new CompletableFuture<>();
    Event due = new Event(elapsed + nanos, planCount++, () -> timer.complete(null));
    planned.add(due);
    timer.whenComplete((over, cancelled) -> forget(due));
    return timer;
  }

  /**
   * How much is planned and has not happened: what has been cancelled is gone.
   *
   * @return the number
   */
  public synchronized int planned() {
    return planned.size();
  }

  private synchronized void forget(Event event) {
    planned.remove(event);
  }

  private boolean runNext(long end) {
    Event next = planned.peek();
    if (next == null || next.nanos() > end) {
      return false;
    }
    planned.remove();
    moveTo(next.nanos());
    next.action().run();
    return true;
  }

  private void moveTo(long moment) {
    long step = Math.max(0, moment - elapsed);
    elapsed += step;
    nanos += step;
    wall = wall.plusNanos(step);
  }
}

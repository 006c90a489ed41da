/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link FakeTime} that tells a test which timers were asked for, in order. */
final class WatchedTime implements Ticker {
  final FakeTime time = new FakeTime();
  private final BlockingQueue<Duration> timers = new LinkedBlockingQueue<>();

  /** Waits until the next timer is asked for, and gives its length. */
  Duration nextTimer() {
    try {
      Duration next = timers.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nobody asked for a timer");
      }
      return next;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Waits until the next timer is asked for, and lets its time pass. */
  Duration passNextTimer() {
    Duration next = nextTimer();
    time.advance(next);
    return next;
  }

  /** Waits until no timer is left. */
  void awaitNothingPlanned() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (time.planned() > 0) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(time.planned() + " timers are left behind");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> timer(long nanos) {
    CompletableFuture<@Nullable Void> timer = time.timer(nanos);
    timers.add(Duration.ofNanos(nanos));
    return timer;
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public boolean await(Future<?> future, long nanos) throws InterruptedException {
    return time.await(future, nanos);
  }
}

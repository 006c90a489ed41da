/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.concurrent.Future;

/**
 * What is left of the time a caller may be made to wait. It begins with the first wait, so that
 * nobody who need not wait reads a clock. Confined to one thread at a time.
 */
final class Deadline {
  /** Never waits; nothing in it ever changes, so it may be shared. */
  static final Deadline NONE = new Deadline(SystemTicker.INSTANCE);

  private final Ticker ticker;
  private long budgetNanos;
  private long reserveNanos;
  private long started;
  private boolean running;
  private boolean interrupted;

  Deadline(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Begins again; zero is for never waiting. */
  Deadline reset(long budgetNanos) {
    this.budgetNanos = budgetNanos;
    reserveNanos = 0;
    running = false;
    interrupted = false;
    return this;
  }

  /**
   * Keeps the second half from those who may come late, for somebody who has to wait after them.
   */
  void reserveHalf() {
    reserveNanos = budgetNanos / 2;
  }

  /** A deadline of its own, half of what is left away; both run from now on. */
  Deadline firstHalf() {
    Deadline half = new Deadline(ticker);
    half.reset(left() / 2).left();
    return half;
  }

  /** Whether at least a quarter is left: less is no time in which a model could prove itself. */
  boolean fair() {
    return budgetNanos > 0 && left() >= budgetNanos / 4;
  }

  /** What is left, in nanoseconds; starts the clock. */
  long left() {
    if (budgetNanos <= 0) {
      return 0;
    }
    if (!running) {
      running = true;
      started = ticker.nanos();
      return budgetNanos;
    }
    return Math.max(0, budgetNanos - (ticker.nanos() - started));
  }

  /** Whether the future is done in time. */
  boolean await(Future<?> future) {
    return await(future, 0);
  }

  /** Whether a future that may as well come late is done before what is kept from it. */
  boolean awaitOptional(Future<?> future) {
    return await(future, reserveNanos);
  }

  private boolean await(Future<?> future, long keptNanos) {
    if (future.isDone()) {
      return true;
    }
    long nanos = left() - keptNanos;
    try {
      return nanos > 0 ? ticker.await(future, nanos) : future.isDone();
    } catch (InterruptedException now) {
      interrupted = true;
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** True if something was not waited for because the thread was interrupted. */
  boolean interrupted() {
    return interrupted;
  }
}

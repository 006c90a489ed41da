/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Time as one seam: the monotonic clock, the wall clock, waiting, and being woken. The system's is
 * the default; tests hold a fake one. Thread-safe.
 */
public interface Ticker extends InstantSource {

  /** {@return nanoseconds of a clock that never goes back; only differences mean anything} */
  long nanos();

  /**
   * Waits until the future is done, in whatever way, or the time is over.
   *
   * @param future what to wait for
   * @param nanos how long at most, in nanoseconds
   * @return whether the future is done
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean await(Future<?> future, long nanos) throws InterruptedException;

  /**
   * A future that is completed when the time is over. Whoever no longer needs it cancels it, so
   * that nothing is held until then.
   *
   * @param nanos how long, in nanoseconds
   * @return the future; what depends on it runs on the thread that keeps the time and must be short
   */
  CompletableFuture<@Nullable Void> timer(long nanos);

  /** {@return the clocks of the machine} */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What a predictor relies on in every {@link Ticker}, as tests: extend it, say which ticker, and
 * run it with JUnit Jupiter.
 */
public abstract class TickerContract {
  private static final int READS = 1_000;
  private static final int THREADS = 4;
  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final Duration PATIENCE = Together.PATIENCE;

  /** For subclasses, which JUnit makes anew for each test. */
  protected TickerContract() {}

  /**
   * The ticker to be tested; asked once in each test.
   *
   * @return it
   */
  protected abstract Ticker ticker();

  @Test
  void nanos_neverGoBack() {
    Ticker ticker = ticker();
    Together.run(
        THREADS,
        () -> {
          long last = ticker.nanos();
          for (int i = 0; i < READS; i++) {
            long next = ticker.nanos();
            // The difference, since the clock may overflow on the way.
            assertTrue(next - last >= 0, "back by " + (last - next) + " ns");
            last = next;
          }
          return last;
        });
  }

  @Test
  void millis_andInstant_areOneClock() {
    Ticker ticker = ticker();
    long apart = ticker.millis() - ticker.instant().toEpochMilli();
    assertTrue(Math.abs(apart) < PATIENCE.toMillis(), "apart by " + apart + " ms");
  }

  @Test
  void await_ofADoneFuture_saysSoHoweverItEndedAndDoesNotWait() {
    Ticker ticker = ticker();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    cancelled.cancel(true);
    assertDone(ticker, CompletableFuture.completedFuture("value"));
    assertDone(ticker, CompletableFuture.failedFuture(new IllegalStateException("no")));
    assertDone(ticker, cancelled);
  }

  private static void assertDone(Ticker ticker, Future<?> future) {
    assertTrue(assertTimeoutPreemptively(PATIENCE, () -> ticker.await(future, HOUR)));
    assertTrue(assertTimeoutPreemptively(PATIENCE, () -> ticker.await(future, 0)));
  }

  @Test
  void await_ofAFutureThatHangs_waitsAsLongAsItWasTold() throws InterruptedException {
    Ticker ticker = ticker();
    long start = ticker.nanos();
    assertFalse(ticker.await(new CompletableFuture<>(), MILLISECOND));
    long waited = ticker.nanos() - start;
    assertTrue(waited >= MILLISECOND, "waited " + waited + " ns of " + MILLISECOND);
  }

  @Test
  void await_withNothingLeft_doesNotWait() {
    Ticker ticker = ticker();
    CompletableFuture<String> hung = new CompletableFuture<>();
    assertFalse(assertTimeoutPreemptively(PATIENCE, () -> ticker.await(hung, 0)));
    assertFalse(assertTimeoutPreemptively(PATIENCE, () -> ticker.await(hung, -1)));
  }

  @Test
  void await_onAnInterruptedThread_throws() {
    Ticker ticker = ticker();
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          Thread.currentThread().interrupt();
          assertThrows(
              InterruptedException.class, () -> ticker.await(new CompletableFuture<>(), HOUR));
          assertFalse(Thread.interrupted(), "thrown, and still set");
        });
  }

  @Test
  void timer_isDoneWhenItsTimeIsOverAndNotBefore() throws InterruptedException {
    Ticker ticker = ticker();
    long start = ticker.nanos();
    assertTrue(ticker.await(ticker.timer(MILLISECOND), HOUR), "not done in an hour");
    long waited = ticker.nanos() - start;
    assertTrue(waited >= MILLISECOND, "done after " + waited + " ns of " + MILLISECOND);
  }

  @Test
  void timer_canBeGivenUp() {
    CompletableFuture<?> timer = ticker().timer(HOUR);
    assertFalse(timer.isDone(), "done at once");
    assertTrue(timer.cancel(false), "could not be given up");
  }
}

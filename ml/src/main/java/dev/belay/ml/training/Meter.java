/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.Ticker;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts trees against the clock and tells the host. For the training thread only. */
final class Meter {
  private final int total;
  private final Ticker ticker;
  private final Consumer<? super Progress> listener;
  private final long start;
  private int done;

  private Meter(int total, Ticker ticker, Consumer<? super Progress> listener) {
    this.total = total;
    this.ticker = ticker;
    this.listener = listener;
    this.start = ticker.nanos();
  }

  static Meter start(
      int total, double secondsEstimated, Ticker ticker, Consumer<? super Progress> listener) {
    Meter meter = new Meter(total, ticker, listener);
    meter.tell(secondsEstimated, total / secondsEstimated);
    return meter;
  }

  void treeDone() {
    done++;
    double seconds = Math.max(1, ticker.nanos() - start) / 1e9;
    tell(seconds / done * (total - done), done / seconds);
  }

  int done() {
    return done;
  }

  Duration elapsed() {
    return Duration.ofNanos(ticker.nanos() - start);
  }

  private void tell(double secondsLeft, double perSecond) {
    Duration remaining = Duration.ofNanos(Math.round(secondsLeft * 1e9));
    listener.accept(new Progress(done, total, perSecond, remaining));
  }
}

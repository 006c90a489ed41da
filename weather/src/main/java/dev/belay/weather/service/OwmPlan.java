/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import java.time.Duration;

/** Whether a key is subscribed to One Call, as far as the service has said. Thread-safe. */
final class OwmPlan {
  /** How long to believe that it is not: whoever subscribes need not start again. */
  private static final long LACKING_NANOS = Duration.ofHours(6).toNanos();

  private final Ticker ticker;
  private volatile Answer answer = new Answer(false, 0);

  private record Answer(boolean lacking, long nanos) {}

  OwmPlan(Ticker ticker) {
    this.ticker = ticker;
  }

  void lacking() {
    answer = new Answer(true, ticker.nanos());
  }

  void granted() {
    answer = new Answer(false, 0);
  }

  boolean lacks() {
    Answer last = answer;
    return last.lacking && ticker.nanos() - last.nanos < LACKING_NANOS;
  }
}

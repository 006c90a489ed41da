/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.Ticker;
import java.time.Instant;

/** Shows the wall clock as it would be now if nobody had set it since the start. Thread-safe. */
final class SteadyClock {
  private final Ticker ticker;
  private final Instant start;
  private final long startNanos;

  SteadyClock(Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.instant();
    this.startNanos = ticker.nanos();
  }

  Moment now() {
    return new Moment(start.plusNanos(ticker.nanos() - startNanos), ticker.instant());
  }
}

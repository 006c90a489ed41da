/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.WeatherException.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** Why questions had no answer, counted by reason. Thread-safe. */
final class Absences {
  /** Questions that may wait for one source at once; each holds a few hundred bytes. */
  static final int WAITING = 4_096;

  /** What is known before anybody is asked, and so costs nothing to say again and again. */
  enum Known {
    NO_PLACE(Reason.REFUSED, "no place on earth: latitude or longitude absent or out of range"),
    NO_TIME(Reason.OUT_OF_RANGE, "no time that a calendar knows"),
    SILENT(Reason.NOT_FOUND, "the source knows nothing of that moment"),
    CROWDED(Reason.OVERLOADED, WAITING + " questions wait for an answer already");

    private final WeatherException failure;
    private final CompletableFuture<double[]> stage;

    Known(Reason reason, String message) {
      this.failure = new WeatherException(reason, message);
      this.stage = CompletableFuture.failedFuture(new Absence(failure));
    }

    WeatherException failure() {
      return failure;
    }
  }

  private final LongAdder[] counts = new LongAdder[Reason.values().length];

  Absences() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  CompletableFuture<double[]> of(Known known) {
    counts[known.failure.reason().ordinal()].increment();
    return known.stage;
  }

  Absence of(WeatherException failure) {
    counts[failure.reason().ordinal()].increment();
    return new Absence(failure);
  }

  /** How often each reason was it; only those that ever were. */
  Map<Reason, Long> byReason() {
    Map<Reason, Long> counted = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      long count = counts[reason.ordinal()].sum();
      if (count > 0) {
        counted.put(reason, count);
      }
    }
    return counted;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.WeatherException.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why questions had no answer, counted by reason. Thread-safe. */
final class Absences {
  /** Questions that may wait for one source at once; each holds a few hundred bytes. */
  static final int WAITING = 4_096;

  static final Known NO_PLACE =
      new Known(Reason.REFUSED, "no place on earth: latitude or longitude absent or out of range");

  static final Known NO_TIME = new Known(Reason.OUT_OF_RANGE, "no time that a calendar knows");

  static final Known SILENT =
      new Known(Reason.NOT_FOUND, "the source knows nothing of that moment");

  static final Known NO_KEY = new Known(Reason.NOT_FOUND, "the table has no such key");

  static final Known TOO_OLD = new Known(Reason.OUT_OF_RANGE, "what is known is too old by now");

  static final Known CROWDED =
      new Known(Reason.OVERLOADED, WAITING + " questions wait for an answer already");

  /** What is known before anybody is asked, and so costs nothing to say again and again. */
  static final class Known {
    final WeatherException failure;
    private final CompletableFuture<double[]> stage;

    private Known(Reason reason, String message) {
      this.failure = new WeatherException(reason, message);
      this.stage = CompletableFuture.failedFuture(new Absence(failure));
    }
  }

  /** What is made of an answer, or of a failure; must not throw. */
  interface Arrival<T> {
    void take(@Nullable T answer, @Nullable Throwable failure, CompletableFuture<double[]> row);
  }

  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);
  private final AtomicInteger waiting = new AtomicInteger();

  Absences() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  CompletableFuture<double[]> of(Known known) {
    count(known.failure);
    return known.stage;
  }

  Absence of(WeatherException failure) {
    count(failure);
    return new Absence(failure);
  }

  /** Waits for an answer, if not too many do. */
  @SuppressWarnings("FutureReturnValueIgnored") // what arrives is in the row
  <T> CompletionStage<double[]> await(
      Supplier<? extends @Nullable CompletionStage<T>> question, Arrival<T> arrival) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return of(CROWDED);
    }
    CompletableFuture<double[]> row = new CompletableFuture<>();
    Asked.one(question)
        .whenComplete(
            (answer, failure) -> {
              waiting.decrementAndGet();
              arrival.take(answer, failure, row);
            });
    return row;
  }

  private void count(WeatherException failure) {
    Objects.requireNonNull(counts.get(failure.reason()), "a count").increment();
  }

  /** How often each reason was it; only those that ever were. */
  Map<Reason, Long> byReason() {
    Map<Reason, Long> counted = new EnumMap<>(Reason.class);
    counts.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            counted.put(reason, count.sum());
          }
        });
    return counted;
  }
}

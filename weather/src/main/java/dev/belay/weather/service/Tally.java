/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the questions to a service. Thread-safe. */
final class Tally {
  /**
   * The counts at a moment.
   *
   * @param calls requests sent, repetitions and redirects among them
   * @param answers questions that were answered
   * @param repetitions attempts after the first
   * @param refusedByQuota calls not made since our own quota was used up
   * @param failures questions that failed, by reason; only reasons that have occurred
   */
  record Counts(
      long calls,
      long answers,
      long repetitions,
      long refusedByQuota,
      Map<Reason, Long> failures) {}

  final LongAdder calls = new LongAdder();
  final LongAdder answers = new LongAdder();
  final LongAdder repetitions = new LongAdder();
  final LongAdder refusedByQuota = new LongAdder();
  private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);

  Tally() {
    for (Reason reason : Reason.values()) {
      failures.put(reason, new LongAdder());
    }
  }

  void failed(Reason reason) {
    failures.getOrDefault(reason, new LongAdder()).increment();
  }

  Counts counts() {
    Map<Reason, Long> seen = new EnumMap<>(Reason.class);
    failures.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            seen.put(reason, count.sum());
          }
        });
    return new Counts(
        calls.sum(), answers.sum(), repetitions.sum(), refusedByQuota.sum(), Map.copyOf(seen));
  }
}

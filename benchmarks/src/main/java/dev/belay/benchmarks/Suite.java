/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long a run may take.
 *
 * <p>Each round forks every benchmark once, so that a base and what is compared with it take turns.
 */
enum Suite {
  /** Whether it runs, and not how fast. */
  TRIAL(1, 1, 1, 100),
  /** What belongs into ten minutes. */
  SHORT(2, 1, 3, 1_000),
  /** Everything. */
  LONG(2, 2, 2, 1_000);

  private final int rounds;
  private final int warmups;
  private final int iterations;
  private final int millis;

  Suite(int rounds, int warmups, int iterations, int millis) {
    this.rounds = rounds;
    this.warmups = warmups;
    this.iterations = iterations;
    this.millis = millis;
  }

  static Suite named(String name) {
    for (Suite suite : values()) {
      if (suite.name().toLowerCase(Locale.ROOT).equals(name)) {
        return suite;
      }
    }
    throw new IllegalArgumentException("the suite is trial, short or long, not '" + name + "'");
  }

  int rounds() {
    return rounds;
  }

  /** {@return iterations before those that count} */
  int warmups() {
    return warmups;
  }

  /** {@return iterations that count} */
  int iterations() {
    return iterations;
  }

  /** {@return how long an iteration lasts} */
  TimeValue iteration() {
    return TimeValue.milliseconds(millis);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Locale;

/**
 * How long a run may take.
 *
 * <p>Each round forks every benchmark once, so that a base and what is compared with it take turns.
 */
enum Suite {
  /** What belongs into ten minutes. */
  SHORT(2, 1, 3),
  /** Everything. */
  LONG(2, 2, 2);

  private final int rounds;
  private final int warmups;
  private final int iterations;

  Suite(int rounds, int warmups, int iterations) {
    this.rounds = rounds;
    this.warmups = warmups;
    this.iterations = iterations;
  }

  static Suite named(String name) {
    for (Suite suite : values()) {
      if (suite.name().toLowerCase(Locale.ROOT).equals(name)) {
        return suite;
      }
    }
    throw new IllegalArgumentException("the suite is short or long, not '" + name + "'");
  }

  int rounds() {
    return rounds;
  }

  /** {@return iterations of a second before those that count} */
  int warmups() {
    return warmups;
  }

  /** {@return iterations of a second that count} */
  int iterations() {
    return iterations;
  }
}

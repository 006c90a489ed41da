/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.concurrent.atomic.LongAdder;

/** What a predictor counts. Exact under any number of threads. */
@SuppressWarnings("EnumOrdinal") // an index for one process; nothing is kept under it
final class Tally {
  private final LongAdder[] origins = new LongAdder[Origin.values().length];
  final LongAdder shadowFailures = new LongAdder();
  final LongAdder listenerFailures = new LongAdder();

  Tally() {
    for (int i = 0; i < origins.length; i++) {
      origins[i] = new LongAdder();
    }
  }

  void add(Origin origin) {
    origins[origin.ordinal()].increment();
  }

  long count(Origin origin) {
    return origins[origin.ordinal()].sum();
  }
}

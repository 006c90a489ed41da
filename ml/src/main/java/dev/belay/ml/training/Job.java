/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * What a learner is to do.
 *
 * @param header what the forest carries besides its trees
 * @param examples what to learn from
 * @param seed decides all that is random
 * @param threads how many may work at once; the forest must not depend on it
 * @param meter is told of every tree
 */
record Job(ForestHeader header, Examples examples, long seed, int threads, Meter meter) {

  /** Keeps the flag: whoever interrupts wants to see it further up as well. */
  static CancellationException interrupted(int done, int total) {
    Thread.currentThread().interrupt();
    return new CancellationException(
        String.format(Locale.ROOT, "training was interrupted after %d of %d trees", done, total));
  }
}

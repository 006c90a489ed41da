/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.util.Locale;

/**
 * What became of a claim.
 *
 * @param claim what must hold
 * @param nanos the median call of what is to be fast
 * @param slowNanos that of what it is compared with
 * @param times how many times as fast it was: the median over the rounds
 */
record Finding(Claim claim, double nanos, double slowNanos, double times) {

  /** A figure that is no number does not hold. */
  boolean holds() {
    return times >= claim.least();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s takes %.0f ns and %s %.0f: %.2f times as fast, and at least %.2f is asked for",
        claim.fast().name(),
        nanos,
        claim.slow().name(),
        slowNanos,
        times,
        claim.least());
  }
}

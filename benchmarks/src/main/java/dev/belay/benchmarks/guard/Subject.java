/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.util.function.IntToDoubleFunction;

/**
 * Something that is measured.
 *
 * @param name what it is called in a message
 * @param calls how many calls are one round: enough for a clock to see
 * @param call one call, given its number within the round
 */
record Subject(String name, int calls, IntToDoubleFunction call) {

  /**
   * One round.
   *
   * @throws IllegalStateException if the answers do not add up to a finite number, which also keeps
   *     the compiler from leaving the calls out
   */
  void run() {
    double sum = 0;
    for (int i = 0; i < calls; i++) {
      sum += call.applyAsDouble(i);
    }
    if (!Double.isFinite(sum)) {
      throw new IllegalStateException(name + " answers " + sum);
    }
  }
}

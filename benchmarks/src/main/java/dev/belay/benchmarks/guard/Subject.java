/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * Something that is measured.
 *
 * @param name what it is called in a message
 * @param calls how many calls are one round: enough for a clock to see
 * @param rows how many rows a call takes; its time is that of one
 * @param call one call, given its number within the round
 */
record Subject(String name, int calls, int rows, IntToDoubleFunction call) {

  static Subject ofRow(String name, int calls, IntToDoubleFunction call) {
    return new Subject(name, calls, 1, call);
  }

  /** One call is a round. */
  static Subject ofBatch(String name, int rows, DoubleSupplier call) {
    return new Subject(name, 1, rows, i -> call.getAsDouble());
  }

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

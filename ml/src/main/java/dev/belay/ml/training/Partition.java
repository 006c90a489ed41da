/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.time.Instant;
import java.util.stream.IntStream;

/**
 * The rows to train on and the rows to judge on.
 *
 * @param split how they were chosen
 */
record Partition(Examples train, Examples test, ModelReport.Split split) {

  /**
   * @param cut what the host calls the border
   * @param second the first second that belongs to the hold-out
   */
  static Partition at(Instant cut, long second, Examples sorted) {
    int size = sorted.size();
    int border = 0;
    while (border < size && sorted.moments()[border] < second) {
      border++;
    }
    Examples train = sorted.pick(IntStream.range(0, border).toArray());
    Examples test = sorted.pick(IntStream.range(border, size).toArray());
    return new Partition(
        train,
        test,
        new ModelReport.Split(ModelReport.Split.Kind.TEMPORAL, cut, train.size(), test.size()));
  }

  static Partition random(Examples train, Examples test) {
    return new Partition(
        train,
        test,
        new ModelReport.Split(ModelReport.Split.Kind.RANDOM, null, train.size(), test.size()));
  }
}

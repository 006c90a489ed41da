/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The rollout's shares in percent, and which of the test's days has which: four equal parts. */
final class Stages {
  private static final List<Integer> PERCENTS = List.of(10, 25, 50, 100);

  private final long[] days;

  Stages(List<? extends Journey> journeys) {
    days = journeys.stream().mapToLong(Journey::localDay).distinct().sorted().toArray();
  }

  static int count() {
    return PERCENTS.size();
  }

  static int percent(int stage) {
    return PERCENTS.get(stage);
  }

  /** The stage a local day belongs to. */
  int of(long day) {
    return (int) ((long) Arrays.binarySearch(days, day) * count() / days.length);
  }
}

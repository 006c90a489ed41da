/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The arms of a split and what each weighs, in order; immutable.
 *
 * @param owner begins every message
 * @param arms name and weight
 * @param unassigned the weight that belongs to no arm
 */
record Weights(String owner, Map<String, Integer> arms, int unassigned) {
  /** The most arms of one split. */
  private static final int LIMIT = 100;

  Weights {
    arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
    if (arms.isEmpty() || arms.size() > LIMIT) {
      throw new IllegalArgumentException(
          owner + ": " + arms.size() + " arms, and 1 to " + LIMIT + " are possible");
    }
    long assigned = arms.values().stream().mapToLong(Integer::longValue).sum();
    if (assigned == 0) {
      throw new IllegalArgumentException(
          owner + ": the weights of " + arms.keySet() + " add up to 0");
    }
    long sum = assigned + unassigned;
    if (sum > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          owner + ": the weights add up to " + sum + ", more than " + Integer.MAX_VALUE);
    }
  }

  int sum() {
    return arms.values().stream().mapToInt(Integer::intValue).sum() + unassigned;
  }

  int index(String arm) {
    int index = List.copyOf(arms.keySet()).indexOf(Objects.requireNonNull(arm, "arm"));
    if (index < 0) {
      throw new IllegalArgumentException(
          owner + ": there is no arm '" + arm + "' among " + arms.keySet());
    }
    return index;
  }

  /** Each arm from where it begins at full coverage, as far as {@code coverage} reaches. */
  Arms covered(int coverage) {
    List<Arms.Range> ranges = new ArrayList<>();
    long start = 0;
    for (Map.Entry<String, Integer> arm : arms.entrySet()) {
      long length = (long) arm.getValue() * coverage;
      ranges.add(new Arms.Range(arm.getKey(), start, start + length));
      start += (long) arm.getValue() * Percent.WHOLE;
    }
    return new Arms(ranges, (long) sum() * Percent.WHOLE, Decision.NO_ARM);
  }
}

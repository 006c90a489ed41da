/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainForest.Total;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceData.Grain;
import dev.belay.benchmarks.guard.RandomTrees.Growth;
import java.util.Arrays;

/**
 * The forests that are guarded, each named after the layout it is compiled to: any of them could
 * become slow by itself. Limits are below what was measured beside other work, 7.7, 6.1, 5.1 and
 * 5.4 times the naive loop and in a batch of the second 1.25 times a single row, and above what was
 * left without the main idea. Without lanes beside each other the first two fell to 0.8 and 0.7,
 * without the order of trees before rows the batch to 1.06, with splits that are all looked at the
 * third to 1.4, with branches at the nodes the last to 1.3. Lanes are worth less to the last: 4.6
 * are left without them, which its limit does not see.
 */
enum Kind {
  /** A random forest: deep trees, and fewer tests than two bytes can tell apart. */
  TRUTH_NODES(new Growth(100, 12, 1 << 12), Grain.QUANTISED, Total.MEAN, 4, 0.8),
  /** The same on raw values, and large: more tests than two bytes can tell apart. */
  RANK_NODES(new Growth(200, 12, 1 << 12), Grain.RAW, Total.MEAN, 3, 1.1),
  /** Boosted trees that were grown leaf by leaf: small and uneven. */
  LEAF_MASKS(new Growth(300, 30, 31), Grain.QUANTISED, Total.SUM, 3, 0.8),
  /** Boosted trees that were grown level by level: shallow and nearly full. */
  PERFECT_TREES(new Growth(300, 6, 1 << 6), Grain.QUANTISED, Total.SUM, 4, 0.8);

  private static final long SEED = 4;

  /** With that many a branch predictor does not remember the trees' ways. */
  private static final int ROWS = 1_024;

  @SuppressWarnings("ImmutableEnumChecker") // a pure function
  private final Growth growth;

  private final Grain grain;
  private final Total total;
  private final double leastSpeedup;
  private final double leastBatchGain;

  Kind(Growth growth, Grain grain, Total total, double leastSpeedup, double leastBatchGain) {
    this.growth = growth;
    this.grain = grain;
    this.total = total;
    this.leastSpeedup = leastSpeedup;
    this.leastBatchGain = leastBatchGain;
  }

  PlainForest grow() {
    return new PlainForest(RandomTrees.grow(growth, ReferenceData.training(grain), SEED), total, 0);
  }

  double[][] rows() {
    return Arrays.copyOf(ReferenceData.test(grain).rows(), ROWS);
  }

  /** How many times as fast as the naive loop a row has to be. */
  double leastSpeedup() {
    return leastSpeedup;
  }

  /** How many times as fast as by itself a row has to be in a batch. */
  double leastBatchGain() {
    return leastBatchGain;
  }
}

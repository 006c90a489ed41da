/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.internal.ScratchPool;
import java.util.Arrays;

/**
 * Trees of at most 64 leaves, without a walk: a tree is a set of leaves, and a split takes those
 * out that the row cannot reach. The first leaf that is left is the one the row ends in. The splits
 * of a feature are passed over in one sequence, whatever the shape of the trees, which wins where
 * they are small and uneven. The idea is QuickScorer's (Lucchese et al., SIGIR 2015).
 *
 * <p>There a split acts when its test is passed, so that low thresholds act nearly always. Here a
 * split acts when its test has the less likely outcome: the side of the likely one comes first in
 * the order of the leaves. For a feature the outcomes that are likely are those of one value, its
 * <em>pivot</em>, so that the splits that act are those between the value and the pivot. That
 * halves them.
 */
final class LeafMasks implements Layout {
  private static final int LANES = LaneWalk.LANES;

  /** What a split costs, and what a tree costs beside, in steps of {@link TruthNodes}. */
  private static final double SPLIT = 0.15;

  private static final double TREE = 1;

  /** So that a tree fits into a char. */
  private static final int MOST_TREES = 1 << Character.SIZE;

  private final int trees;
  private final FeatureTests[] features;

  /** Per feature and state the first and the last of the splits that act, one after the other. */
  private final int[][] ranges;

  /** Per split the tree it is in, */
  private final char[] splitTrees;

  /** and the leaves it leaves. */
  private final long[] masks;

  /** Per tree where its leaves begin. */
  private final int[] firstLeaves;

  private final double[] leaves;
  private final Aggregation aggregation;
  private final ScratchPool<Scratch> pool;

  private static final class Scratch {
    /** Per tree the leaves that are left. */
    final long[] left;

    /** Per feature from where on and to where its splits act. */
    final int[] acting;

    final double[] leaves = new double[LANES];

    Scratch(int trees, int features) {
      this.left = new long[trees];
      this.acting = new int[2 * features];
    }
  }

  LeafMasks(Trees trees, Thresholds thresholds, Aggregation aggregation) {
    LeafOrder order = new LeafOrder(trees, thresholds);
    this.trees = trees.count();
    this.features = thresholds.features;
    this.aggregation = aggregation;
    this.leaves = order.leaves;
    this.firstLeaves = order.firstLeaves;
    this.ranges = order.ranges;
    this.splitTrees = order.splitTrees;
    this.masks = order.masks;
    this.pool = new ScratchPool<>(() -> new Scratch(this.trees, features.length));
  }

  static boolean fits(Shapes shapes) {
    return shapes.mostLeaves() <= Long.SIZE && shapes.trees() <= MOST_TREES;
  }

  /** {@return what a score costs, in steps of a lane} */
  static double steps(Trees trees) {
    int splits = (trees.nodes() - trees.count()) / 2;
    return SPLIT * splits + TREE * trees.count();
  }

  @Override
  public double score(double[] row) {
    Scratch scratch = pool.borrow();
    try {
      strike(row, scratch);
      double accumulator = aggregation.start();
      for (int from = 0; from < trees; from += LANES) {
        int lanes = Math.min(LANES, trees - from);
        read(scratch, from, lanes);
        accumulator = aggregation.add(accumulator, scratch.leaves, 0, from, lanes);
      }
      return aggregation.finish(accumulator);
    } finally {
      pool.giveBack(scratch);
    }
  }

  /** First where to pass over, then the passing: in one loop it takes a quarter longer. */
  private void strike(double[] row, Scratch scratch) {
    int[] acting = scratch.acting;
    for (int i = 0; i < features.length; i++) {
      int state = features[i].state(row[features[i].column]);
      acting[2 * i] = ranges[i][2 * state];
      acting[2 * i + 1] = ranges[i][2 * state + 1];
    }
    Arrays.fill(scratch.left, -1);
    for (int i = 0; i < acting.length; i += 2) {
      strike(scratch.left, acting[i], acting[i + 1]);
    }
  }

  private void strike(long[] left, int from, int to) {
    for (int split = from; split < to; split++) {
      left[splitTrees[split]] &= masks[split];
    }
  }

  private void read(Scratch scratch, int from, int lanes) {
    for (int i = 0; i < lanes; i++) {
      int first = Long.numberOfTrailingZeros(scratch.left[from + i]);
      scratch.leaves[i] = leaves[firstLeaves[from + i] + first];
    }
  }
}

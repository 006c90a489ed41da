/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.internal.ScratchPool;
import java.util.Arrays;

/**
 * Nodes of eight bytes, for forests with more tests than four bytes can tell apart: 24 bits the
 * number of the test among those of its feature, 16 bits the slot with the rank to compare it with,
 * 24 bits the place of the low child. A feature has two slots, which differ for a missing value:
 * one for splits that send it low, and one for those that send it high. A leaf leads to itself,
 * with a test that no rank passes.
 */
final class RankNodes extends LaneWalk {
  private static final int MOST_SLOTS = 1 << 16;
  private static final int BITS = 24;
  static final int ALL = (1 << BITS) - 1;

  /** What a step costs, in steps of {@link TruthNodes}. */
  private static final double STEP = 1.35;

  /** Rows of a batch that go through the trees together. */
  private static final int ROWS = 128;

  /** With fewer, going tree by tree gains nothing. */
  private static final int FEWEST_ROWS = 32;

  private final long[] nodes;
  private final FeatureTests[] features;
  private final int[] depths;
  private final ScratchPool<Batch> batches = new ScratchPool<>(() -> new Batch(slots()));

  RankNodes(BreadthFirst order, Thresholds thresholds, Aggregation aggregation, Shapes shapes) {
    super(order, aggregation, shapes);
    features = thresholds.features;
    depths = shapes.depths;
    nodes = new long[order.trees.nodes()];
    for (int place = 0; place < nodes.length; place++) {
      if (order.isLeaf(place)) {
        nodes[place] = node(ALL, 0, place);
      } else {
        int test = order.test(place);
        int slot = 2 * thresholds.place(test) + (Trees.missing(test) == Side.HIGH ? 1 : 0);
        nodes[place] = node(thresholds.test(test, order.number(place)), slot, order.low(place));
      }
    }
  }

  static long node(int test, int slot, int low) {
    return (long) test << 40 | (long) slot << BITS | low;
  }

  /** Places and tests fit always: no forest has more nodes than 24 bits tell apart. */
  static boolean fits(Thresholds thresholds) {
    return 2 * thresholds.features.length <= MOST_SLOTS;
  }

  /** {@return what a walk costs, in steps of {@link TruthNodes}} */
  static double steps(Shapes shapes) {
    return STEP * LaneWalk.steps(shapes);
  }

  @Override
  Scratch scratch() {
    return new Scratch(0, slots());
  }

  private int slots() {
    return 2 * features.length;
  }

  @Override
  void prepare(double[] row, Scratch scratch) {
    rank(row, scratch.states, 0);
  }

  private void rank(double[] row, int[] ranks, int from) {
    for (int i = 0; i < features.length; i++) {
      FeatureTests feature = features[i];
      int state = feature.state(row[feature.column]);
      boolean missing = state > feature.count();
      ranks[from + 2 * i] = missing ? 0 : state;
      ranks[from + 2 * i + 1] = missing ? ALL : state;
    }
  }

  static int next(long node, int[] ranks, int from) {
    int rank = ranks[from + ((int) (node >>> BITS) & (MOST_SLOTS - 1))];
    return ((int) node & ALL) + (((int) (node >>> 40) - rank) >>> 31);
  }

  @Override
  void step(Scratch scratch, int lanes) {
    int[] at = scratch.at;
    int[] ranks = scratch.states;
    for (int i = 0; i < lanes; i++) {
      at[i] = next(nodes[at[i]], ranks, 0);
    }
  }

  @Override
  int stepActive(Scratch scratch, int active) {
    int[] at = scratch.at;
    int[] lanes = scratch.active;
    int[] ranks = scratch.states;
    int still = 0;
    for (int i = 0; i < active; i++) {
      int lane = lanes[i];
      int place = at[lane];
      int next = next(nodes[place], ranks, 0);
      at[lane] = next;
      lanes[still] = lane;
      still += (place - next) >>> 31;
    }
    return still;
  }

  /**
   * Tree by tree for many rows and not row by row: a tree stays in the nearest cache while the rows
   * pass. With 500 trees of depth 12 that saves a quarter; for nodes of four bytes it was slower.
   */
  @Override
  public void scoreAll(double[][] rows, double[] scores) {
    if (rows.length < FEWEST_ROWS || isUneven()) {
      super.scoreAll(rows, scores);
      return;
    }
    Batch batch = batches.borrow();
    try {
      for (int from = 0; from < rows.length; from += ROWS) {
        score(rows, scores, from, Math.min(ROWS, rows.length - from), batch);
      }
    } finally {
      batches.giveBack(batch);
    }
  }

  /** The working memory for some rows at once. */
  private record Batch(int[] at, int[] ranks, double[] leaves, double[] accumulators) {
    Batch(int slots) {
      this(new int[ROWS], new int[ROWS * slots], new double[ROWS * LANES], new double[ROWS]);
    }
  }

  private void score(double[][] rows, double[] scores, int from, int count, Batch batch) {
    for (int i = 0; i < count; i++) {
      rank(rows[from + i], batch.ranks, i * slots());
      batch.accumulators[i] = aggregation.start();
    }
    for (int tree = 0; tree < roots.length; tree += LANES) {
      addTrees(tree, Math.min(LANES, roots.length - tree), count, batch);
    }
    for (int i = 0; i < count; i++) {
      scores[from + i] = aggregation.finish(batch.accumulators[i]);
    }
  }

  private void addTrees(int tree, int trees, int count, Batch batch) {
    for (int i = 0; i < trees; i++) {
      Arrays.fill(batch.at, 0, count, roots[tree + i]);
      for (int level = depths[tree + i]; level > 0; level--) {
        stepRows(batch.at, batch.ranks, count);
      }
      for (int row = 0; row < count; row++) {
        batch.leaves[row * LANES + i] = values[batch.at[row]];
      }
    }
    for (int row = 0; row < count; row++) {
      batch.accumulators[row] =
          aggregation.add(batch.accumulators[row], batch.leaves, row * LANES, tree, trees);
    }
  }

  private void stepRows(int[] at, int[] ranks, int count) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      at[i] = next(nodes[at[i]], ranks, from);
      from += slots();
    }
  }
}

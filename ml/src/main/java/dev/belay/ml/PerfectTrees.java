/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.internal.ScratchPool;

/**
 * Trees filled up to the same depth, so that no node has to say where its children are: those of
 * the i-th node of a tree, counted from 1, are the 2i-th and the one after it. A node is the two
 * bytes of its test. For trees that are nearly full by themselves.
 */
final class PerfectTrees implements Layout {
  private static final int LANES = LaneWalk.LANES;
  private static final int DEEPEST = 10;
  private static final int MOST_NODES = 1 << 20;

  /** What a step costs, in steps of {@link TruthNodes}. */
  private static final double STEP = 0.8;

  private final int trees;
  private final int depth;
  private final char[] tests;
  private final double[] values;
  private final TruthTable truth;
  private final Aggregation aggregation;
  private final ScratchPool<Scratch> pool;

  private static final class Scratch {
    final int[] at = new int[LANES];
    final double[] leaves = new double[LANES];
    final byte[] truth;
    final int[] windows;

    Scratch(TruthTable table) {
      this.truth = new byte[table.length()];
      this.windows = new int[table.features()];
    }
  }

  PerfectTrees(Trees trees, Thresholds thresholds, Aggregation aggregation, Shapes shapes) {
    this.trees = trees.count();
    this.depth = shapes.depth(0, shapes.trees());
    this.tests = new char[trees.count() << depth];
    this.values = new double[trees.count() << depth];
    this.truth = new TruthTable(thresholds);
    this.aggregation = aggregation;
    for (int tree = 0; tree < trees.count(); tree++) {
      fill(trees, thresholds, tree << depth, 1, trees.root(tree));
    }
    this.pool = new ScratchPool<>(() -> new Scratch(truth));
  }

  static boolean fits(Thresholds thresholds, Shapes shapes) {
    int depth = shapes.depth(0, shapes.trees());
    return thresholds.tests() <= TruthTable.MOST_TESTS
        && depth <= DEEPEST
        && (long) shapes.trees() << depth <= MOST_NODES;
  }

  /** {@return what a walk costs, in steps of one lane} */
  static double steps(Thresholds thresholds, Shapes shapes) {
    return STEP * shapes.trees() * shapes.depth(0, shapes.trees())
        + TruthTable.TEST * thresholds.tests();
  }

  /** A leaf that comes early goes on to both sides of tests that nothing passes. */
  private void fill(Trees trees, Thresholds thresholds, int base, int place, int node) {
    if (place >= 1 << depth) {
      values[base + place - (1 << depth)] = trees.numbers[node];
      return;
    }
    int test = trees.tests[node];
    boolean leaf = test == Trees.LEAF;
    tests[base + place] = leaf ? 0 : (char) thresholds.number(test, trees.numbers[node]);
    fill(trees, thresholds, base, 2 * place, leaf ? node : node + 1);
    fill(trees, thresholds, base, 2 * place + 1, leaf ? node : trees.high(node));
  }

  @Override
  public double score(double[] row) {
    Scratch scratch = pool.borrow();
    try {
      truth.fill(row, scratch.truth, scratch.windows);
      double accumulator = aggregation.start();
      for (int from = 0; from < trees; from += LANES) {
        int lanes = Math.min(LANES, trees - from);
        walk(scratch, from, lanes);
        accumulator = aggregation.add(accumulator, scratch.leaves, 0, from, lanes);
      }
      return aggregation.finish(accumulator);
    } finally {
      pool.giveBack(scratch);
    }
  }

  private void walk(Scratch scratch, int from, int lanes) {
    int[] at = scratch.at;
    int base = from << depth;
    for (int i = 0; i < lanes; i++) {
      at[i] = 1;
    }
    for (int level = depth; level > 0; level--) {
      step(at, scratch.truth, base, lanes);
    }
    int leaf = base - (1 << depth);
    for (int i = 0; i < lanes; i++) {
      scratch.leaves[i] = values[leaf + (i << depth) + at[i]];
    }
  }

  private void step(int[] at, byte[] passed, int base, int lanes) {
    int tree = base;
    int size = 1 << depth;
    for (int i = 0; i < lanes; i++) {
      at[i] = 2 * at[i] + passed[tests[tree + at[i]]];
      tree += size;
    }
  }
}

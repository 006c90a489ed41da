/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.internal.ScratchPool;
import java.util.Arrays;

/**
 * Trees of at most 64 leaves, without a walk: a tree is a set of leaves, and each test that is
 * passed takes those out that are below its low side. The first leaf that is left is the one the
 * row ends in. The passes over the tests are sequential, whatever the shape of the trees, which
 * wins where they are small and uneven. The idea is QuickScorer's (Lucchese et al., SIGIR 2015).
 */
final class LeafMasks implements Layout {
  private static final int LANES = LaneWalk.LANES;

  /** What a split costs, and what a tree costs beside, in steps of {@link TruthNodes}. */
  private static final double SPLIT = 0.21;

  private static final double TREE = 0.6;

  private final int trees;
  private final FeatureTests[] features;

  /** Per feature and state the first and the last entry that applies, one after the other. */
  private final int[][] ranges;

  /** Per entry the tree it is about, */
  private final char[] entryTrees;

  /** and the leaves that stay. */
  private final long[] masks;

  /** Per tree where its leaves begin. */
  private final int[] firstLeaves;

  private final double[] leaves;
  private final Aggregation aggregation;
  private final ScratchPool<Scratch> pool;

  private static final class Scratch {
    /** Per tree the leaves that are left. */
    final long[] left;

    final double[] leaves = new double[LANES];

    Scratch(int trees) {
      this.left = new long[trees];
    }
  }

  LeafMasks(Trees trees, Thresholds thresholds, Aggregation aggregation) {
    this.trees = trees.count();
    this.features = thresholds.features;
    this.aggregation = aggregation;
    this.leaves = new double[(trees.nodes() + trees.count()) / 2];
    int[] before = number(trees);
    this.firstLeaves = new int[trees.count()];
    Arrays.setAll(firstLeaves, tree -> before[trees.root(tree)]);
    this.ranges = new int[features.length][];
    int[] places = new int[thresholds.tests() + 1];
    int[] missingPlaces = new int[thresholds.tests() + 1];
    int entries = share(splits(trees, thresholds), places, missingPlaces);
    this.entryTrees = new char[entries];
    this.masks = new long[entries];
    for (int tree = 0; tree < trees.count(); tree++) {
      for (int node = trees.root(tree); node < trees.end(tree); node++) {
        if (trees.tests[node] != Trees.LEAF) {
          long low =
              bits(before[trees.high(node)] - before[node]) << before[node] - firstLeaves[tree];
          int number = thresholds.number(trees.tests[node], trees.numbers[node]);
          enter(places[number]++, tree, ~low);
          if (Trees.missing(trees.tests[node]) == Side.HIGH) {
            enter(missingPlaces[number]++, tree, ~low);
          }
        }
      }
    }
    this.pool = new ScratchPool<>(() -> new Scratch(this.trees));
  }

  static boolean fits(Shapes shapes) {
    return shapes.mostLeaves() <= Long.SIZE && shapes.trees() <= Character.MAX_VALUE;
  }

  /** {@return what a score costs, in steps of a lane} */
  static double steps(Trees trees) {
    int splits = (trees.nodes() - trees.count()) / 2;
    return SPLIT * splits + TREE * trees.count();
  }

  /** Numbers the leaves in their order, and says per node how many there are before it. */
  private int[] number(Trees trees) {
    int[] before = new int[trees.nodes()];
    int count = 0;
    for (int node = 0; node < before.length; node++) {
      before[node] = count;
      if (trees.tests[node] == Trees.LEAF) {
        leaves[count++] = trees.numbers[node];
      }
    }
    return before;
  }

  private static int[] splits(Trees trees, Thresholds thresholds) {
    int[] splits = new int[thresholds.tests() + 1];
    for (int node = 0; node < trees.nodes(); node++) {
      if (trees.tests[node] != Trees.LEAF) {
        splits[thresholds.number(trees.tests[node], trees.numbers[node])]++;
      }
    }
    return splits;
  }

  /**
   * Gives every test room for its splits, and once more for those that a missing value passes.
   *
   * @return the room there is in all
   */
  private int share(int[] splits, int[] places, int[] missingPlaces) {
    int next = 0;
    for (int i = 0; i < features.length; i++) {
      FeatureTests feature = features[i];
      int[] range = new int[2 * (feature.missing() + 1)];
      int begin = next;
      for (int test = 0; test < feature.count(); test++) {
        places[feature.first + test] = next;
        next += splits[feature.first + test];
        range[2 * test + 2] = begin;
        range[2 * test + 3] = next;
      }
      range[2 * feature.missing()] = next;
      for (int test = 0; test < feature.count(); test++) {
        if (feature.missingPasses(test)) {
          missingPlaces[feature.first + test] = next;
          next += splits[feature.first + test];
        }
      }
      range[2 * feature.missing() + 1] = next;
      ranges[i] = range;
    }
    return next;
  }

  private void enter(int place, int tree, long mask) {
    entryTrees[place] = (char) tree;
    masks[place] = mask;
  }

  /** Of a low side, which has fewer leaves than the tree. */
  private static long bits(int count) {
    return (1L << count) - 1;
  }

  @Override
  public double score(double[] row) {
    Scratch scratch = pool.borrow();
    try {
      strike(row, scratch.left);
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

  private void strike(double[] row, long[] left) {
    Arrays.fill(left, -1);
    for (int i = 0; i < features.length; i++) {
      int state = features[i].state(row[features[i].column]);
      int end = ranges[i][2 * state + 1];
      for (int entry = ranges[i][2 * state]; entry < end; entry++) {
        left[entryTrees[entry]] &= masks[entry];
      }
    }
  }

  private void read(Scratch scratch, int from, int lanes) {
    for (int i = 0; i < lanes; i++) {
      int first = Long.numberOfTrailingZeros(scratch.left[from + i]);
      scratch.leaves[i] = leaves[firstLeaves[from + i] + first];
    }
  }
}

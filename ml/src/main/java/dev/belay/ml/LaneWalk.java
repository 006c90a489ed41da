/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.internal.ScratchPool;
import java.util.Arrays;

/**
 * Many trees walked at once, each in a lane of its own and all of them level by level: so the
 * processor waits for as many nodes at a time as it can, and not for one. A leaf is a node that
 * leads to itself; a lane that has arrived marks time until the deepest has, or is left out of the
 * later levels where that is cheaper.
 */
abstract class LaneWalk implements Layout {
  /**
   * Trees at once. Of 500 trees of depth 12, 16 at once were slower by a third, 32 by a tenth, and
   * all 500 by an eighth.
   */
  static final int LANES = 64;

  /** What a step costs that leaves out the lanes that have arrived, by one that does not. */
  private static final double SIFTING = 1.45;

  final int[] roots;
  final double[] values;
  final Aggregation aggregation;
  private final ScratchPool<Scratch> pool;

  /** Per group of lanes how many levels all of them go. */
  private final int[] levels;

  /** Per group whether there are lanes that go on after that. */
  private final boolean[] uneven;

  /** The working memory of a call. */
  static final class Scratch {
    /** Per lane the place it is at. */
    final int[] at = new int[LANES];

    /** The lanes that have not arrived. */
    final int[] active = new int[LANES];

    final double[] leaves = new double[LANES];

    /** The tests the row passes, where nodes look that up. */
    final byte[] truth;

    /** What is known of each feature on the way there, or where nodes look that up. */
    final int[] states;

    Scratch(int truth, int states) {
      this.truth = new byte[truth];
      this.states = new int[states];
    }
  }

  LaneWalk(BreadthFirst order, Aggregation aggregation, Shapes shapes) {
    Trees trees = order.trees;
    this.roots = new int[trees.count()];
    Arrays.setAll(roots, trees::root);
    this.values = order.values();
    this.aggregation = aggregation;
    int groups = (trees.count() + LANES - 1) / LANES;
    this.levels = new int[groups];
    this.uneven = new boolean[groups];
    for (int group = 0; group < groups; group++) {
      int from = group * LANES;
      int to = Math.min(trees.count(), from + LANES);
      levels[group] = levels(shapes, from, to);
      uneven[group] = levels[group] < shapes.depth(from, to);
    }
    this.pool = new ScratchPool<>(this::scratch);
  }

  /** How a group is walked: levels that all lanes go, and what it costs in steps of one lane. */
  private record Plan(int levels, double steps) {}

  /**
   * Levels that lanes go without a look at who has arrived, at most: a forest does not say where
   * its rows leave it, and one deep branch must not be paid by all.
   */
  private static final int MOST_LEVELS = 16;

  /** So many lanes take no longer than one, which waits for its node. */
  private static final int FEWEST_LANES = 6;

  /** The cheapest level from which on to look who has arrived, or never. */
  private static Plan plan(Shapes shapes, int from, int to) {
    int lanes = Math.max(FEWEST_LANES, to - from);
    int depth = shapes.depth(from, to);
    boolean deep = depth > MOST_LEVELS;
    Plan best = new Plan(depth, deep ? Double.POSITIVE_INFINITY : (double) depth * lanes);
    double active = lanes;
    for (int level = depth - 1; level >= 0; level--) {
      for (int tree = from; tree < to; tree++) {
        active += shapes.deeper(tree, level);
      }
      double steps = (double) level * lanes + SIFTING * active;
      best = level <= MOST_LEVELS && steps < best.steps ? new Plan(level, steps) : best;
    }
    return best;
  }

  /** {@return how many levels all lanes of a group go} */
  static int levels(Shapes shapes, int from, int to) {
    return plan(shapes, from, to).levels;
  }

  /** {@return what a walk of these trees costs, in steps of one lane} */
  static double steps(Shapes shapes) {
    double steps = 0;
    for (int from = 0; from < shapes.trees(); from += LANES) {
      steps += plan(shapes, from, Math.min(shapes.trees(), from + LANES)).steps;
    }
    return steps;
  }

  /** Whether there are lanes that arrive much before others. */
  final boolean isUneven() {
    for (boolean group : uneven) {
      if (group) {
        return true;
      }
    }
    return false;
  }

  abstract Scratch scratch();

  /** Notes what is to be known of a row. */
  abstract void prepare(double[] row, Scratch scratch);

  /** Takes so many lanes a level down. */
  abstract void step(Scratch scratch, int lanes);

  /** {@return how many of the active lanes go on, after each has gone a level down} */
  abstract int stepActive(Scratch scratch, int active);

  @Override
  public final double score(double[] row) {
    Scratch scratch = pool.borrow();
    try {
      prepare(row, scratch);
      double accumulator = aggregation.start();
      for (int from = 0, group = 0; from < roots.length; from += LANES, group++) {
        int lanes = Math.min(LANES, roots.length - from);
        walk(scratch, from, lanes, group);
        accumulator = aggregation.add(accumulator, scratch.leaves, 0, from, lanes);
      }
      return aggregation.finish(accumulator);
    } finally {
      pool.giveBack(scratch);
    }
  }

  private void walk(Scratch scratch, int from, int lanes, int group) {
    int[] at = scratch.at;
    System.arraycopy(roots, from, at, 0, lanes);
    for (int level = levels[group]; level > 0; level--) {
      step(scratch, lanes);
    }
    if (uneven[group]) {
      goOn(scratch, lanes);
    }
    for (int i = 0; i < lanes; i++) {
      scratch.leaves[i] = values[at[i]];
    }
  }

  private void goOn(Scratch scratch, int lanes) {
    for (int i = 0; i < lanes; i++) {
      scratch.active[i] = i;
    }
    int active = lanes;
    while (active > 0) {
      active = stepActive(scratch, active);
    }
  }
}

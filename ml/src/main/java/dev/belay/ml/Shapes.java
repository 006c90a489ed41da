/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** How deep the trees of a forest are and how many leaves they have: what a layout is chosen by. */
final class Shapes {
  /** Per tree the number of splits above its deepest leaf. */
  final int[] depths;

  final int[] leaves;

  /** Per tree and level, how large a share of its leaves is deeper; a tree of one leaf has none. */
  private final float[][] deeper;

  Shapes(Trees trees) {
    int[] levels = levels(trees);
    this.depths = new int[trees.count()];
    this.leaves = new int[trees.count()];
    this.deeper = new float[trees.count()][];
    for (int tree = 0; tree < trees.count(); tree++) {
      measure(trees, tree, levels);
    }
  }

  /** Preorder gives every parent before its children. */
  private static int[] levels(Trees trees) {
    int[] levels = new int[trees.nodes()];
    for (int i = 0; i < levels.length; i++) {
      if (trees.tests[i] != Trees.LEAF) {
        levels[i + 1] = levels[i] + 1;
        levels[trees.high(i)] = levels[i] + 1;
      }
    }
    return levels;
  }

  private void measure(Trees trees, int tree, int[] levels) {
    int end = trees.end(tree);
    for (int i = trees.root(tree); i < end; i++) {
      depths[tree] = Math.max(depths[tree], levels[i]);
    }
    int[] atLevel = new int[depths[tree] + 1];
    for (int i = trees.root(tree); i < end; i++) {
      if (trees.tests[i] == Trees.LEAF) {
        atLevel[levels[i]]++;
        leaves[tree]++;
      }
    }
    deeper[tree] = new float[depths[tree]];
    int beyond = leaves[tree];
    for (int level = 0; level < depths[tree]; level++) {
      beyond -= atLevel[level];
      deeper[tree][level] = (float) beyond / leaves[tree];
    }
  }

  int trees() {
    return depths.length;
  }

  /** {@return the share of the tree's leaves below this level} */
  double deeper(int tree, int level) {
    return level < depths[tree] ? deeper[tree][level] : 0;
  }

  /** {@return the mean depth of the leaves of all trees, added up} */
  double meanDepths() {
    double sum = 0;
    for (float[] tree : deeper) {
      for (float share : tree) {
        sum += share;
      }
    }
    return sum;
  }

  /** {@return the largest depth among some trees that follow each other} */
  int depth(int from, int to) {
    int depth = 0;
    for (int tree = from; tree < to; tree++) {
      depth = Math.max(depth, depths[tree]);
    }
    return depth;
  }

  int mostLeaves() {
    int most = 0;
    for (int count : leaves) {
      most = Math.max(most, count);
    }
    return most;
  }
}

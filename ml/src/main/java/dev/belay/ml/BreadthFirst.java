/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * The nodes of a forest tree by tree and, within a tree, level by level: so the two children of a
 * split are neighbours, and one address says both.
 */
final class BreadthFirst {
  final Trees trees;

  /** Per place the index of the node in the forest. */
  private final int[] nodes;

  /** Per place of a split the place of its low child. */
  private final int[] lows;

  BreadthFirst(Trees trees) {
    this.trees = trees;
    nodes = new int[trees.nodes()];
    lows = new int[trees.nodes()];
    for (int tree = 0; tree < trees.count(); tree++) {
      spread(trees.root(tree));
    }
  }

  private void spread(int root) {
    nodes[root] = root;
    int next = root + 1;
    for (int place = root; place < next; place++) {
      if (!isLeaf(place)) {
        lows[place] = next;
        nodes[next++] = nodes[place] + 1;
        nodes[next++] = trees.high(nodes[place]);
      }
    }
  }

  boolean isLeaf(int place) {
    return test(place) == Trees.LEAF;
  }

  /** {@return the test of a split, as in {@link Trees#tests}} */
  int test(int place) {
    return trees.tests[nodes[place]];
  }

  /** {@return the threshold of a split or the value of a leaf} */
  double number(int place) {
    return trees.numbers[nodes[place]];
  }

  /** {@return the place of a split's low child; its high child is the next one} */
  int low(int split) {
    return lows[split];
  }

  /** {@return by place the values of the leaves} */
  double[] values() {
    double[] values = new double[nodes.length];
    for (int place = 0; place < nodes.length; place++) {
      if (isLeaf(place)) {
        values[place] = number(place);
      }
    }
    return values;
  }
}

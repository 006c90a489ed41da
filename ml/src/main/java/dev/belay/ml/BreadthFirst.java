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
  /** Per place the index of the node in the forest. */
  final int[] nodes;

  /** Per place of a split the place of its low child; its high child is the next one. */
  final int[] lows;

  BreadthFirst(Trees trees) {
    nodes = new int[trees.nodes()];
    lows = new int[trees.nodes()];
    for (int tree = 0; tree < trees.count(); tree++) {
      spread(trees, trees.root(tree));
    }
  }

  private void spread(Trees trees, int root) {
    nodes[root] = root;
    int next = root + 1;
    for (int place = root; place < next; place++) {
      int node = nodes[place];
      if (trees.tests[node] != Trees.LEAF) {
        lows[place] = next;
        nodes[next++] = node + 1;
        nodes[next++] = trees.high(node);
      }
    }
  }

  /** {@return by place the values of the leaves} */
  double[] values(Trees trees) {
    double[] values = new double[nodes.length];
    for (int place = 0; place < nodes.length; place++) {
      if (trees.tests[nodes[place]] == Trees.LEAF) {
        values[place] = trees.numbers[nodes[place]];
      }
    }
    return values;
  }
}

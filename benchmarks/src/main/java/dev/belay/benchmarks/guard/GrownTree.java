/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.benchmarks.forest.PlainTree;

/** The nodes of a tree in the order in which they came to be, the high child after the low one. */
final class GrownTree {
  private final int[] feature;
  private final double[] threshold;
  private final int[] low;
  private final double[] value;
  private int nodes;

  GrownTree(int mostLeaves) {
    int most = 2 * mostLeaves - 1;
    feature = new int[most];
    threshold = new double[most];
    low = new int[most];
    value = new double[most];
  }

  /** {@return the number of a new leaf, whose answer is made a float, as trained ones are} */
  int leaf(double answer) {
    feature[nodes] = PlainTree.LEAF;
    value[nodes] = (float) answer;
    return nodes++;
  }

  void split(int node, int on, double at, int lowChild) {
    feature[node] = on;
    threshold[node] = at;
    low[node] = lowChild;
  }

  /** Preorder is how trees are trained and written, and what suits the naive loop best. */
  PlainTree inPreorder() {
    PlainTree tree =
        new PlainTree(
            new int[nodes],
            new double[nodes],
            new int[nodes],
            new int[nodes],
            new boolean[nodes],
            new double[nodes]);
    copy(0, tree, 0);
    return tree;
  }

  /** {@return the place after what was copied} */
  private int copy(int node, PlainTree tree, int place) {
    tree.feature()[place] = feature[node];
    tree.threshold()[place] = threshold[node];
    tree.value()[place] = value[node];
    if (feature[node] == PlainTree.LEAF) {
      return place + 1;
    }
    tree.left()[place] = place + 1;
    tree.right()[place] = copy(low[node], tree, place + 1);
    return copy(low[node] + 1, tree, tree.right()[place]);
  }
}

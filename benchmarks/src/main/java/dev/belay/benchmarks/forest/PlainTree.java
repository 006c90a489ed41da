/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

/**
 * A tree as arrays by node, of which the first is the root; the arrays are the tree's own and not
 * to be changed. A row goes right if its value is at or above the threshold.
 *
 * @param feature the feature a node splits on, {@link #LEAF} where it is a leaf
 * @param threshold what the value is compared with
 * @param left the node on the low side
 * @param right the node on the high side
 * @param missingLeft whether a missing value goes left
 * @param value what a leaf answers
 */
public record PlainTree(
    int[] feature,
    double[] threshold,
    int[] left,
    int[] right,
    boolean[] missingLeft,
    double[] value) {
  /** In place of a feature: the node is a leaf. */
  public static final int LEAF = -1;

  static PlainTree ofNodes(int nodes) {
    return new PlainTree(
        new int[nodes],
        new double[nodes],
        new int[nodes],
        new int[nodes],
        new boolean[nodes],
        new double[nodes]);
  }

  /** {@return the number of nodes, leaves included} */
  public int nodes() {
    return feature.length;
  }

  void leaf(int node, double answer) {
    feature[node] = LEAF;
    value[node] = answer;
  }

  void split(int node, int on, double at) {
    feature[node] = on;
    threshold[node] = at;
  }

  void children(int node, int low, int high) {
    left[node] = low;
    right[node] = high;
  }
}

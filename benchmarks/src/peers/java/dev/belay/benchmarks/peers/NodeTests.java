/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.PlainTree;

/** What a node asks, as engines of single precision have to be told. */
final class NodeTests {
  private NodeTests() {}

  static boolean leaf(PlainTree tree, int node) {
    return tree.feature()[node] == PlainTree.LEAF;
  }

  /** The least float that is not below the threshold: every float goes the same way as before. */
  static float threshold(PlainTree tree, int node) {
    double threshold = tree.threshold()[node];
    float nearest = (float) threshold;
    return nearest < threshold ? Math.nextUp(nearest) : nearest;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticForestTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "4, 16", "10, 1024", "11, 1376", "20, 1376"})
  void plain_anyDepth_hasItsLeavesAndIsNoDeeper(int depth, int leaves) {
    PlainForest forest = new SyntheticForest(3, depth, 7).plain();

    assertThat(forest.trees()).hasSize(3);
    for (PlainTree tree : forest.trees()) {
      assertThat(tree.nodes()).isEqualTo(2 * leaves - 1);
      assertThat(depth(tree, 0)).isLessThanOrEqualTo(depth);
      assertThat(leaves(tree, 0)).isEqualTo(leaves);
    }
  }

  private static int depth(PlainTree tree, int node) {
    return isLeaf(tree, node)
        ? 0
        : 1 + Math.max(depth(tree, tree.left()[node]), depth(tree, tree.right()[node]));
  }

  private static int leaves(PlainTree tree, int node) {
    return isLeaf(tree, node)
        ? 1
        : leaves(tree, tree.left()[node]) + leaves(tree, tree.right()[node]);
  }

  private static boolean isLeaf(PlainTree tree, int node) {
    return tree.feature()[node] == PlainTree.LEAF;
  }
}

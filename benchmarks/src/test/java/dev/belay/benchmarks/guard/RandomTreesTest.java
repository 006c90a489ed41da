/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceData.Grain;
import dev.belay.benchmarks.guard.RandomTrees.Growth;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomTreesTest {
  private static final ReferenceData DATA = ReferenceData.test(Grain.QUANTISED);
  private static final List<PlainTree> DEEP = grow(new Growth(3, 12, 1 << 12), 1);

  private static List<PlainTree> grow(Growth growth, long seed) {
    return RandomTrees.grow(growth, DATA, seed);
  }

  @Test
  void grow_withTheSameSeed_isTheSameForest() {
    assertThat(grow(new Growth(3, 12, 1 << 12), 1)).usingRecursiveComparison().isEqualTo(DEEP);
    assertThat(grow(new Growth(3, 12, 1 << 12), 2).get(0).threshold())
        .isNotEqualTo(DEEP.get(0).threshold());
  }

  @Test
  void grow_givesDeepTreesWithLeavesOfFiveRows() {
    for (PlainTree tree : DEEP) {
      assertThat(depth(tree, 0)).isBetween(9, 12);
      assertThat(leaves(tree)).isBetween(100, DATA.rows().length / RandomTrees.LEAST_LEAF);
    }
  }

  @Test
  void grow_toFewLeaves_splitsTheNodesThatGainMostAndSoIsUneven() {
    for (PlainTree tree : grow(new Growth(3, 30, 31), 1)) {
      assertThat(leaves(tree)).isEqualTo(31);
      assertThat(depth(tree, 0)).isGreaterThan(6);
    }
  }

  @Test
  void grow_toALittleDepth_isNoDeeper() {
    for (PlainTree tree : grow(new Growth(3, 4, 1 << 4), 1)) {
      assertThat(depth(tree, 0)).isEqualTo(4);
    }
  }

  @Test
  void grow_writesNodesInPreorder() {
    for (PlainTree tree : DEEP) {
      assertThat(end(tree, 0)).isEqualTo(tree.nodes());
    }
  }

  /** Where the nodes below one end, if each child comes where preorder has it. */
  private static int end(PlainTree tree, int node) {
    if (tree.feature()[node] == PlainTree.LEAF) {
      return node + 1;
    }
    assertThat(tree.left()[node]).isEqualTo(node + 1);
    assertThat(tree.right()[node]).isEqualTo(end(tree, node + 1));
    return end(tree, tree.right()[node]);
  }

  private static int leaves(PlainTree tree) {
    return (tree.nodes() + 1) / 2;
  }

  private static int depth(PlainTree tree, int node) {
    if (tree.feature()[node] == PlainTree.LEAF) {
      return 0;
    }
    return 1 + Math.max(depth(tree, tree.left()[node]), depth(tree, tree.right()[node]));
  }
}

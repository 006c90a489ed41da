/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.ml.CompiledForest;
import dev.belay.ml.Link;
import dev.belay.ml.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A forest as nothing but its nodes, from which each engine builds its own.
 *
 * @param trees in the order in which they are added
 * @param total how their answers become one
 * @param base what a sum begins with, 0 for a mean
 */
public record PlainForest(List<PlainTree> trees, Total total, float base) {

  /** How the answers of the trees become one. */
  public enum Total {
    /** The mean as Tribuo computes it, in double precision. */
    MEAN,
    /** The sum as XGBoost computes it, in single precision from the base on. */
    SUM
  }

  /**
   * Takes the list as it is now.
   *
   * @param trees in the order in which they are added
   * @param total how their answers become one
   * @param base what a sum begins with, 0 for a mean
   */
  public PlainForest {
    trees = List.copyOf(trees);
  }

  /** {@return the number of nodes, leaves included} */
  public int nodes() {
    return trees.stream().mapToInt(PlainTree::nodes).sum();
  }

  /**
   * The forest as ours.
   *
   * @param version of the model
   * @param names of the features
   * @return the compiled forest
   */
  public CompiledForest compile(String version, List<String> names) {
    CompiledForest.Builder builder = CompiledForest.builder(version, names);
    trees.forEach(tree -> add(builder, tree));
    return total == Total.MEAN ? builder.averaging(0) : builder.summing(base, Link.IDENTITY);
  }

  private static void add(CompiledForest.Builder builder, PlainTree tree) {
    Deque<Integer> open = new ArrayDeque<>();
    open.push(0);
    while (!open.isEmpty()) {
      int node = open.pop();
      if (tree.feature()[node] == PlainTree.LEAF) {
        builder.leaf(tree.value()[node]);
      } else {
        Side missing = tree.missingLeft()[node] ? Side.LOW : Side.HIGH;
        builder.split(tree.feature()[node], tree.threshold()[node], missing);
        open.push(tree.right()[node]);
        open.push(tree.left()[node]);
      }
    }
  }
}

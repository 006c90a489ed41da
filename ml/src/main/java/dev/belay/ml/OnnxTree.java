/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.HashMap;
import java.util.Map;

/**
 * One tree of an ensemble, in the order of a walk.
 *
 * @param features per node the feature of a split, or {@link #LEAF}
 * @param numbers per node the threshold of a split or the value of a leaf
 * @param missing per split where a missing value goes
 */
record OnnxTree(int[] features, double[] numbers, Side[] missing) {
  private static final int LEAF = -1;

  /** {@return the tree of some nodes that stand together, of which the first is the root} */
  static OnnxTree of(OnnxNodes nodes, int from, int to) {
    return new Walk(nodes, from, to).tree();
  }

  void addTo(CompiledForest.Builder builder) {
    for (int i = 0; i < features.length; i++) {
      if (features[i] == LEAF) {
        builder.leaf(numbers[i]);
      } else {
        builder.split(features[i], numbers[i], missing[i]);
      }
    }
  }

  private static final class Walk {
    private final OnnxNodes nodes;
    private final int from;
    private final int count;
    private final Map<Long, Integer> places = new HashMap<>();
    private final TreeWalk way;
    private final OnnxTree tree;
    private int length;

    Walk(OnnxNodes nodes, int from, int to) {
      this.nodes = nodes;
      this.from = from;
      this.count = to - from;
      this.tree = new OnnxTree(new int[count], new double[count], new Side[count]);
      this.way = new TreeWalk(name(), 0, place -> nodes.id(from + place));
      for (int node = from; node < to; node++) {
        if (places.put(nodes.id(node), node) != null) {
          throw refused("has two nodes " + nodes.id(node));
        }
      }
    }

    private String name() {
      return String.valueOf(nodes.tree(from));
    }

    OnnxTree tree() {
      while (way.goesOn()) {
        visit(from + way.next());
      }
      way.requireAll(count);
      return tree;
    }

    private void visit(int node) {
      if (nodes.isLeaf(node)) {
        tree.features[length] = LEAF;
        tree.numbers[length++] = nodes.leaf(node);
      } else {
        split(node);
      }
    }

    private void split(int node) {
      OnnxMode mode = nodes.mode(node);
      float threshold = nodes.threshold(node);
      boolean passesHigh = mode.passesHigh(threshold);
      tree.features[length] = nodes.feature(node);
      tree.numbers[length] = mode.leastHigh(threshold);
      tree.missing[length++] = nodes.missingPasses(node) == passesHigh ? Side.HIGH : Side.LOW;
      int passing = place(nodes.passing(node));
      int failing = place(nodes.failing(node));
      way.go(passesHigh ? failing : passing, passesHigh ? passing : failing);
    }

    private int place(long id) {
      Integer place = places.get(id);
      if (place == null) {
        throw refused("has no node " + id);
      }
      return place - from;
    }

    private IllegalArgumentException refused(String reason) {
      return new IllegalArgumentException("tree " + name() + " " + reason);
    }
  }
}

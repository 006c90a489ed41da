/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The nodes of all trees as an operator has them: attributes of the same length. */
final class OnnxNodes {
  private static final String LEAF = "LEAF";

  /** Has an order so that a map stays quick where a forged file gives all keys the same hash. */
  private record Key(long tree, long node) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byTree = Long.compare(tree, other.tree);
      return byTree != 0 ? byTree : Long.compare(node, other.node);
    }
  }

  private final long[] trees;
  private final long[] ids;
  private final long[] features;
  private final List<String> modes;
  private final float[] thresholds;
  private final long[] passing;
  private final long[] failing;
  private final long[] missingPasses;
  private final Map<Key, Float> leaves = new HashMap<>();

  OnnxNodes(OnnxNode node) {
    this.ids = node.numbers("nodes_nodeids");
    this.trees = sized("nodes_treeids", node.numbers("nodes_treeids"));
    this.features = sized("nodes_featureids", node.numbers("nodes_featureids"));
    this.passing = sized("nodes_truenodeids", node.numbers("nodes_truenodeids"));
    this.failing = sized("nodes_falsenodeids", node.numbers("nodes_falsenodeids"));
    this.missingPasses = node.numbers("nodes_missing_value_tracks_true");
    this.modes = node.texts("nodes_modes");
    this.thresholds = node.floats("nodes_values");
    requireSize("nodes_modes", modes.size(), ids.length);
    requireSize("nodes_values", thresholds.length, ids.length);
    if (ids.length == 0 || ids.length > Preorder.MOST_NODES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d nodes, a forest has 1 to %d", ids.length, Preorder.MOST_NODES));
    }
  }

  private long[] sized(String name, long[] values) {
    requireSize(name, values.length, ids.length);
    return values;
  }

  static void requireSize(String name, int size, int expected) {
    if (size != expected) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s has %d values, not %d", name, size, expected));
    }
  }

  /** Says what a leaf is worth. */
  void leaf(long tree, long node, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tree %d has a leaf that is not finite: %s", tree, value));
    }
    if (leaves.put(new Key(tree, node), value) != null) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tree %d has two values in leaf %d", tree, node));
    }
  }

  /** {@return the trees in their order; nodes of a tree stand together} */
  List<OnnxTree> trees() {
    List<OnnxTree> all = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    int from = 0;
    for (int node = 1; node <= ids.length; node++) {
      if (node == ids.length || trees[node] != trees[from]) {
        if (!seen.add(trees[from])) {
          throw new IllegalArgumentException("tree " + trees[from] + " comes in two pieces");
        }
        all.add(OnnxTree.of(this, from, node));
        from = node;
      }
    }
    return all;
  }

  /** {@return how many features the splits need} */
  long leastFeatures() {
    long least = 1;
    for (int node = 0; node < ids.length; node++) {
      if (!isLeaf(node)) {
        least = Math.max(least, feature(node) + 1L);
      }
    }
    return least;
  }

  long tree(int node) {
    return trees[node];
  }

  long id(int node) {
    return ids[node];
  }

  boolean isLeaf(int node) {
    return modes.get(node).equals(LEAF);
  }

  float leaf(int node) {
    Float value = leaves.get(new Key(trees[node], ids[node]));
    if (value == null) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tree %d has no value in leaf %d", trees[node], ids[node]));
    }
    return value;
  }

  OnnxMode mode(int node) {
    return OnnxMode.of(modes.get(node));
  }

  int feature(int node) {
    long feature = features[node];
    if (feature < 0 || feature >= Integer.MAX_VALUE >> 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "tree %d splits on feature %d", trees[node], feature));
    }
    return (int) feature;
  }

  float threshold(int node) {
    float threshold = thresholds[node];
    if (Float.isNaN(threshold)) {
      throw new IllegalArgumentException("tree " + trees[node] + " splits at NaN");
    }
    return threshold;
  }

  long passing(int node) {
    return passing[node];
  }

  long failing(int node) {
    return failing[node];
  }

  boolean missingPasses(int node) {
    return node < missingPasses.length && missingPasses[node] == 1;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trees in the shape of trained ones without a trainer: each on rows drawn with replacement, a node
 * split at the value of one of its rows in one of the features, the best of a few such tries (after
 * Geurts, Ernst and Wehenkel, "Extremely randomized trees", 2006). They are as deep, as large and
 * as hard to foresee as trained ones, and take a second to grow. The node that gains most is split
 * first, so that trees of few leaves are as uneven as those a trainer grows leaf by leaf.
 */
final class RandomTrees {
  static final int LEAST_LEAF = 5;
  private static final int TRIES = 5;
  private static final Split NONE = new Split(PlainTree.LEAF, 0, 0);

  private final double[][] rows;
  private final double[] targets;
  private final SplittableRandom random;
  private final int[] members;
  private final Growth growth;

  /**
   * How large trees get.
   *
   * @param trees how many
   * @param depth of a tree, at most
   * @param leaves of a tree, at most
   */
  record Growth(int trees, int depth, int leaves) {}

  private record Split(int feature, double threshold, double gain) {}

  /** The rows of a node are members from one place on to another. */
  private record Node(int number, int depth, int from, int to, Split split) {
    double gain() {
      return split.gain;
    }
  }

  private RandomTrees(Growth growth, ReferenceData data, SplittableRandom random) {
    this.growth = growth;
    this.rows = data.rows();
    this.targets = data.targets();
    this.random = random;
    this.members = random.ints(rows.length, 0, rows.length).toArray();
  }

  /** The same trees for the same seed. */
  static List<PlainTree> grow(Growth growth, ReferenceData data, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, growth.trees())
        .mapToObj(tree -> new RandomTrees(growth, data, random.split()).grow())
        .toList();
  }

  private PlainTree grow() {
    GrownTree tree = new GrownTree(growth.leaves());
    PriorityQueue<Node> open =
        new PriorityQueue<>(
            Comparator.comparingDouble(Node::gain).reversed().thenComparingInt(Node::number));
    open.add(leaf(tree, 0, 0, members.length));
    for (int leaves = 1; leaves < growth.leaves() && open.element().gain() > 0; leaves++) {
      Node node = open.remove();
      int middle = part(node);
      Node low = leaf(tree, node.depth + 1, node.from, middle);
      Node high = leaf(tree, node.depth + 1, middle, node.to);
      tree.split(node.number, node.split.feature, node.split.threshold, low.number);
      open.add(low);
      open.add(high);
    }
    return tree.inPreorder();
  }

  private Node leaf(GrownTree tree, int depth, int from, int to) {
    double mean =
        Arrays.stream(members, from, to).mapToDouble(row -> targets[row]).average().orElse(0);
    Split split = depth < growth.depth() ? choose(from, to, mean) : NONE;
    return new Node(tree.leaf(mean), depth, from, to, split);
  }

  private Split choose(int from, int to, double mean) {
    Split best = NONE;
    for (int i = 0; i < TRIES; i++) {
      int on = random.nextInt(ReferenceData.FEATURES);
      double at = middling(on, from, to);
      double gain = gain(on, at, from, to, mean);
      best = gain > best.gain ? new Split(on, at, gain) : best;
    }
    return best;
  }

  /**
   * The middle one of three rows' values: trees of single rows' are less even than trained ones.
   */
  private double middling(int on, int from, int to) {
    double a = rows[members[random.nextInt(from, to)]][on];
    double b = rows[members[random.nextInt(from, to)]][on];
    double c = rows[members[random.nextInt(from, to)]][on];
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** By how much the squared errors shrink; 0 if a side gets too small. */
  private double gain(int on, double at, int from, int to, double mean) {
    int low = 0;
    double deviation = 0;
    for (int i = from; i < to; i++) {
      if (rows[members[i]][on] < at) {
        low++;
        deviation += targets[members[i]] - mean;
      }
    }
    int high = to - from - low;
    boolean tooSmall = low < LEAST_LEAF || high < LEAST_LEAF;
    return tooSmall ? 0 : deviation * deviation * (1.0 / low + 1.0 / high);
  }

  /** Brings the rows of the low side to the front. */
  private int part(Node node) {
    int middle = node.from;
    for (int i = node.from; i < node.to; i++) {
      int row = members[i];
      if (rows[row][node.split.feature] < node.split.threshold) {
        members[i] = members[middle];
        members[middle++] = row;
      }
    }
    return middle;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trees in the shape of a random forest's without a trainer: each on rows drawn with replacement, a
 * node split at the value of one of its rows in one of the features, the best of a few such tries
 * (after Geurts, Ernst and Wehenkel, "Extremely randomized trees", 2006). They are as deep, as
 * large and as hard to foresee as trained ones, and take a second to grow.
 */
final class RandomTrees {
  static final int DEPTH = 12;
  static final int LEAST_LEAF = 5;
  private static final int TRIES = 5;
  private static final int MOST_NODES = (2 << DEPTH) - 1;

  private final double[][] rows;
  private final double[] targets;
  private final SplittableRandom random;
  private final int[] members;
  private final int[] feature = new int[MOST_NODES];
  private final double[] threshold = new double[MOST_NODES];
  private final int[] left = new int[MOST_NODES];
  private final int[] right = new int[MOST_NODES];
  private final double[] value = new double[MOST_NODES];
  private int nodes;

  private RandomTrees(ReferenceData data, SplittableRandom random) {
    this.rows = data.rows();
    this.targets = data.targets();
    this.random = random;
    this.members = random.ints(rows.length, 0, rows.length).toArray();
  }

  /** A forest that takes the mean of its trees; the same for the same seed. */
  static PlainForest grow(int trees, ReferenceData data, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PlainTree> grown =
        IntStream.range(0, trees)
            .mapToObj(tree -> new RandomTrees(data, random.split()).grow())
            .toList();
    return new PlainForest(grown, PlainForest.Total.MEAN, 0);
  }

  private PlainTree grow() {
    grow(0, members.length, 0);
    return new PlainTree(
        Arrays.copyOf(feature, nodes),
        Arrays.copyOf(threshold, nodes),
        Arrays.copyOf(left, nodes),
        Arrays.copyOf(right, nodes),
        new boolean[nodes],
        Arrays.copyOf(value, nodes));
  }

  private int grow(int from, int to, int depth) {
    int node = nodes++;
    feature[node] = PlainTree.LEAF;
    value[node] = mean(from, to);
    if (depth < DEPTH && chooseSplit(node, from, to)) {
      int middle = part(node, from, to);
      left[node] = grow(from, middle, depth + 1);
      right[node] = grow(middle, to, depth + 1);
    }
    return node;
  }

  private double mean(int from, int to) {
    return Arrays.stream(members, from, to).mapToDouble(row -> targets[row]).average().orElse(0);
  }

  private boolean chooseSplit(int node, int from, int to) {
    double best = 0;
    for (int i = 0; i < TRIES; i++) {
      int on = random.nextInt(ReferenceData.FEATURES);
      double at = middling(on, from, to);
      double gain = gain(on, at, from, to, value[node]);
      if (gain > best) {
        best = gain;
        feature[node] = on;
        threshold[node] = at;
      }
    }
    return best > 0;
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
  private int part(int node, int from, int to) {
    int middle = from;
    for (int i = from; i < to; i++) {
      int row = members[i];
      if (rows[row][feature[node]] < threshold[node]) {
        members[i] = members[middle];
        members[middle++] = row;
      }
    }
    return middle;
  }
}

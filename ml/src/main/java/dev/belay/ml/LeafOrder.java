/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** The leaves of a forest in the order that {@link LeafMasks} wants, and which splits act when. */
final class LeafOrder {
  /** Per tree where its leaves begin. */
  final int[] firstLeaves;

  final double[] leaves;

  /** Per feature and state the first and the last of the splits that act, one after the other. */
  final int[][] ranges;

  final char[] splitTrees;
  final long[] masks;

  private final Trees trees;
  private final Thresholds thresholds;

  /** Per feature the rank whose outcomes are the likely ones. */
  private final int[] pivots;

  /** Per test the next place for one of its splits. */
  private final int[] places;

  /** The same, for splits that act when the value is missing. */
  private final int[] missingPlaces;

  private int nextLeaf;

  LeafOrder(Trees trees, Thresholds thresholds) {
    this.trees = trees;
    this.thresholds = thresholds;
    int features = thresholds.features.length;
    this.firstLeaves = new int[trees.count()];
    this.leaves = new double[(trees.nodes() + trees.count()) / 2];
    this.pivots = new int[features];
    this.places = new int[thresholds.tests() + 2];
    this.missingPlaces = new int[thresholds.tests() + 2];
    this.ranges = new int[features][];
    int room = share();
    this.splitTrees = new char[room];
    this.masks = new long[room];
    for (int tree = 0; tree < trees.count(); tree++) {
      firstLeaves[tree] = nextLeaf;
      place(tree, trees.root(tree));
    }
  }

  /** Chooses the pivots, and gives every split its place. Returns the room they take. */
  private int share() {
    int[] counts = new int[places.length];
    double[] passing = new double[places.length];
    count(counts, passing);
    int next = 0;
    for (int i = 0; i < pivots.length; i++) {
      FeatureTests feature = thresholds.features[i];
      pivots[i] = pivot(feature, counts, passing);
      for (int test = 0; test < feature.count(); test++) {
        places[feature.first + test] = next;
        next += counts[feature.first + test];
      }
      int end = next;
      for (int test = 0; test < feature.count(); test++) {
        if (feature.missingPasses(test) == actsWhenPassed(i, test)) {
          missingPlaces[feature.first + test] = next;
          next += counts[feature.first + test];
        }
      }
      ranges[i] = ranges(feature, pivots[i], end, next);
    }
    return next;
  }

  /**
   * Per test how many splits make it, and how many of those would be passed if every leaf of a
   * split were as likely: a forest does not say how its rows are spread, but puts leaves where they
   * are.
   */
  private void count(int[] counts, double[] passing) {
    int[] leavesBefore = new int[trees.nodes() + 1];
    for (int node = 0; node < trees.nodes(); node++) {
      boolean leaf = trees.tests[node] == Trees.LEAF;
      leavesBefore[node + 1] = leavesBefore[node] + (leaf ? 1 : 0);
    }
    for (int tree = 0; tree < trees.count(); tree++) {
      count(tree, leavesBefore, counts, passing);
    }
  }

  /** From the end on, where the subtrees that have begun are known from their ends. */
  private void count(int tree, int[] leavesBefore, int[] counts, double[] passing) {
    int[] ends = new int[Long.SIZE + 1];
    int open = 0;
    for (int node = trees.end(tree) - 1; node >= trees.root(tree); node--) {
      if (trees.tests[node] == Trees.LEAF) {
        ends[open++] = node + 1;
      } else {
        open--;
        int end = ends[open - 1];
        double highLeaves = leavesBefore[end] - leavesBefore[trees.high(node)];
        int number = thresholds.number(trees.tests[node], trees.numbers[node]);
        counts[number]++;
        passing[number] += highLeaves / (leavesBefore[end] - leavesBefore[node]);
      }
    }
  }

  /** The rank for which the fewest splits are expected to act. */
  private static int pivot(FeatureTests feature, int[] counts, double[] passing) {
    int best = 0;
    double acting = 0;
    double least = 0;
    for (int test = 0; test < feature.count(); test++) {
      int number = feature.first + test;
      acting += counts[number] - 2 * passing[number];
      if (acting < least) {
        least = acting;
        best = test + 1;
      }
    }
    return best;
  }

  private boolean actsWhenPassed(int feature, int test) {
    return test >= pivots[feature];
  }

  private int[] ranges(FeatureTests feature, int pivot, int end, int missingEnd) {
    int[] ranges = new int[2 * (feature.missing() + 1)];
    int atPivot = begin(feature, pivot, end);
    for (int rank = 0; rank <= feature.count(); rank++) {
      int atRank = begin(feature, rank, end);
      ranges[2 * rank] = Math.min(atRank, atPivot);
      ranges[2 * rank + 1] = Math.max(atRank, atPivot);
    }
    ranges[2 * feature.missing()] = end;
    ranges[2 * feature.missing() + 1] = missingEnd;
    return ranges;
  }

  private int begin(FeatureTests feature, int test, int end) {
    return test < feature.count() ? places[feature.first + test] : end;
  }

  /** Numbers the leaves below a node, those of the likely side first. */
  private void place(int tree, int node) {
    int test = trees.tests[node];
    if (test == Trees.LEAF) {
      leaves[nextLeaf++] = trees.numbers[node];
      return;
    }
    int feature = thresholds.place(test);
    int ofFeature = thresholds.test(test, trees.numbers[node]);
    boolean lowFirst = actsWhenPassed(feature, ofFeature);
    int begin = nextLeaf - firstLeaves[tree];
    place(tree, lowFirst ? node + 1 : trees.high(node));
    int middle = nextLeaf - firstLeaves[tree];
    place(tree, lowFirst ? trees.high(node) : node + 1);
    enter(
        thresholds.features[feature].first + ofFeature, tree, ~bits(begin, middle), lowFirst, test);
  }

  /** From one leaf on to before another, which are never all 64. */
  private static long bits(int from, int to) {
    return (1L << to) - (1L << from);
  }

  private void enter(int number, int tree, long mask, boolean whenPassed, int test) {
    enter(places[number]++, tree, mask);
    if ((Trees.missing(test) == Side.HIGH) == whenPassed) {
      enter(missingPlaces[number]++, tree, mask);
    }
  }

  private void enter(int place, int tree, long mask) {
    splitTrees[place] = (char) tree;
    masks[place] = mask;
  }
}

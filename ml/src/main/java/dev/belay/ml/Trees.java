/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * Trees as flat arrays. The nodes of a tree follow each other in preorder: a split, its low side,
 * its high side. So the low child is always the next node, and only the high child has to be
 * remembered. Nobody writes to the arrays once they are here.
 */
final class Trees {
  static final int LEAF = -1;

  /** Per node {@link #LEAF}, or twice the feature plus one if a missing value goes high. */
  final int[] tests;

  /** Per node the threshold of a split or the value of a leaf. */
  final double[] numbers;

  /** Per split the index of its high child, larger than its own. */
  private final int[] highs;

  /** Per tree the index of its first node. */
  private final int[] roots;

  private final int features;

  Trees(int[] tests, double[] numbers, int[] highs, int[] roots) {
    this.tests = tests;
    this.numbers = numbers;
    this.highs = highs;
    this.roots = roots;
    int most = -1;
    for (int test : tests) {
      most = Math.max(most, test == LEAF ? -1 : feature(test));
    }
    this.features = most + 1;
  }

  static int test(int feature, Side missing) {
    return feature << 1 | (missing == Side.HIGH ? 1 : 0);
  }

  static int feature(int test) {
    return test >>> 1;
  }

  static Side missing(int test) {
    return (test & 1) == 1 ? Side.HIGH : Side.LOW;
  }

  int count() {
    return roots.length;
  }

  int nodes() {
    return tests.length;
  }

  /** {@return the value of the leaf the row ends in} */
  double leaf(int tree, double[] row) {
    int node = roots[tree];
    int test = tests[node];
    while (test != LEAF) {
      double value = row[feature(test)];
      boolean high = value >= numbers[node] || (Double.isNaN(value) && missing(test) == Side.HIGH);
      node = high ? highs[node] : node + 1;
      test = tests[node];
    }
    return numbers[node];
  }

  /** {@return one more than the highest feature of a split} */
  int features() {
    return features;
  }

  /** {@return the index of a tree's first node} */
  int root(int tree) {
    return roots[tree];
  }

  /** {@return the index after a tree's last node} */
  int end(int tree) {
    return tree + 1 < roots.length ? roots[tree + 1] : tests.length;
  }

  /** {@return the index of a split's high child} */
  int high(int split) {
    return highs[split];
  }
}

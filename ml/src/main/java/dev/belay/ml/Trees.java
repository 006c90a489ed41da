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

  Trees(int[] tests, double[] numbers, int[] highs, int[] roots) {
    this.tests = tests;
    this.numbers = numbers;
    this.highs = highs;
    this.roots = roots;
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

  double score(Aggregation aggregation, double[] row) {
    double[] leaf = new double[1];
    double accumulator = aggregation.start();
    for (int tree = 0; tree < roots.length; tree++) {
      leaf[0] = leaf(tree, row);
      accumulator = aggregation.add(accumulator, leaf, tree, 1);
    }
    return aggregation.finish(accumulator);
  }
}

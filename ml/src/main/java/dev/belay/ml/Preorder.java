/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.Arrays;

/**
 * Trees while they arrive, node by node: a split, then all of its low side, then all of its high
 * side. Needs no recursion, so a tree may be as deep as it likes.
 */
final class Preorder {
  /** A quarter of a gigabyte in memory: no forest that answers in time is near it. */
  static final int MOST_NODES = 1 << 24;

  private static final int NONE = -1;

  private final int most;
  private int[] tests = new int[64];
  private double[] numbers = new double[64];

  /** High child of a finished split; while the low side is open, the next split up that waits. */
  private int[] highs = new int[64];

  private int[] roots = new int[16];
  private int nodes;
  private int trees;
  private int waiting = NONE;
  private boolean complete = true;

  Preorder(int most) {
    this.most = most;
  }

  void split(int test, double threshold) {
    append(test, threshold);
    highs[nodes - 1] = waiting;
    waiting = nodes - 1;
  }

  void leaf(double value) {
    append(Trees.LEAF, value);
    if (waiting == NONE) {
      complete = true;
      return;
    }
    int split = waiting;
    waiting = highs[split];
    highs[split] = nodes;
  }

  private void append(int test, double number) {
    if (nodes == most) {
      throw new IllegalArgumentException("a forest has at most " + most + " nodes");
    }
    if (complete) {
      begin();
    }
    if (nodes == tests.length) {
      grow();
    }
    tests[nodes] = test;
    numbers[nodes] = number;
    nodes++;
  }

  private void begin() {
    if (trees == roots.length) {
      roots = Arrays.copyOf(roots, 2 * trees);
    }
    roots[trees++] = nodes;
    complete = false;
  }

  private void grow() {
    int longer = 2 * nodes;
    tests = Arrays.copyOf(tests, longer);
    numbers = Arrays.copyOf(numbers, longer);
    highs = Arrays.copyOf(highs, longer);
  }

  int trees() {
    return trees;
  }

  /** {@return the index of the tree the next node belongs to} */
  int tree() {
    return complete ? trees : trees - 1;
  }

  /**
   * {@return the trees so far, in arrays of their own}
   *
   * @throws IllegalStateException if there is none, or the last one lacks nodes
   */
  Trees finish() {
    if (trees == 0) {
      throw new IllegalStateException("a forest needs at least one tree");
    }
    if (!complete) {
      throw new IllegalStateException(
          "tree " + (trees - 1) + " is not complete: nodes are missing");
    }
    return new Trees(
        Arrays.copyOf(tests, nodes),
        Arrays.copyOf(numbers, nodes),
        Arrays.copyOf(highs, nodes),
        Arrays.copyOf(roots, trees));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/**
 * The way through a tree of a file: a split, then all of its low side, then all of its high side,
 * as {@link Preorder} takes them. It comes to no node twice, so it ends. Needs no recursion.
 *
 * <p>Places are from 0 on, and the reader sees to it that they exist.
 */
final class TreeWalk {
  private final String tree;
  private final IntToLongFunction names;
  private final BitSet seen = new BitSet();
  private int[] ahead = new int[16];
  private int waiting;

  /**
   * Begins at a root.
   *
   * @param tree which one it is, for messages
   * @param root its place
   * @param names what the file calls the node in a place, for messages
   */
  TreeWalk(String tree, int root, IntToLongFunction names) {
    this.tree = tree;
    this.names = names;
    go(root);
  }

  boolean goesOn() {
    return waiting > 0;
  }

  int next() {
    return ahead[--waiting];
  }

  /** Says where the sides of the last node are. */
  void go(int low, int high) {
    go(high);
    go(low);
  }

  private void go(int place) {
    if (seen.get(place)) {
      throw refused("comes to node " + names.applyAsLong(place) + " twice");
    }
    seen.set(place);
    if (waiting == ahead.length) {
      ahead = Arrays.copyOf(ahead, 2 * waiting);
    }
    ahead[waiting++] = place;
  }

  /** Refuses what the walk has not come to. */
  void requireAll(int nodes) {
    if (seen.cardinality() < nodes) {
      throw refused("has nodes that no row can reach");
    }
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(String.format(Locale.ROOT, "tree %s %s", tree, reason));
  }
}

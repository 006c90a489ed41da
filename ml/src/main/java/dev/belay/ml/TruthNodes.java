/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * Nodes of four bytes: in the upper half the test, in the lower half how far it is to the low
 * child. A walk looks the test up in the row's {@link TruthTable} and goes that far, and one
 * further if it is passed. A leaf is 0: a test that nothing passes, and no way to go.
 */
final class TruthNodes extends LaneWalk {
  /** A low child is less far away than its tree has leaves. */
  private static final int MOST_LEAVES = 1 << 16;

  private final int[] nodes;
  private final TruthTable truth;

  TruthNodes(BreadthFirst order, Thresholds thresholds, Aggregation aggregation, Shapes shapes) {
    super(order, aggregation, shapes);
    truth = new TruthTable(thresholds);
    nodes = new int[order.trees.nodes()];
    for (int place = 0; place < nodes.length; place++) {
      if (!order.isLeaf(place)) {
        int number = thresholds.number(order.test(place), order.number(place));
        nodes[place] = number << 16 | (order.low(place) - place);
      }
    }
  }

  static boolean fits(Thresholds thresholds, Shapes shapes) {
    return thresholds.tests() <= TruthTable.MOST_TESTS && shapes.mostLeaves() <= MOST_LEAVES;
  }

  /** {@return what a walk costs, in steps of one lane} */
  static double steps(Thresholds thresholds, Shapes shapes) {
    return LaneWalk.steps(shapes) + TruthTable.TEST * thresholds.tests();
  }

  @Override
  Scratch scratch() {
    return new Scratch(truth.length(), truth.features());
  }

  @Override
  void prepare(double[] row, Scratch scratch) {
    truth.fill(row, scratch.truth, scratch.states);
  }

  @Override
  void step(Scratch scratch, int lanes) {
    int[] at = scratch.at;
    byte[] passed = scratch.truth;
    for (int i = 0; i < lanes; i++) {
      int place = at[i];
      int node = nodes[place];
      at[i] = place + (node & 0xFFFF) + passed[node >>> 16];
    }
  }

  @Override
  int stepActive(Scratch scratch, int active) {
    int[] at = scratch.at;
    int[] lanes = scratch.active;
    byte[] passed = scratch.truth;
    int still = 0;
    for (int i = 0; i < active; i++) {
      int lane = lanes[i];
      int place = at[lane];
      int node = nodes[place];
      at[lane] = place + (node & 0xFFFF) + passed[node >>> 16];
      lanes[still] = lane;
      still += (node | -node) >>> 31;
    }
    return still;
  }
}

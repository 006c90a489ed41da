/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.internal.ScratchPool;
import java.util.BitSet;

/**
 * The trees as they are, walked one by one: for forests so small that preparing a row costs more
 * than it saves, and for what no other layout has room for.
 */
final class PlainTrees implements Layout {
  private final Trees trees;
  private final Aggregation aggregation;
  private final BitSet zeroIsMissing;
  private final ScratchPool<Scratch> pool;

  private static final class Scratch {
    final double[] leaf = new double[1];

    /** The row without the zeros that are missing, if there can be any. */
    final double[] row;

    Scratch(int features) {
      row = new double[features];
    }
  }

  PlainTrees(Trees trees, Aggregation aggregation, BitSet zeroIsMissing) {
    this.trees = trees;
    this.aggregation = aggregation;
    this.zeroIsMissing = zeroIsMissing;
    int copied = zeroIsMissing.isEmpty() ? 0 : trees.features();
    this.pool = new ScratchPool<>(() -> new Scratch(copied));
  }

  @Override
  public double score(double[] row) {
    Scratch scratch = pool.borrow();
    try {
      return sum(zeroIsMissing.isEmpty() ? row : withoutZeros(row, scratch.row), scratch.leaf);
    } finally {
      pool.giveBack(scratch);
    }
  }

  private double sum(double[] row, double[] leaf) {
    double accumulator = aggregation.start();
    for (int tree = 0; tree < trees.count(); tree++) {
      leaf[0] = trees.leaf(tree, row);
      accumulator = aggregation.add(accumulator, leaf, 0, tree, 1);
    }
    return aggregation.finish(accumulator);
  }

  private double[] withoutZeros(double[] row, double[] copy) {
    System.arraycopy(row, 0, copy, 0, copy.length);
    for (int i = zeroIsMissing.nextSetBit(0);
        i >= 0 && i < copy.length;
        i = zeroIsMissing.nextSetBit(i + 1)) {
      if (Math.abs(copy[i]) <= CompiledForest.ZERO) {
        copy[i] = Double.NaN;
      }
    }
    return copy;
  }
}

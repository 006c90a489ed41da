/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.BitSet;

/**
 * Chooses the layout that scores a forest fastest, by what a score would cost. The unit is a step
 * of one tree one level down in {@link TruthNodes}, about a nanosecond; the factors were measured
 * (ForestBenchmark), and are exact enough where layouts differ by more than a tenth.
 */
final class Layouts {
  /** What it costs to find the state of one feature. */
  private static final double FEATURE = 8;

  /** What a step costs that nothing else is done beside. */
  private static final double PLAIN_STEP = 4;

  private Layouts() {}

  static Layout of(Trees trees, Aggregation aggregation, BitSet zeroIsMissing) {
    Shapes shapes = new Shapes(trees);
    Thresholds thresholds = new Thresholds(trees, zeroIsMissing);
    double truth = cost(TruthNodes.fits(thresholds, shapes), TruthNodes.steps(thresholds, shapes));
    double ranks = cost(RankNodes.fits(thresholds), RankNodes.steps(shapes));
    double perfect =
        cost(PerfectTrees.fits(thresholds, shapes), PerfectTrees.steps(thresholds, shapes));
    double masks = cost(LeafMasks.fits(shapes), LeafMasks.steps(trees));
    double least = Math.min(Math.min(truth, ranks), Math.min(perfect, masks));
    if (PLAIN_STEP * shapes.meanDepths() <= least + FEATURE * thresholds.features.length) {
      return new PlainTrees(trees, aggregation, zeroIsMissing);
    }
    if (least == masks) {
      return new LeafMasks(trees, thresholds, aggregation);
    }
    if (least == perfect) {
      return new PerfectTrees(trees, thresholds, aggregation, shapes);
    }
    return least == truth
        ? new TruthNodes(new BreadthFirst(trees), thresholds, aggregation, shapes)
        : new RankNodes(new BreadthFirst(trees), thresholds, aggregation, shapes);
  }

  private static double cost(boolean fits, double steps) {
    return fits ? steps : Double.POSITIVE_INFINITY;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The largest forest each layout has room for is scored right, and a larger one is not taken. */
class LayoutLimitsTest {
  private static final int FEATURES = 10;

  /** What a layout is made of. */
  private record Parts(Trees trees, Aggregation sum, Thresholds thresholds, Shapes shapes) {
    static Parts of(CompiledForest.Builder builder) {
      CompiledForest forest = builder.averaging(0);
      Trees trees = forest.flat();
      return new Parts(
          trees, forest.aggregation(), new Thresholds(trees, new BitSet()), new Shapes(trees));
    }

    boolean fitsTruthNodes() {
      return TruthNodes.fits(thresholds, shapes);
    }

    boolean fitsRankNodes() {
      return RankNodes.fits(thresholds);
    }

    boolean fitsPerfectTrees() {
      return PerfectTrees.fits(thresholds, shapes);
    }

    boolean fitsLeafMasks() {
      return LeafMasks.fits(shapes);
    }
  }

  @Test
  void truthNodes_asManyLeavesAsTwoBytesAreFar_areTheMost() {
    SampleTree full = SampleTree.full(new SplittableRandom(2), FEATURES, 16, 9);
    Parts most = Parts.of(of(full));
    assertThat(most.shapes.mostLeaves()).isEqualTo(65_536);
    assertFits(most, Parts::fitsTruthNodes, truthNodes(most));
    SampleTree larger = new SampleTree.Split(0, 0, Side.LOW, full, new SampleTree.Leaf(1));
    assertThat(Parts.of(of(larger)).fitsTruthNodes()).isFalse();
  }

  @Test
  void truthNodes_asManyTestsAsTwoBytesTellApart_areTheMost() {
    Parts most = Parts.of(differentTests(65_535));
    assertThat(most.thresholds.tests()).isEqualTo(65_535);
    assertFits(most, Parts::fitsTruthNodes, truthNodes(most));
    assertThat(Parts.of(differentTests(65_536)).fitsTruthNodes()).isFalse();
  }

  @Test
  void perfectTrees_asManyTestsAsTwoBytesTellApart_areTheMost() {
    Parts most = Parts.of(differentTests(65_535));
    assertFits(most, Parts::fitsPerfectTrees, perfectTrees(most));
    assertThat(Parts.of(differentTests(65_536)).fitsPerfectTrees()).isFalse();
  }

  @Test
  void perfectTrees_tenLevelsOfAMillionNodes_areTheMost() {
    Parts most = Parts.of(chains(1_024, 10));
    assertFits(most, Parts::fitsPerfectTrees, perfectTrees(most));
    assertThat(Parts.of(chains(1_025, 10)).fitsPerfectTrees()).isFalse();
    assertThat(Parts.of(chains(1, 11)).fitsPerfectTrees()).isFalse();
  }

  @Test
  void leafMasks_asManyLeavesAsALongHasBits_areTheMost() {
    Parts most = Parts.of(chains(70, 63));
    assertThat(most.shapes.mostLeaves()).isEqualTo(64);
    assertFits(most, Parts::fitsLeafMasks, leafMasks(most));
    assertThat(Parts.of(chains(70, 64)).fitsLeafMasks()).isFalse();
  }

  @Test
  void leafMasks_asManyTreesAsTwoBytesTellApart_areTheMost() {
    Parts most = Parts.of(chains(65_536, 1));
    assertFits(most, Parts::fitsLeafMasks, leafMasks(most));
    assertThat(Parts.of(chains(65_537, 1)).fitsLeafMasks()).isFalse();
  }

  @Test
  void rankNodes_asManyFeaturesAsTwoBytesTellSlotsApart_areTheMost() {
    Parts most = Parts.of(usingAll(32_768));
    assertThat(most.thresholds.features).hasSize(32_768);
    assertFits(most, Parts::fitsRankNodes, rankNodes(most));
    assertThat(Parts.of(usingAll(32_769)).fitsRankNodes()).isFalse();
  }

  @Test
  void rankNodes_lastNodeOfTheLargestForest_isAPlace() {
    int last = Preorder.MOST_NODES - 1;
    long leaf = RankNodes.node(RankNodes.ALL, 0, last);
    assertThat(RankNodes.next(leaf, new int[] {RankNodes.ALL}, 0)).isEqualTo(last);
  }

  @Test
  void rankNodes_lastTestOfTheLargestForest_isPassedFromItsRankOn() {
    int tests = (Preorder.MOST_NODES - 1) / 2;
    long split = RankNodes.node(tests - 1, 1, 5);
    assertThat(RankNodes.next(split, new int[] {0, tests - 1}, 0)).isEqualTo(5);
    assertThat(RankNodes.next(split, new int[] {0, tests}, 0)).isEqualTo(6);
    assertThat(RankNodes.next(split, new int[] {0, RankNodes.ALL}, 0)).isEqualTo(6);
  }

  private static Layout truthNodes(Parts parts) {
    return new TruthNodes(new BreadthFirst(parts.trees), parts.thresholds, parts.sum, parts.shapes);
  }

  private static Layout rankNodes(Parts parts) {
    return new RankNodes(new BreadthFirst(parts.trees), parts.thresholds, parts.sum, parts.shapes);
  }

  private static Layout perfectTrees(Parts parts) {
    return new PerfectTrees(parts.trees, parts.thresholds, parts.sum, parts.shapes);
  }

  private static Layout leafMasks(Parts parts) {
    return new LeafMasks(parts.trees, parts.thresholds, parts.sum);
  }

  private static void assertFits(Parts parts, Predicate<Parts> fits, Layout layout) {
    assertThat(parts).matches(fits, "fits");
    Layout plain = new PlainTrees(parts.trees, parts.sum, new BitSet());
    SplittableRandom random = new SplittableRandom(1);
    double[] row = new double[Math.max(FEATURES, parts.trees.features())];
    for (int i = 0; i < 50; i++) {
      double largest = i % 2 == 0 ? 1 : 1e300;
      IntStream.range(0, row.length).forEach(f -> row[f] = random.nextDouble(-largest, largest));
      row[random.nextInt(row.length)] = Double.NaN;
      assertThat(layout.score(row)).isEqualTo(plain.score(row));
    }
  }

  private static CompiledForest.Builder of(SampleTree tree) {
    CompiledForest.Builder builder = builder(FEATURES);
    tree.addTo(builder);
    return builder;
  }

  /** Trees of one split, no two of which are the same. */
  private static CompiledForest.Builder differentTests(int count) {
    CompiledForest.Builder builder = builder(FEATURES);
    for (int i = 0; i < count; i++) {
      double threshold = 2.0 * i / count - 1;
      builder.split(i % FEATURES, threshold, i % 3 == 0 ? Side.LOW : Side.HIGH).leaf(-i).leaf(i);
    }
    return builder;
  }

  private static CompiledForest.Builder chains(int trees, int depth) {
    CompiledForest.Builder builder = builder(FEATURES);
    SplittableRandom random = new SplittableRandom(3);
    for (int tree = 0; tree < trees; tree++) {
      for (int i = 0; i < depth; i++) {
        double threshold = random.nextInt(-9, 10) / 10.0;
        builder.split((tree + i) % FEATURES, threshold, Side.LOW).leaf(random.nextDouble());
      }
      builder.leaf(random.nextDouble());
    }
    return builder;
  }

  private static CompiledForest.Builder usingAll(int features) {
    CompiledForest.Builder builder = builder(features);
    for (int i = 0; i < features; i++) {
      builder.split(i, i % 7 / 7.0, i % 2 == 0 ? Side.LOW : Side.HIGH).leaf(-i).leaf(i);
    }
    return builder;
  }

  private static CompiledForest.Builder builder(int features) {
    return CompiledForest.builder(
        "v", IntStream.range(0, features).mapToObj(i -> "f" + i).toList());
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which layout is chosen for which shape, and what is special about each. */
class LayoutsTest {
  private static final int FEATURES = 10;

  @Test
  void layout_fewTrees_areWalkedAsTheyAre() {
    assertChosen(full(1, 3, 50), PlainTrees.class);
  }

  @Test
  void layout_deepFullTrees_areNodesOfFourBytes() {
    assertChosen(full(100, 12, 50), TruthNodes.class);
  }

  @Test
  void layout_moreTestsThanTwoBytesTellApart_areNodesOfEightBytes() {
    CompiledForest forest = full(40, 12, 1_000_000);
    assertThat(new Thresholds(forest.flat(), forest.zeroIsMissing()).tests()).isGreaterThan(65_535);
    assertChosen(forest, RankNodes.class);
  }

  @Test
  void layout_boostedTreesOfOneDepth_areFilledUp() {
    assertChosen(full(300, 6, 50), PerfectTrees.class);
  }

  @Test
  void layout_boostedTreesGrownByLeaf_areMasks() {
    assertChosen(uneven(300, 31), LeafMasks.class);
  }

  @Test
  void layout_aDeepChainAmongShallowTrees_doesNotPayForItsDepthEverywhere() {
    CompiledForest.Builder builder = builder(FEATURES);
    SplittableRandom random = new SplittableRandom(3);
    for (int tree = 0; tree < 64; tree++) {
      SampleTree.full(random, FEATURES, tree == 40 ? 1 : 7, 200).addTo(builder);
    }
    chain(builder, 500);
    for (int tree = 65; tree < 128; tree++) {
      SampleTree.full(random, FEATURES, 7, 200).addTo(builder);
    }
    CompiledForest forest = builder.averaging(0);
    double all = 128 * 7;
    assertThat(LaneWalk.steps(new Shapes(forest.flat()))).isBetween(all, 2.5 * all);
    assertScores(forest);
  }

  @Test
  void layout_treesWithOneDeepBranch_areNotWalkedToItsEndByAll() {
    CompiledForest.Builder builder = builder(FEATURES);
    for (int tree = 0; tree < 100; tree++) {
      chain(builder, 5_000);
    }
    Shapes shapes = new Shapes(builder.averaging(0).flat());
    assertThat(LaneWalk.levels(shapes, 0, 64)).isLessThanOrEqualTo(16);
  }

  @Test
  void score_thousandFeaturesMostOfThemUnused_isTheWalk() {
    assertChosen(full(builder(1_000), 400, 8, 50), RankNodes.class);
  }

  @Test
  void score_treesOfDepth64_isTheWalk() {
    CompiledForest.Builder builder = builder(FEATURES);
    for (int tree = 0; tree < 100; tree++) {
      chain(builder, 64 + tree % 3);
    }
    assertScores(builder.averaging(1));
  }

  @Test
  void score_onlyLeaves_isTheirMean() {
    CompiledForest.Builder builder = builder(2);
    for (int tree = 0; tree < 200; tree++) {
      builder.leaf(tree % 2);
    }
    assertThat(builder.averaging(0).score(new double[2])).isBetween(0.499, 0.501);
  }

  @Test
  void scoreAll_moreRowsThanGoTogether_areTheScoresOfEach() {
    CompiledForest forest = full(40, 12, 1_000_000);
    double[][] rows = rows(300);
    double[] scores = new double[rows.length];
    forest.scoreAll(rows, scores);
    for (int i = 0; i < rows.length; i++) {
      assertThat(scores[i]).isEqualTo(forest.score(rows[i]));
    }
    forest.scoreAll(new double[0][], new double[0]);
  }

  @Test
  void scoreAll_wrongLengths_areRefusedBeforeAnyScore() {
    CompiledForest forest = full(1, 2, 5);
    double[] scores = {7, 7};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forest.scoreAll(new double[][] {new double[FEATURES], {1}}, scores))
        .withMessage("forest 'v' takes rows of 10 values, not 1");
    assertThat(scores).containsExactly(7, 7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forest.scoreAll(rows(2), new double[1]))
        .withMessage("2 rows, but 1 scores");
  }

  @Test
  void score_manyThreadsAtOnce_isTheSameAsAlone() throws Exception {
    int threads = 8;
    List<CompiledForest> forests =
        List.of(full(100, 8, 50), full(300, 6, 50), uneven(300, 31), full(40, 12, 1_000_000));
    double[][] rows = rows(500);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (CompiledForest forest : forests) {
        double[] alone = Arrays.stream(rows).mapToDouble(forest::score).toArray();
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<double[]> together =
            () -> {
              start.await();
              return Arrays.stream(rows).mapToDouble(forest::score).toArray();
            };
        for (Future<double[]> scores : pool.invokeAll(Collections.nCopies(threads, together))) {
          assertThat(scores.get()).isEqualTo(alone);
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void assertChosen(CompiledForest forest, Class<? extends Layout> layout) {
    assertThat(forest.layout()).isExactlyInstanceOf(layout);
    assertScores(forest);
  }

  /** Against the plain walk, which the properties hold against recursion. */
  private static void assertScores(CompiledForest forest) {
    Layout plain = new PlainTrees(forest.flat(), forest.aggregation(), forest.zeroIsMissing());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double[] row = SampleTree.row(random, forest.featureNames().size());
      assertThat(forest.score(row)).isEqualTo(plain.score(row));
    }
    for (double[] row : rows(forest.featureNames().size(), 200)) {
      assertThat(forest.score(row)).isEqualTo(plain.score(row));
    }
  }

  private static double[][] rows(int count) {
    return rows(FEATURES, count);
  }

  private static double[][] rows(int features, int count) {
    SplittableRandom random = new SplittableRandom(2);
    return IntStream.range(0, count)
        .mapToObj(i -> random.doubles(features, -1, 1).toArray())
        .toArray(double[][]::new);
  }

  private static CompiledForest full(int trees, int depth, int levels) {
    return full(builder(FEATURES), trees, depth, levels);
  }

  private static CompiledForest full(
      CompiledForest.Builder builder, int trees, int depth, int levels) {
    SplittableRandom random = new SplittableRandom(7);
    for (int tree = 0; tree < trees; tree++) {
      SampleTree.full(random, builder.features(), depth, levels).addTo(builder);
    }
    return builder.averaging(0);
  }

  private static void chain(CompiledForest.Builder builder, int depth) {
    for (int i = 0; i < depth; i++) {
      builder.split(i % FEATURES, 2.0 * i / depth - 1, Side.LOW).leaf(i);
    }
    builder.leaf(depth);
  }

  private static CompiledForest uneven(int trees, int leaves) {
    CompiledForest.Builder builder = builder(FEATURES);
    SplittableRandom random = new SplittableRandom(5);
    for (int tree = 0; tree < trees; tree++) {
      Deque<Integer> open = new ArrayDeque<>(List.of(leaves));
      while (!open.isEmpty()) {
        int count = open.pop();
        if (count == 1) {
          builder.leaf(random.nextDouble());
        } else {
          builder.split(random.nextInt(FEATURES), random.nextInt(-9, 9) / 10.0, Side.HIGH);
          int low = 1 + random.nextInt(Math.min(3, count - 1));
          open.push(count - low);
          open.push(low);
        }
      }
    }
    return builder.averaging(0);
  }

  private static CompiledForest.Builder builder(int features) {
    return CompiledForest.builder(
        "v", IntStream.range(0, features).mapToObj(i -> "f" + i).toList());
  }
}

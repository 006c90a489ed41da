/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceData.Grain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedGuardTest {
  private static final ReferenceData DATA = ReferenceData.test(Grain.QUANTISED);
  private static final PlainForest FOREST = RandomTrees.grow(3, DATA, 1);

  private final FakeMeter meter = new FakeMeter();
  private final SpeedGuard guard = new SpeedGuard(new Turns(meter, 1, 3));

  private Measured measure(long naive, long compiled, long path, long bytes) {
    return guard.measure(
        List.of(
            meter.using("naive", naive, 0),
            meter.using("compiled", compiled, 0),
            meter.using("path", path, 0)),
        List.of(meter.using("frugal", 1, 0), meter.using("other", 1, bytes)));
  }

  @ParameterizedTest
  @CsvSource({
    "12000, 3000, 180, 0, ''",
    "12000, 3001, 180, 0, the compiled forest takes 3001",
    "12000, 3000, 181, 0, the path without its forest takes 181",
    "12000, 3000, 180, 24, other allocates: 240 bytes"
  })
  void measure_ofWhatIsTooSlowOrAllocates_fails(
      long naive, long compiled, long path, long bytes, String failure) {
    List<String> failures = measure(naive, compiled, path, bytes).failures();
    assertThat(failures).hasSize(failure.isEmpty() ? 0 : 1);
    assertThat(String.join("", failures)).startsWith(failure);
  }

  @Test
  void measure_keepsEachFigureApart() {
    assertThat(measure(12_000, 2_000, 60, 8))
        .isEqualTo(new Measured(12_000, 2_000, 60, 6, 0.005, Map.of("frugal", 0L, "other", 80L)));
  }

  @Test
  void hotCalls_ofRealForests_agreeAndAnswer() {
    HotCalls calls = new HotCalls(FOREST, DATA.rows());
    assertThat(calls.disagreement()).isEqualTo(-1);
    calls.naive().run();
    calls.compiled().run();
    calls.path().run();
    assertThat(calls.hot()).extracting(Subject::name).hasSize(4).doesNotHaveDuplicates();
    calls.hot().forEach(Subject::run);
  }

  @Test
  void hotCalls_whereTheModelAnswers_leaveNothingUnanswered() {
    HotCalls calls = new HotCalls(FOREST, DATA.rows());
    calls.disagreement();
    calls.path().run();
    calls.hot().forEach(Subject::run);
    assertThat(calls.unanswered()).isZero();
  }

  @Test
  void hotCalls_whereTheRuleAnswers_areCounted() {
    double[][] rows = {new double[ReferenceData.FEATURES]};
    Arrays.fill(rows[0], 1e9);
    HotCalls calls = new HotCalls(implausible(), rows);
    calls.hot().get(0).run();
    assertThat(calls.unanswered()).isOne();
  }

  /** A forest whose answer no predictor takes. */
  private static PlainForest implausible() {
    PlainTree leaf =
        new PlainTree(
            new int[] {PlainTree.LEAF},
            new double[1],
            new int[1],
            new int[1],
            new boolean[1],
            new double[] {1e9});
    return new PlainForest(List.of(leaf), PlainForest.Total.MEAN, 0);
  }

  @Test
  void hotCalls_estimate_isTheForestsAnswer() {
    HotCalls calls = new HotCalls(FOREST, DATA.rows());
    Subject estimate = calls.hot().get(0);
    for (int i = 0; i < 100; i++) {
      assertThat(estimate.call().applyAsDouble(i)).isEqualTo(calls.naive().call().applyAsDouble(i));
    }
  }

  @Test
  void grow_withTheSameSeed_isTheSameForest() {
    assertThat(RandomTrees.grow(3, DATA, 1).trees())
        .usingRecursiveComparison()
        .isEqualTo(FOREST.trees());
    assertThat(RandomTrees.grow(3, DATA, 2).trees().get(0).threshold())
        .isNotEqualTo(FOREST.trees().get(0).threshold());
  }

  @Test
  void grow_givesDeepTreesWithLeavesOfFiveRows() {
    for (PlainTree tree : FOREST.trees()) {
      assertThat(depth(tree, 0)).isBetween(9, RandomTrees.DEPTH);
      assertThat((tree.nodes() + 1) / 2)
          .isBetween(100, DATA.rows().length / RandomTrees.LEAST_LEAF);
    }
  }

  private static int depth(PlainTree tree, int node) {
    if (tree.feature()[node] == PlainTree.LEAF) {
      return 0;
    }
    return 1 + Math.max(depth(tree, tree.left()[node]), depth(tree, tree.right()[node]));
  }
}

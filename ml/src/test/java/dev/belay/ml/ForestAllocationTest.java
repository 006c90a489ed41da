/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForestAllocationTest {
  private static final int CALLS = 50_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  enum Shape {
    FEW(2, 2, 40, PlainTrees.class),
    DEEP(60, 11, 40, TruthNodes.class),
    FINE(60, 11, 1_000_000, RankNodes.class),
    FULL(60, 6, 40, PerfectTrees.class),
    SMALL(60, 2, 40, LeafMasks.class);

    private final int trees;
    private final int depth;
    private final int levels;
    private final Class<? extends Layout> layout;

    Shape(int trees, int depth, int levels, Class<? extends Layout> layout) {
      this.trees = trees;
      this.depth = depth;
      this.levels = levels;
      this.layout = layout;
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void score_manyCalls_allocatesNothing(Shape shape) {
    CompiledForest forest = forest(shape);
    assertThat(forest.layout()).isExactlyInstanceOf(shape.layout);
    double[] row = {1, Double.NaN, 0.25};
    assertAllocatesNothing(
        CALLS,
        call -> {
          row[0] = call % 7 - 3;
          return forest.score(row);
        });
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void scoreAll_manyBatches_allocatesNothing(Shape shape) {
    CompiledForest forest = forest(shape);
    double[][] rows = new double[200][];
    SplittableRandom random = new SplittableRandom(3);
    Arrays.setAll(rows, i -> SampleTree.row(random, 3));
    double[] scores = new double[rows.length];
    assertAllocatesNothing(
        CALLS / rows.length,
        call -> {
          forest.scoreAll(rows, scores);
          return scores[call % scores.length];
        });
  }

  @Test
  void score_firstCallOfAThread_copiesNoRowWhereNoZeroIsMissing() throws Exception {
    int features = 50_000;
    CompiledForest forest =
        CompiledForest.builder("v", IntStream.range(0, features).mapToObj(i -> "f" + i).toList())
            .split(features - 1, 0, Side.LOW)
            .leaf(1)
            .leaf(2)
            .averaging(0);
    assertThat(forest.layout()).isExactlyInstanceOf(PlainTrees.class);
    double[] row = new double[features];
    forest.score(row);
    FutureTask<Long> first =
        new FutureTask<>(
            () -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              forest.score(row);
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    new Thread(first).start();
    assertThat(first.get()).isLessThan((long) features * Double.BYTES);
  }

  private static void assertAllocatesNothing(int calls, IntToDoubleFunction call) {
    double sum = 0;
    long least = Long.MAX_VALUE;
    // The least of several rounds: the first ones still pay for the compiler and the bean.
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        sum += call.applyAsDouble(i);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(sum).isNotNaN();
    // The bean itself may cost a few bytes; one object per call would cost 16 each.
    assertThat(least).isLessThan(4L * calls);
  }

  private static CompiledForest forest(Shape shape) {
    SplittableRandom random = new SplittableRandom(5);
    CompiledForest.Builder builder = CompiledForest.builder("v", List.of("a", "b", "c"));
    for (int i = 0; i < shape.trees; i++) {
      SampleTree.full(random, 3, shape.depth, shape.levels).addTo(builder);
    }
    return builder.averaging(1);
  }
}

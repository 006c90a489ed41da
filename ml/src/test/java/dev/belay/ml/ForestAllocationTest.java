/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForestAllocationTest {
  private static final int CALLS = 50_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  enum Kind {
    AVERAGE,
    SUM,
    PROBABILITY
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void score_manyCalls_allocatesNothing(Kind kind) {
    CompiledForest forest = forest(kind);
    double[] row = {1, Double.NaN, 0.25};
    double sum = 0;
    long least = Long.MAX_VALUE;
    // The least of several rounds: the first ones still pay for the compiler and the bean.
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        row[0] = i % 7 - 3;
        sum += forest.score(row);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(sum).isNotNaN();
    // The bean itself may cost a few bytes; one object per call would cost 16 each.
    assertThat(least).isLessThan(CALLS / 10);
  }

  private static CompiledForest forest(Kind kind) {
    SplittableRandom random = new SplittableRandom(5);
    CompiledForest.Builder builder = CompiledForest.builder("v", List.of("a", "b", "c"));
    for (int i = 0; i < 10; i++) {
      SampleTree.random(random, 3, 6).addTo(builder);
    }
    return switch (kind) {
      case AVERAGE -> builder.averaging(1);
      case SUM -> builder.summing(1, Link.IDENTITY);
      case PROBABILITY -> builder.summing(1, Link.LOGISTIC);
    };
  }
}

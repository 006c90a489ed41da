/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Faults.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * 200 callers on a model that hangs, in real time. Outside the gate, since it measures a machine:
 * {@code mvn -pl core -am test -Dtest=HungModelSmoke -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class HungModelSmoke {
  private static final int CALLERS = 200;
  private static final int LIMIT = 8;

  private final FeatureSet<Query> features = Faults.features().build();
  private final CountDownLatch never = new CountDownLatch(1);

  private double hang(double[] row) {
    try {
      never.await();
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
    return row[0];
  }

  @Test
  void everyCallerIsAnsweredSoonAndFewThreadsAreLost() throws Exception {
    ExecutorService elsewhere = Executors.newCachedThreadPool();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    Model model = Model.blocking(Model.of("hung", features, this::hang), elsewhere, LIMIT);
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .model(model, features)
            .deadline(Duration.ofMillis(50))
            .circuit(Integer.MAX_VALUE, Duration.ofSeconds(1))
            .build();
    int before = Thread.activeCount();
    try {
      List<Future<Long>> waits = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        waits.add(callers.submit(() -> nanosOf(predictor)));
      }
      long longest = 0;
      for (Future<Long> wait : waits) {
        longest = Math.max(longest, wait.get());
      }
      int lost = Thread.activeCount() - before - CALLERS;
      System.out.printf("longest answer %.1f ms, threads lost %d%n", longest / 1e6, lost);
      assertThat(longest).isLessThan(Duration.ofMillis(500).toNanos());
      assertThat(lost).isLessThanOrEqualTo(LIMIT);
    } finally {
      never.countDown();
      callers.shutdownNow();
      elsewhere.shutdownNow();
    }
  }

  private static long nanosOf(Predictor<Query> predictor) {
    long started = System.nanoTime();
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(Faults.RULE);
    return System.nanoTime() - started;
  }
}

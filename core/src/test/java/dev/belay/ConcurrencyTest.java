/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.internal.ScratchPool;
import dev.belay.traffic.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Many threads on one predictor, and on the memory they borrow. */
class ConcurrencyTest {
  private static final int THREADS = 8;
  private static final int CALLS = 50_000;

  private static void onAllThreads(ExecutorService pool, Callable<?> work) throws Exception {
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        done.add(pool.submit(work));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** A row, a key or an event shared by two threads would give one the other's answer. */
  @Test
  void predict_fromManyThreads_mixesNothingUpAndCountsExactly() throws Exception {
    FeatureSet<Long> features =
        FeatureSet.builder(Long.class)
            .number("a", Long::doubleValue)
            .number("b", x -> -x)
            .derived("c", "a", "b", (a, b) -> 2 * a + b)
            .build();
    Rollout half = Rollout.of("r", 50);
    LongAdder events = new LongAdder();
    Predictor<Long> predictor =
        Predictor.named("echo")
            .fallback((Long x) -> -x - 1)
            .keyedByLong(Long::longValue)
            .model(Model.of("echo", features, ConcurrencyTest::echo), features)
            .rollout(half)
            .listener(event -> events.add(event.value() == expected(event) ? 1 : 0))
            .build();
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    AtomicInteger next = new AtomicInteger();
    onAllThreads(
        Executors.newFixedThreadPool(THREADS),
        () -> {
          long offset = (long) next.getAndIncrement() * CALLS;
          barrier.await();
          for (long x = offset; x < offset + CALLS; x++) {
            Prediction prediction = predictor.predict(x);
            assertThat(prediction.value())
                .isEqualTo((double) (prediction.fromModel() ? x : -x - 1));
            assertThat(prediction.arm()).isEqualTo(half.arm(x));
          }
          return null;
        });
    long all = (long) THREADS * CALLS;
    assertThat(events.sum()).isEqualTo(all);
    assertThat(predictor.count(Origin.MODEL) + predictor.count(Origin.CONTROL)).isEqualTo(all);
  }

  private static double expected(PredictionEvent event) {
    long x = Long.parseLong(event.key());
    return event.origin() == Origin.MODEL ? x : -x - 1;
  }

  private static double echo(double[] row) {
    return row[0] == -row[1] && row[2] == row[0] ? row[2] : Double.NaN;
  }

  /** A memory that is lent to one call must not be lent to another before it is back. */
  private static void borrowAndCheck(ScratchPool<AtomicBoolean> pool, int depth) {
    AtomicBoolean scratch = pool.borrow();
    try {
      assertThat(scratch.compareAndSet(false, true)).as("lent twice").isTrue();
      if (depth > 0) {
        borrowAndCheck(pool, depth - 1);
      }
    } finally {
      scratch.set(false);
      pool.giveBack(scratch);
    }
  }

  @Test
  void borrow_reentrantFromManyThreads_isAlwaysExclusive() throws Exception {
    ScratchPool<AtomicBoolean> pool = new ScratchPool<>(AtomicBoolean::new);
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    onAllThreads(
        Executors.newFixedThreadPool(THREADS),
        () -> {
          barrier.await();
          for (int i = 0; i < CALLS; i++) {
            borrowAndCheck(pool, i % 4);
          }
          return null;
        });
  }

  @Test
  void borrow_onOneThread_isTheSameAgain() {
    ScratchPool<Object> pool = new ScratchPool<>(Object::new);
    Object first = pool.borrow();
    pool.giveBack(first);
    assertThat(pool.borrow()).isSameAs(first);
  }

  @Test
  void borrow_reentrant_isKeptForTheNextReentrantCall() {
    AtomicInteger made = new AtomicInteger();
    ScratchPool<Object> pool =
        new ScratchPool<>(
            () -> {
              made.incrementAndGet();
              return new Object();
            });
    for (int i = 0; i < 100; i++) {
      Object outer = pool.borrow();
      Object inner = pool.borrow();
      assertThat(inner).isNotSameAs(outer);
      pool.giveBack(inner);
      pool.giveBack(outer);
    }
    assertThat(made).hasValue(2);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void borrow_fromManyVirtualThreads_isExclusiveAndBounded() throws Exception {
    Set<AtomicBoolean> made = ConcurrentHashMap.newKeySet();
    ScratchPool<AtomicBoolean> pool =
        new ScratchPool<>(
            () -> {
              AtomicBoolean scratch = new AtomicBoolean();
              made.add(scratch);
              return scratch;
            });
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        done.add(executor.submit(() -> borrowAndCheck(pool, 1)));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      executor.shutdown();
    }
    assertThat(made).as("most calls find one that was kept").hasSizeLessThan(500);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.internal.Circuit.Permit;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitTest {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final FakeTime time = new FakeTime();
  private final Circuit circuit = new Circuit(3, PAUSE, time::nanos);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      circuit.failed(acquired());
    }
  }

  private Permit acquired() {
    return Objects.requireNonNull(circuit.acquire(), "refused");
  }

  @ParameterizedTest
  @CsvSource({"2, true", "3, false"})
  void permits_afterFailuresInARow_untilTheLimit(int failures, boolean permits) {
    fail(failures);
    assertThat(circuit.permits()).isEqualTo(permits);
    assertThat(circuit.closed()).isEqualTo(permits);
    assertThat(circuit.acquire() != null).isEqualTo(permits);
  }

  @Test
  void succeeded_betweenFailures_startsTheCountAgain() {
    fail(2);
    circuit.succeeded(acquired());
    fail(2);
    assertThat(circuit.closed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"999999999, false", "1000000000, true"})
  void permits_whileOpen_onlyAfterThePause(long nanos, boolean permits) {
    fail(3);
    time.advance(Duration.ofNanos(nanos));
    assertThat(circuit.permits()).isEqualTo(permits);
    assertThat(circuit.acquire() != null).isEqualTo(permits);
  }

  @Test
  void left_isTheRestOfThePause_andNothingDuringAProbe() {
    assertThat(circuit.left()).isZero();
    fail(3);
    assertThat(circuit.left()).isEqualTo(PAUSE);
    time.advance(Duration.ofMillis(300));
    assertThat(circuit.left()).isEqualTo(Duration.ofMillis(700));
    time.advance(PAUSE);
    assertThat(circuit.left()).isZero();
    Permit probe = acquired();
    assertThat(circuit.left()).isZero();
    circuit.failed(probe);
    assertThat(circuit.left()).isEqualTo(PAUSE);
  }

  @Test
  void acquire_whenThePauseIsOver_letsExactlyOneThrough() {
    fail(3);
    time.advance(PAUSE);
    assertThat(circuit.acquire()).isNotNull();
    assertThat(circuit.acquire()).isNull();
    assertThat(circuit.permits()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"999999999, false", "1000000000, true"})
  void acquire_whenTheProbeNeverComesBack_letsAnotherThroughAfterOneMorePause(
      long nanos, boolean permits) {
    fail(3);
    time.advance(PAUSE);
    Permit lost = acquired();
    time.advance(Duration.ofNanos(nanos));
    assertThat(circuit.permits()).isEqualTo(permits);
    assertThat(circuit.acquire() != null).isEqualTo(permits);
    circuit.succeeded(lost);
    assertThat(circuit.closed())
        .as("the lost one has a say only while it is the probe")
        .isEqualTo(!permits);
  }

  @Test
  void succeeded_asAProbe_closes() {
    fail(3);
    time.advance(PAUSE);
    circuit.succeeded(acquired());
    assertThat(circuit.closed()).isTrue();
    fail(2);
    assertThat(circuit.closed()).isTrue();
  }

  @Test
  void failed_asAProbe_startsANewPause() {
    fail(3);
    time.advance(PAUSE);
    circuit.failed(acquired());
    time.advance(PAUSE.minusNanos(1));
    assertThat(circuit.permits()).isFalse();
    time.advance(Duration.ofNanos(1));
    assertThat(circuit.permits()).isTrue();
  }

  @Test
  void outcomes_ofCallsFromBeforeThePause_changeNothing() {
    Permit before = acquired();
    fail(3);
    circuit.succeeded(before);
    circuit.failed(before);
    assertThat(circuit.closed()).isFalse();
    time.advance(PAUSE);
    assertThat(circuit.acquire()).isNotNull();
    circuit.succeeded(before);
    assertThat(circuit.closed()).isFalse();
  }

  @Test
  void closed_readsNoClock() {
    circuit.succeeded(acquired());
    circuit.permits();
    assertThat(time.reads()).isZero();
  }

  /** Two threads past the end of a pause must not both become the probe, round after round. */
  @Test
  void acquire_fromManyThreads_letsExactlyOneThroughInEveryPause() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier barrier = new CyclicBarrier(threads);
    try {
      fail(3);
      for (int round = 0; round < 2_000; round++) {
        time.advance(PAUSE);
        List<Future<Permit>> permits = new ArrayList<>();
        Callable<Permit> racer =
            () -> {
              barrier.await();
              return circuit.acquire();
            };
        for (int i = 0; i < threads; i++) {
          permits.add(pool.submit(racer));
        }
        Permit probe = only(permits);
        circuit.failed(probe);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Permit only(List<Future<Permit>> permits) throws Exception {
    List<Permit> given = new ArrayList<>();
    for (Future<Permit> future : permits) {
      Permit permit = future.get();
      if (permit != null) {
        given.add(permit);
      }
    }
    assertThat(given).hasSize(1);
    return given.get(0);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // a deadlock fails instead of hanging
class FlagsConcurrencyTest {
  private static final int DECIDERS = 8;
  private static final int SWAPS = 10_000;

  /** In version {@code v} both flags say {@code v}, whatever the key. */
  private static FlagSet consistent(int v) {
    String name = "v" + v;
    return FlagSet.builder()
        .version(name)
        .split(Split.named("one").arm(name, 1).build())
        .split(Split.named("two").arm(name, 1).build())
        .rollout(Rollout.of("r", v % 2 == 0 ? 0 : 100))
        .build();
  }

  private static void whileSwapping(int swaps, Flags flags, Callable<?> check) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CyclicBarrier barrier = new CyclicBarrier(DECIDERS + 1);
    ExecutorService pool = Executors.newFixedThreadPool(DECIDERS);
    try {
      List<Future<?>> deciding = new ArrayList<>();
      for (int i = 0; i < DECIDERS; i++) {
        deciding.add(
            pool.submit(
                () -> {
                  barrier.await();
                  while (!over.get()) {
                    check.call();
                  }
                  return null;
                }));
      }
      barrier.await();
      for (int v = 1; v <= swaps; v++) {
        flags.replace(consistent(v));
      }
      over.set(true);
      for (Future<?> future : deciding) {
        future.get();
      }
    } finally {
      over.set(true);
      pool.shutdownNow();
    }
  }

  @Test
  void decideAndExplain_duringTenThousandSwaps_neverMixTwoVersions() throws Exception {
    Flags flags = Flags.of(consistent(0));
    LongAdder decisions = new LongAdder();
    whileSwapping(
        SWAPS,
        flags,
        () -> {
          Decision decision = flags.decide("one", decisions.sum());
          assertThat(decision.arm()).isEqualTo(decision.version());
          Assignments explanation = flags.explain("k");
          assertThat(explanation.lines())
              .filteredOn(line -> !line.decision().flag().equals("r"))
              .extracting(line -> line.decision().arm())
              .containsExactly(explanation.version(), explanation.version());
          decisions.increment();
          return null;
        });
    assertThat(decisions.sum()).isPositive();
    assertThat(flags.decide("two", 1).arm()).isEqualTo("v" + SWAPS);
  }

  @Test
  void rollout_duringManySwaps_isAlwaysOneThatWasInForce() throws Exception {
    Flags flags = Flags.of(consistent(0));
    Supplier<Rollout> live = flags.rollout("r");
    whileSwapping(
        SWAPS / 10,
        flags,
        () -> {
          Rollout rollout = live.get();
          assertThat(rollout.enabled()).isTrue();
          assertThat(rollout.arm("k")).isEqualTo(rollout.percent() == 100 ? Arm.MODEL : Arm.REST);
          return null;
        });
    assertThat(live.get().percent()).isZero();
  }

  /** A kill is not lost among swaps. */
  @Test
  void kill_duringManySwaps_holdsFromThenOn() throws Exception {
    Flags flags = Flags.of(consistent(0));
    flags.kill("one");
    whileSwapping(
        SWAPS / 10,
        flags,
        () -> {
          assertThat(flags.decide("one", "k").reason()).isEqualTo(Reason.KILLED);
          flags.kill("two");
          assertThat(flags.arm("two", "k")).isEqualTo(Decision.NO_ARM);
          return null;
        });
    assertThat(flags.killed()).containsExactlyInAnyOrder("one", "two");
  }
}

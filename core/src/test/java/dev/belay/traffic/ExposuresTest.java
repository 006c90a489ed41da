/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.traffic.Exposures.Exposure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // a deadlock fails instead of hanging
class ExposuresTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int THREADS = 8;

  private static Exposures exposures(int capacity) {
    return Exposures.of(capacity, InstantSource.fixed(NOON));
  }

  private static FlagSet set(String version) {
    return FlagSet.builder()
        .version(version)
        .split(Split.named("banner").arm("plain", 1).override("vip", "plain").build())
        .rollout(Rollout.of("r", 0))
        .rollout(Rollout.of("off", 100).disabled())
        .split(Split.named("empty").arm("a", 1).coverage(0).build())
        .build();
  }

  @Test
  void decide_byChance_isRecordedOnceWithItsTime() {
    Exposures exposures = exposures(10);
    Flags flags = Flags.of(set("v1"), exposures);
    flags.decide("banner", "k");
    flags.decide("banner", "k");
    flags.decide("r", 4711);
    assertThat(exposures.drain())
        .containsExactly(
            new Exposure("banner", "k", "plain", "v1", NOON),
            new Exposure("r", "4711", flags.arm("r", 4711), "v1", NOON));
    assertThat(exposures.duplicates()).isEqualTo(1);
    assertThat(exposures.dropped()).isZero();
  }

  @Test
  void decide_byActOrWithoutAnArm_isNoExposure() {
    Exposures exposures = exposures(10);
    Flags flags = Flags.of(set("v1"), exposures);
    flags.decide("banner", "vip");
    flags.decide("off", "k");
    flags.decide("off", 1);
    flags.decide("empty", "k");
    flags.decide("empty", 1);
    flags.decide("unknown", "k");
    flags.arm("banner", "k");
    assertThat(exposures.size()).isZero();
    assertThat(exposures.duplicates()).isZero();
  }

  @Test
  void decide_underAnotherVersion_isAnotherExposure() {
    Exposures exposures = exposures(10);
    Flags flags = Flags.of(set("v1"), exposures);
    flags.decide("banner", "k");
    flags.replace(set("v2"));
    flags.decide("banner", "k");
    assertThat(exposures.drain()).extracting(Exposure::version).containsExactly("v1", "v2");
  }

  @Test
  void drain_emptiesTheLog_andDuplicatesStayKnown() {
    Exposures exposures = exposures(10);
    Flags flags = Flags.of(set("v1"), exposures);
    flags.decide("banner", "k");
    assertThat(exposures.size()).isEqualTo(1);
    assertThat(exposures.drain()).hasSize(1);
    flags.decide("banner", "k");
    assertThat(exposures.drain()).isEmpty();
    assertThat(exposures.duplicates()).isEqualTo(1);
  }

  @Test
  void decide_withAFullLog_isDroppedAndCounted_andTakenAfterADrain() {
    Exposures exposures = exposures(2);
    Flags flags = Flags.of(set("v1"), exposures);
    for (int key = 0; key < 3; key++) {
      flags.decide("banner", key);
    }
    assertThat(exposures.dropped()).isEqualTo(1);
    assertThat(exposures.drain()).extracting(Exposure::key).containsExactly("0", "1");
    flags.decide("banner", 2);
    assertThat(exposures.drain()).extracting(Exposure::key).containsExactly("2");
  }

  /** The promise is the last {@code capacity}; what is kept is at most twice that. */
  @Test
  void decide_afterManyOthers_isRecordedAgain_andNotBefore() {
    Exposures exposures = exposures(2);
    Flags flags = Flags.of(set("v1"), exposures);
    for (int key = 0; key < 5; key++) {
      flags.decide("banner", key);
      exposures.drain();
      flags.decide("banner", Math.max(0, key - 1));
    }
    assertThat(exposures.duplicates()).isEqualTo(5);
    flags.decide("banner", 0);
    assertThat(exposures.drain()).extracting(Exposure::key).containsExactly("0");
  }

  @Test
  void drained_isACopyOfItsOwn() {
    Exposures exposures = exposures(2);
    Flags flags = Flags.of(set("v1"), exposures);
    flags.decide("banner", 0);
    List<Exposure> drained = exposures.drain();
    flags.decide("banner", 1);
    assertThat(drained).hasSize(1);
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void of_noCapacity_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exposures.of(0))
        .withMessage("a log of exposures with the capacity 0");
    assertThatNullPointerException().isThrownBy(() -> Exposures.of(1, null)).withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> Flags.of(set("v1"), null))
        .withMessage("exposures");
  }

  /** Every decision is recorded, a duplicate or dropped: exactly one of the three. */
  @Test
  void decide_fromManyThreads_losesAndDoublesNothing() throws Exception {
    int keys = 5_000;
    Exposures exposures = Exposures.of(keys);
    Flags flags = Flags.of(set("v1"), exposures);
    List<Exposure> drained = new ArrayList<>();
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        done.add(
            pool.submit(
                () -> {
                  barrier.await();
                  for (int key = 0; key < keys; key++) {
                    flags.decide("banner", key);
                  }
                  return null;
                }));
      }
      for (Future<?> future : done) {
        drained.addAll(exposures.drain());
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    drained.addAll(exposures.drain());
    assertThat(drained).hasSize(keys).doesNotHaveDuplicates();
    assertThat(exposures.duplicates()).isEqualTo((long) (THREADS - 1) * keys);
    assertThat(exposures.dropped()).isZero();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.testing.FakeTime;
import dev.belay.weather.service.Quota.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeTime time = new FakeTime();

  private static boolean taken(Quota quota, double weight) {
    return quota.tryTake(weight, false).isZero();
  }

  @Test
  void aLimit_isReachedAndNotPassed() {
    Quota quota = Quota.of(3, MINUTE).ticker(time);
    assertThat(taken(quota, 1)).isTrue();
    assertThat(taken(quota, 1)).isTrue();
    assertThat(taken(quota, 1)).isTrue();
    assertThat(taken(quota, 1)).isFalse();
  }

  @Test
  void theWait_isExactlyAsLongAsSaid_andAtMostAThirtiethLongerThanTheWindow() {
    Quota quota = Quota.of(1, MINUTE).ticker(time);
    time.advance(Duration.ofMillis(1_700));
    assertThat(taken(quota, 1)).isTrue();
    Duration wait = quota.tryTake(1, false);
    assertThat(wait).isBetween(MINUTE, MINUTE.plusSeconds(2));
    time.advance(wait.minusNanos(1));
    assertThat(quota.tryTake(1, false)).isEqualTo(Duration.ofNanos(1));
    time.advance(Duration.ofNanos(1));
    assertThat(taken(quota, 1)).isTrue();
  }

  @Test
  void most_isWhatTheTightestLimitAllowsAtOnce_lessInTheBackground() {
    Quota quota = Quota.of(600, MINUTE).and(500, HOUR).reserving(0.2).ticker(time);
    assertThat(quota.most(false)).isEqualTo(500);
    assertThat(quota.most(true)).isEqualTo(400);
    assertThat(taken(quota, 500)).isTrue();
    assertThat(quota.most(false)).as("however much is used").isEqualTo(500);
    assertThat(Quota.unlimited().most(true)).isInfinite();
  }

  @Test
  void theWait_isThatOfTheTightestLimit() {
    Quota quota = Quota.of(1, MINUTE).and(1, HOUR).ticker(time);
    taken(quota, 1);
    assertThat(quota.tryTake(1, false)).isEqualTo(Duration.ofMinutes(62));
  }

  @Test
  void theWait_forHalfOfThem_isShorterThanForAll() {
    Quota quota = Quota.of(2, MINUTE).ticker(time);
    taken(quota, 1);
    time.advance(Duration.ofSeconds(30));
    taken(quota, 1);
    assertThat(quota.tryTake(1, false)).isEqualTo(Duration.ofSeconds(32));
    assertThat(quota.tryTake(2, false)).isEqualTo(Duration.ofSeconds(62));
    assertThat(quota.tryTake(3, false)).isEqualTo(Quota.NEVER);
  }

  @Test
  void whatOneLimitRefuses_costsNothingOfTheOthers() {
    Quota quota = Quota.of(1, MINUTE).and(10, HOUR).ticker(time);
    assertThat(taken(quota, 1)).isTrue();
    assertThat(taken(quota, 1)).isFalse();
    assertThat(quota.left()).extracting(Left::live).containsExactly(0.0, 9.0);
  }

  @Test
  void weights_areAddedWithoutDrift() {
    Quota quota = Quota.of(10, MINUTE).ticker(time);
    for (int i = 0; i < 100; i++) {
      assertThat(taken(quota, 0.1)).isTrue();
    }
    assertThat(taken(quota, 0.1)).isFalse();
    assertThat(quota.left().get(0).live()).isZero();
  }

  @Test
  void theReserve_isNotForTheBackground() {
    Quota quota = Quota.of(10, MINUTE).reserving(0.3).ticker(time);
    for (int i = 0; i < 7; i++) {
      assertThat(quota.tryTake(1, true)).isEqualTo(Duration.ZERO);
    }
    assertThat(quota.tryTake(1, true)).isEqualTo(Duration.ofSeconds(62));
    assertThat(quota.left()).containsExactly(new Left(MINUTE, 10, 3, 0));
    assertThat(quota.tryTake(3, false)).isEqualTo(Duration.ZERO);
    assertThat(quota.tryTake(1, false)).isEqualTo(Duration.ofSeconds(62));
  }

  @Test
  void left_forgetsWithTheWindow() {
    Quota quota = Quota.of(10, MINUTE).and(20, HOUR).reserving(0.5).ticker(time);
    taken(quota, 4);
    assertThat(quota.left()).containsExactly(new Left(MINUTE, 10, 6, 1), new Left(HOUR, 20, 16, 6));
    time.advance(Duration.ofSeconds(62));
    assertThat(quota.left())
        .containsExactly(new Left(MINUTE, 10, 10, 5), new Left(HOUR, 20, 16, 6));
    assertThat(quota).hasToString(quota.left().toString());
  }

  @Test
  void aJumpOfTheWallClock_changesNothing() {
    Quota quota = Quota.of(1, MINUTE).ticker(time);
    taken(quota, 1);
    time.jumpTo(Instant.parse("2036-01-01T00:00:00Z"));
    assertThat(taken(quota, 1)).isFalse();
    time.jumpTo(Instant.parse("2006-01-01T00:00:00Z"));
    time.advance(Duration.ofSeconds(62));
    assertThat(taken(quota, 1)).isTrue();
  }

  @Test
  void unlimited_isThat() {
    Quota quota = Quota.unlimited();
    assertThat(taken(quota, 1e300)).isTrue();
    assertThat(quota.left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity", "10000000001"})
  void aNumberOfCallsThatIsNone_isRefused(double calls) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quota.of(calls, MINUTE))
        .withMessage("calls: " + calls + " is not above 0, at most 1.0E10");
  }

  @ParameterizedTest
  @CsvSource({"PT0.000999999S", "PT0S", "PT-1S", "PT8784H0.000000001S"})
  void aWindowThatIsNone_isRefused(Duration window) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quota.unlimited().and(1, window))
        .withMessage("window: " + window + " is not PT0.001S to PT8784H");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aShareThatIsNone_isRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quota.of(1, MINUTE).reserving(share))
        .withMessage("share: " + share + " is not 0 to 1");
  }

  @Test
  void aQuotaInUse_canNoLongerBeChanged() {
    Quota quota = Quota.of(1, MINUTE);
    quota.tryTake(1, false);
    String message = "the quota is in use: it can no longer be changed";
    assertThatIllegalStateException().isThrownBy(() -> quota.and(2, HOUR)).withMessage(message);
    assertThatIllegalStateException().isThrownBy(() -> quota.reserving(0)).withMessage(message);
    assertThatIllegalStateException().isThrownBy(() -> quota.ticker(time)).withMessage(message);
  }

  @Test
  void aRestart_withASnapshot_forgetsNothing() {
    Quota before = Quota.of(10, MINUTE).and(100, HOUR).ticker(time);
    taken(before, 2);
    time.advance(Duration.ofSeconds(30));
    taken(before, 4);
    Quota after = Quota.of(10, MINUTE).and(100, HOUR).and(1_000, Duration.ofDays(1)).ticker(time);
    after.restore(before.snapshot());
    assertThat(after.left()).extracting(Left::live).containsExactly(4.0, 94.0, 1_000.0);
    time.advance(Duration.ofSeconds(33));
    assertThat(after.left()).extracting(Left::live).containsExactly(6.0, 94.0, 1_000.0);
  }

  @Test
  void aRestart_afterTheWindow_isANewBeginning() {
    Quota before = Quota.of(10, MINUTE).ticker(time);
    taken(before, 10);
    String snapshot = before.snapshot();
    time.advance(Duration.ofSeconds(64));
    Quota after = Quota.of(10, MINUTE).ticker(time);
    after.restore(snapshot);
    assertThat(after.left().get(0).live()).isEqualTo(10);
  }

  @Test
  void aRestart_onAClockThatWasSetBack_countsAsIfItWereNow() {
    Quota before = Quota.of(10, MINUTE).ticker(time);
    taken(before, 10);
    String snapshot = before.snapshot();
    time.jumpTo(Instant.parse("2001-01-01T00:00:00Z"));
    Quota after = Quota.of(10, MINUTE).ticker(time);
    after.restore(snapshot);
    assertThat(after.left().get(0).live()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "belay-quota 1 ", "belay-quota 2 5", "belay-quota 1 -5"})
  void aSnapshotThatIsNone_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quota.of(1, MINUTE).restore(text))
        .withMessage("not a snapshot of a quota: " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PT1M", "PT1M 1 2 3"})
  void aLineThatIsNone_isRefused(String line) {
    Quota quota = Quota.of(1, MINUTE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quota.restore("belay-quota 1 5\n" + line + "\n"))
        .withMessage("not a line of a quota's snapshot: " + line);
    assertThat(quota.left().get(0).live()).isEqualTo(1);
  }

  @Test
  void aNumberThatIsNone_isRefused() {
    String good = Quota.of(1, MINUTE).ticker(time).snapshot();
    for (String bad : List.of(" -1", " x", " 99999999999999999", " 1e3", "  ")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Quota.of(1, MINUTE).restore(good.replaceFirst(" 0", bad)))
          .withMessageStartingWith("not a line of a quota's snapshot: PT1M" + bad);
    }
  }

  @Test
  void aQuotaInUse_takesNoSnapshot() {
    Quota quota = Quota.of(1, MINUTE);
    quota.tryTake(1, false);
    assertThatIllegalStateException()
        .isThrownBy(() -> quota.restore(quota.snapshot()))
        .withMessage("the quota is in use: nothing can be restored any more");
  }

  @Test
  void whatNobodyAllowed_isCountedToo() {
    Quota quota = Quota.of(2, MINUTE).ticker(time);
    taken(quota, 2);
    quota.charge(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(quota.left().get(0).live()).isZero();
    assertThat(quota.tryTake(1, false)).isEqualTo(Duration.ofSeconds(61));
  }

  /** Many threads at once take exactly what there is, round after round. */
  @Test
  void manyThreads_takeExactlyWhatThereIs() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      for (int round = 0; round < 20; round++) {
        Quota quota = Quota.of(1_000, MINUTE).and(700, HOUR).ticker(time);
        Callable<Integer> greedy =
            () -> {
              start.await();
              int taken = 0;
              for (int i = 0; i < 300; i++) {
                taken += taken(quota, 1) ? 1 : 0;
              }
              return taken;
            };
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          running.add(pool.submit(greedy));
        }
        int sum = 0;
        for (Future<Integer> one : running) {
          sum += one.get();
        }
        assertThat(sum).isEqualTo(700);
        assertThat(quota.left()).extracting(Left::live).containsExactly(300.0, 0.0);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}

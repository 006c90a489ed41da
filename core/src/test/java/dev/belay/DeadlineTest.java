/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is left of the time a caller may be made to wait. */
class DeadlineTest {
  private static final long BUDGET = 100;

  private final FakeTime time = new FakeTime();
  private final Deadline deadline = new Deadline(time).reset(BUDGET);
  private final CompletableFuture<Double> never = new CompletableFuture<>();

  private CompletableFuture<Double> doneAfter(long nanos) {
    CompletableFuture<Double> future = new CompletableFuture<>();
    time.after(Duration.ofNanos(nanos), () -> future.complete(1.0));
    return future;
  }

  @Test
  void aDoneFuture_readsNoClock() {
    assertThat(deadline.await(CompletableFuture.completedFuture(1))).isTrue();
    assertThat(time.reads()).isZero();
  }

  @Test
  void theBudget_isThatOfAllWaitsTogether() {
    assertThat(deadline.await(doneAfter(60))).isTrue();
    assertThat(deadline.left()).isEqualTo(40);
    assertThat(deadline.await(doneAfter(41))).isFalse();
    assertThat(deadline.left()).isZero();
  }

  @Test
  void aFutureDoneAtTheVeryEnd_isInTime() {
    assertThat(deadline.await(doneAfter(BUDGET))).isTrue();
  }

  @Test
  void theReservedHalf_isKeptFromWhatMayComeLate() {
    deadline.reserveHalf();
    assertThat(deadline.awaitOptional(doneAfter(51))).isFalse();
    assertThat(deadline.left()).isEqualTo(50);
    assertThat(deadline.await(doneAfter(50))).isTrue();
  }

  @Test
  void withoutAReserve_whatMayComeLateHasAllTheTime() {
    assertThat(deadline.awaitOptional(doneAfter(BUDGET))).isTrue();
  }

  @Test
  void reset_givesTheReserveBack() {
    deadline.reserveHalf();
    deadline.reset(BUDGET);
    assertThat(deadline.awaitOptional(doneAfter(BUDGET))).isTrue();
  }

  @Test
  void theFirstHalf_leavesTheSecond() {
    Deadline half = deadline.firstHalf();
    assertThat(half.await(never)).isFalse();
    assertThat(deadline.left()).isEqualTo(BUDGET / 2);
  }

  @Test
  void aQuarterLeft_isFair_andOneNanosecondLessIsNot() {
    assertThat(deadline.fair()).isTrue();
    time.advance(Duration.ofNanos(75));
    assertThat(deadline.fair()).isTrue();
    time.advance(Duration.ofNanos(1));
    assertThat(deadline.fair()).isFalse();
    assertThat(deadline.reset(0).fair()).isFalse();
  }

  @Test
  void none_neverWaits() {
    assertThat(Deadline.NONE.await(never)).isFalse();
    assertThat(Deadline.NONE.left()).isZero();
  }

  @Test
  void anInterrupt_endsTheWaitAndStaysSet() {
    Thread.currentThread().interrupt();
    assertThat(deadline.await(never)).isFalse();
    assertThat(deadline.interrupted()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(deadline.reset(BUDGET).interrupted()).isFalse();
  }
}

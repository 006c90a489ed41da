/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.FeatureSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FakeTimeTest {
  private final FakeTime time = new FakeTime();

  @Test
  void advance_movesBothClocksTogether() {
    long nanos = time.nanos();
    Instant wall = time.instant();
    time.advance(Duration.ofSeconds(5));
    assertThat(time.nanos() - nanos).isEqualTo(5_000_000_000L);
    assertThat(Duration.between(wall, time.instant())).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void advance_runsWhatFallsDueInOrderAndAtItsTime() {
    List<String> order = new ArrayList<>();
    Instant start = time.instant();
    time.after(Duration.ofMillis(20), () -> order.add("b" + since(start)));
    time.after(Duration.ofMillis(10), () -> order.add("a" + since(start)));
    time.after(Duration.ofMillis(20), () -> order.add("c" + since(start)));
    time.after(Duration.ofMillis(21), () -> order.add("late"));
    time.advance(Duration.ofMillis(20));
    assertThat(order).containsExactly("a10", "b20", "c20");
  }

  private long since(Instant start) {
    return Duration.between(start, time.instant()).toMillis();
  }

  @Test
  void await_stopsWhenTheFutureIsDone() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    Instant start = time.instant();
    time.after(Duration.ofMillis(3), () -> future.complete("done"));
    assertThat(time.await(future, 10_000_000)).isTrue();
    assertThat(since(start)).isEqualTo(3);
  }

  @Test
  void await_ofAFutureThatHangs_takesAllTheTime() throws Exception {
    Instant start = time.instant();
    assertThat(time.await(new CompletableFuture<>(), 10_000_000)).isFalse();
    assertThat(since(start)).isEqualTo(10);
  }

  @Test
  void await_ofAnInterruptedThread_throws() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> time.await(new CompletableFuture<>(), 1))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void jumpTo_movesTheWallClockOnly() {
    long nanos = time.nanos();
    time.jumpTo(Instant.EPOCH);
    assertThat(time.instant()).isEqualTo(Instant.EPOCH);
    assertThat(time.nanos()).isEqualTo(nanos);
    assertThat(time.reads()).isEqualTo(2);
  }

  @Test
  void last_withoutAnEvent_isRefused() {
    assertThatIllegalStateException().isThrownBy(() -> new RecordingListener().last());
  }

  @Test
  void handCompletedSource_answersInTheOrderOfTheQuestions() {
    HandCompletedSource<String> source = new HandCompletedSource<>("hand", "a");
    FeatureSet<String> features = FeatureSet.builder(String.class).require(source).build();
    CompletableFuture<double[]> row = CompletableFuture.supplyAsync(() -> features.extract("q"));
    while (source.asked() == 0) {
      Thread.onSpinWait();
    }
    source.complete(4);
    assertThat(row.join()).containsExactly(4);
    assertThatIllegalStateException().isThrownBy(() -> source.complete(5));
  }
}

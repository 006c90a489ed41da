/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The machine's own clocks, as far as they can be tested without waiting. */
class SystemTickerTest {
  private final Ticker ticker = Ticker.system();

  @Test
  void clocks_areThoseOfTheMachine() {
    long before = System.nanoTime();
    assertThat(ticker.nanos() - before).isBetween(0L, Duration.ofMinutes(1).toNanos());
    assertThat(ticker.instant()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(ticker.millis()).isCloseTo(System.currentTimeMillis(), within(60_000));
  }

  private static Offset<Long> within(long millis) {
    return Offset.offset(millis);
  }

  @Test
  void await_ofADoneFuture_isDoneHoweverItEnded() throws InterruptedException {
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    cancelled.cancel(true);
    assertThat(ticker.await(CompletableFuture.completedFuture("x"), 1)).isTrue();
    assertThat(ticker.await(CompletableFuture.failedFuture(new Exception("no")), 1)).isTrue();
    assertThat(ticker.await(cancelled, 1)).isTrue();
  }

  @Test
  void await_ofAHungFuture_comesBack() throws InterruptedException {
    assertThat(ticker.await(new CompletableFuture<>(), 1)).isFalse();
  }

  @Test
  void await_interrupted_throws() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ticker.await(new CompletableFuture<>(), 1_000_000_000L))
        .isInstanceOf(InterruptedException.class);
  }
}

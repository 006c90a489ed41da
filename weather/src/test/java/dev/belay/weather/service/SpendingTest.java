/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Ticker;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a question costs of the quota, and when it costs nothing. */
class SpendingTest extends ServiceFixture {
  private static final FakeReply DOWN = FakeReply.status(500, "down");

  private void ask(Upstream upstream, int times) {
    for (int i = 0; i < times; i++) {
      failure(upstream.ask(ASK, TEXT));
    }
  }

  @Test
  void aUsedUpQuota_refusesWithoutACall_andSaysForHowLong() {
    server.on(PATH, FakeReply.ok("fine"));
    Quota quota = Quota.of(2, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection());
    answer(upstream.ask(ASK, TEXT));
    answer(upstream.ask(ASK, TEXT));
    WeatherException refused = failure(upstream.ask(ASK, TEXT));
    assertThat(refused.reason()).isEqualTo(Reason.QUOTA);
    assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(62));
    assertThat(refused).hasMessage("fake: not asked: the quota is used up, for PT1M2S");
    assertThat(server.requests()).hasSize(2);
    assertThat(upstream.counts().refusedByQuota()).isEqualTo(1);
    time.time.advance(Duration.ofSeconds(62));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void failures_costLikeAnswers() {
    server.on(PATH, DOWN);
    Quota quota = Quota.of(3, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection().repetitions(0));
    ask(upstream, 3);
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.QUOTA);
  }

  private Upstream nobodyThere(Quota quota) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      URI nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
      return upstream(service(nobody, null), quota, connection().repetitions(0));
    }
  }

  @Test
  void withoutConnection_nothingIsSpent() throws Exception {
    Quota quota = Quota.of(10, Duration.ofDays(1)).ticker(time);
    Upstream upstream = nobodyThere(quota);
    for (int i = 0; i < 50; i++) {
      assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.UNREACHABLE);
      time.time.advance(Duration.ofSeconds(i < 4 ? 0 : 30));
    }
    assertThat(quota.left().get(0).live()).isEqualTo(10);
    assertThat(upstream.counts().calls()).isZero();
  }

  /** The first may have been sent on the connection from before. */
  @Test
  void withoutConnectionAnyMore_onlyTheFirstMayBeSpent() {
    server.on(PATH, FakeReply.ok("fine"));
    Quota quota = Quota.of(10, Duration.ofDays(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection().repetitions(0));
    answer(upstream.ask(ASK, TEXT));
    server.close();
    ask(upstream, 1);
    double left = quota.left().get(0).live();
    assertThat(left).isBetween(7.0, 8.0);
    ask(upstream, 4);
    time.time.advance(Duration.ofSeconds(30));
    ask(upstream, 1);
    assertThat(quota.left().get(0).live()).isEqualTo(left);
  }

  @Test
  void whatCannotBeAsked_isNotSpent() {
    Quota quota = Quota.of(10, Duration.ofDays(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection());
    failure(upstream.ask(new Ask(PATH, Map.of(), Map.of("X-Bad", "line\nbreak"), 1), TEXT));
    assertThat(quota.left().get(0).live()).isEqualTo(10);
  }

  /** Two ask at the end of the pause, and one of them becomes the probe while the other pays. */
  @Test
  void whoeverComesSecondAtTheEndOfAPause_spendsNothing() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, DOWN, DOWN, DOWN, DOWN, DOWN, FakeReply.ok("fine").behind(gate));
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    Ticker paying =
        new Ticker() {
          @Override
          public long nanos() {
            meanwhile.getAndSet(() -> {}).run();
            return time.nanos();
          }

          @Override
          public Instant instant() {
            return time.instant();
          }

          @Override
          public boolean await(Future<?> future, long nanos) throws InterruptedException {
            return time.await(future, nanos);
          }

          @Override
          public CompletableFuture<@Nullable Void> timer(long nanos) {
            return time.timer(nanos);
          }
        };
    Quota quota = Quota.of(10, Duration.ofDays(1)).ticker(paying);
    Upstream upstream = upstream(null, 2, quota, connection().repetitions(0));
    ask(upstream, 5);
    time.time.advance(Duration.ofSeconds(30));
    CompletableFuture<CompletableFuture<String>> probe = new CompletableFuture<>();
    meanwhile.set(
        () -> {
          probe.complete(upstream.ask(ASK, TEXT));
          server.awaitRequests(6);
        });
    assertThat(failure(upstream.ask(ASK, TEXT)))
        .hasMessage("fake: not asked: another one finds out");
    gate.countDown();
    assertThat(answer(answer(probe))).isEqualTo("fine");
    assertThat(quota.left().get(0).live()).isEqualTo(4);
  }

  @Test
  void whatIsReserved_isLeftToLiveQuestions() {
    server.on(PATH, FakeReply.ok("fine"));
    Quota quota = Quota.of(2, Duration.ofMinutes(1)).reserving(0.5).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection());
    assertThat(answer(upstream.inBackground().ask(ASK, TEXT))).isEqualTo("fine");
    assertThat(failure(upstream.inBackground().ask(ASK, TEXT)).reason()).isEqualTo(Reason.QUOTA);
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aCallThatWeighsMoreThanTheQuota_isNeverAllowed() {
    Quota quota = Quota.of(10, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection());
    Ask heavy = new Ask(PATH, Map.of(), Map.of(), 11);
    WeatherException refused = failure(upstream.ask(heavy, TEXT));
    assertThat(refused).hasMessage("fake: not asked: a call of weight 11.0 is above the quota");
    assertThat(refused.retryAfter()).isEmpty();
  }
}

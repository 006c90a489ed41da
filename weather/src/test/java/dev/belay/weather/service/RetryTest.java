/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked again, how often, and after how long. */
class RetryTest extends ServiceFixture {
  private static final FakeReply BUSY = FakeReply.status(503, "busy");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private void passTimeoutTimer() {
    assertThat(time.nextTimer()).isEqualTo(TIMEOUT);
  }

  @Test
  void afterPassingFailures_itIsAskedAgain_afterGrowingPauses() {
    server.on(PATH, BUSY, FakeReply.status(500, ""), FakeReply.ok("fine"));
    Upstream upstream = upstream();
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    passTimeoutTimer();
    assertThat(time.passNextTimer()).isEqualTo(Duration.ofMillis(200));
    passTimeoutTimer();
    assertThat(time.passNextTimer()).isEqualTo(Duration.ofMillis(400));
    assertThat(answer(asked)).isEqualTo("fine");
    assertThat(upstream.counts().calls()).isEqualTo(3);
    assertThat(upstream.counts().repetitions()).isEqualTo(2);
    assertThat(upstream.counts().answers()).isEqualTo(1);
    assertThat(upstream.counts().failures()).isEmpty();
  }

  @Test
  void afterHalfAReply_itIsAskedAgain() {
    FakeReply half = FakeReply.ok("x".repeat(100)).ending(FakeReply.Ending.CLOSED_HALFWAY);
    server.on(PATH, half, FakeReply.ok("fine"));
    CompletableFuture<String> asked = upstream().ask(ASK, TEXT);
    passTimeoutTimer();
    time.passNextTimer();
    assertThat(answer(asked)).isEqualTo("fine");
  }

  @Test
  void aPause_isWaitedForToItsEnd() {
    server.on(PATH, BUSY, FakeReply.ok("fine"));
    CompletableFuture<String> asked = upstream().ask(ASK, TEXT);
    passTimeoutTimer();
    Duration pause = time.nextTimer();
    time.time.advance(pause.minusNanos(1));
    assertThat(server.requests()).hasSize(1);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(asked)).isEqualTo("fine");
  }

  @Test
  void afterTheLastRepetition_theFailureIsTold() {
    server.on(PATH, BUSY);
    Upstream upstream = upstream();
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    passTimeoutTimer();
    time.passNextTimer();
    passTimeoutTimer();
    time.passNextTimer();
    WeatherException failure = failure(asked);
    assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(failure).hasMessage("fake: said 503: busy");
    assertThat(server.requests()).hasSize(3);
    assertThat(upstream.counts().failures()).containsOnly(Map.entry(Reason.OVERLOADED, 1L));
  }

  @Test
  void afterATimeout_itIsAskedAgain() {
    server.on(PATH, FakeReply.hang(), FakeReply.ok("fine"));
    CompletableFuture<String> asked = upstream().ask(ASK, TEXT);
    server.awaitRequests(1);
    time.passNextTimer();
    time.passNextTimer();
    assertThat(answer(asked)).isEqualTo("fine");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 418, 422, 429})
  void afterAnyError4xx_itIsNotAskedAgain(int status) {
    server.on(PATH, FakeReply.status(status, ""));
    failure(upstream().ask(ASK, TEXT));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void afterAnError4xxThatTheServiceCallsPassing_itIsNotAskedAgain() {
    server.on(PATH, FakeReply.status(408, ""));
    Refusals passing = (status, body) -> new WeatherException(Reason.OVERLOADED, "busy");
    Upstream upstream =
        upstream(
            new Upstream.Service("fake", server.base(), null, "me", 1, passing),
            Quota.unlimited(),
            connection());
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void withoutRepetitions_thereIsNone() {
    server.on(PATH, BUSY);
    failure(upstream(connection().repetitions(0)).ask(ASK, TEXT));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "3, 3200", "10, 10200"})
  void aShortRetryAfter_isWaitedForBesideThePause(int seconds, long millis) {
    server.on(PATH, BUSY.header("Retry-After", "" + seconds), FakeReply.ok("fine"));
    CompletableFuture<String> asked = upstream().ask(ASK, TEXT);
    passTimeoutTimer();
    assertThat(time.passNextTimer()).isEqualTo(Duration.ofMillis(millis));
    assertThat(answer(asked)).isEqualTo("fine");
  }

  @Test
  void aShortRetryAfter_isForEveryQuestion_andEndsForTheOneThatWaits() {
    server.on(PATH, BUSY.header("Retry-After", "3"), FakeReply.ok("fine"));
    Upstream upstream = upstream(null, 4, Quota.unlimited(), connection());
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    passTimeoutTimer();
    assertThat(time.nextTimer()).isEqualTo(Duration.ofMillis(3_200));
    time.time.advance(Duration.ofSeconds(3).minusNanos(1));
    WeatherException other = failure(upstream.ask(ASK, TEXT));
    assertThat(other.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(other.retryAfter()).hasValue(Duration.ofNanos(1));
    assertThat(server.requests()).hasSize(1);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
    time.time.advance(Duration.ofMillis(200));
    assertThat(answer(asked)).isEqualTo("fine");
  }

  /** What the service asks of one while another waits is waited for as well. */
  @Test
  void aRetryAfterThatComesDuringAPause_delaysTheRepetition() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, BUSY, FakeReply.ok("fine"));
    server.on("/other", BUSY.header("Retry-After", "3").behind(gate));
    Upstream upstream = upstream(null, 2, Quota.unlimited(), connection());
    CompletableFuture<String> other = upstream.ask(new Ask("/other", Map.of()), TEXT);
    passTimeoutTimer();
    server.awaitRequests(1);
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    passTimeoutTimer();
    assertThat(time.nextTimer()).isEqualTo(Duration.ofMillis(200));
    gate.countDown();
    assertThat(time.nextTimer()).isEqualTo(Duration.ofMillis(3_200));
    time.time.advance(Duration.ofMillis(200));
    assertThat(time.nextTimer()).isEqualTo(Duration.ofMillis(2_800));
    assertThat(server.requests()).hasSize(2);
    time.time.advance(Duration.ofMillis(2_800));
    assertThat(answer(asked)).isEqualTo("fine");
    other.cancel(false);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 408, 499})
  void aRetryAfter_isHeardWithAnyStatus(int status) {
    server.on(PATH, FakeReply.status(status, "").header("Retry-After", "3"), FakeReply.ok("fine"));
    Upstream upstream = upstream();
    assertThat(failure(upstream.ask(ASK, TEXT)).retryAfter()).hasValue(Duration.ofSeconds(3));
    time.time.advance(Duration.ofSeconds(3).minusNanos(1));
    assertThat(failure(upstream.ask(ASK, TEXT)).retryAfter()).hasValue(Duration.ofNanos(1));
    assertThat(server.requests()).hasSize(1);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aLongRetryAfter_failsAtOnce_andForAllUntilThen() {
    FakeReply busy = BUSY.header("Retry-After", "11");
    server.on(PATH, busy, FakeReply.ok("fine"));
    Upstream upstream = upstream();
    WeatherException failure = failure(upstream.ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(11));
    time.time.advance(Duration.ofSeconds(10));
    WeatherException still = failure(upstream.ask(ASK, TEXT));
    assertThat(still.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(still.retryAfter()).hasValue(Duration.ofSeconds(1));
    assertThat(server.requests()).hasSize(1);
    time.time.advance(Duration.ofSeconds(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aRetryAfterAsADate_countsFromTheReplysOwnDate() {
    server.on(
        PATH,
        BUSY.header("Date", "Tue, 10 Mar 2026 10:00:00 GMT")
            .header("Retry-After", "Tue, 10 Mar 2026 10:00:04 GMT"),
        FakeReply.ok("fine"));
    CompletableFuture<String> asked = upstream().ask(ASK, TEXT);
    passTimeoutTimer();
    assertThat(time.passNextTimer()).isEqualTo(Duration.ofMillis(4_200));
    assertThat(answer(asked)).isEqualTo("fine");
  }

  @Test
  void aRepetitionThatTheQuotaRefuses_failsWithTheFailureItWasToRepair() {
    server.on(PATH, BUSY);
    Quota quota = Quota.of(2, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection());
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    passTimeoutTimer();
    time.passNextTimer();
    passTimeoutTimer();
    time.passNextTimer();
    assertThat(failure(asked).reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(server.requests()).hasSize(2);
    assertThat(upstream.counts().refusedByQuota()).isEqualTo(1);
  }

  @Test
  void aGeneratorThatThrows_failsTheQuestion() {
    server.on(PATH, BUSY);
    Connection.Builder broken =
        Connection.builder()
            .ticker(time)
            .random(
                () -> {
                  throw new IllegalStateException("no randomness left");
                });
    WeatherException failure = failure(upstream(broken).ask(ASK, TEXT));
    assertThat(failure)
        .hasMessage("fake: not asked, since something broke: java.lang.IllegalStateException");
  }

  @Test
  void whoeverCancels_isNotAskedForAgain_andHoldsNobodyUp() {
    server.on(PATH, BUSY, FakeReply.ok("fine"));
    Upstream upstream = upstream();
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    passTimeoutTimer();
    Duration pause = time.nextTimer();
    asked.cancel(false);
    time.time.advance(pause);
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
    assertThat(server.requests()).hasSize(2);
  }
}

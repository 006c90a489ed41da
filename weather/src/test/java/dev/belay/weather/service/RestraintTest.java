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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a service is not asked although somebody wants to. */
class RestraintTest extends ServiceFixture {
  private static final FakeReply TOO_MANY = FakeReply.status(429, "slow down");
  private static final FakeReply DOWN = FakeReply.status(500, "down");

  private Upstream once() {
    return upstream(connection().repetitions(0));
  }

  private void ask(Upstream upstream, int times) {
    for (int i = 0; i < times; i++) {
      failure(upstream.ask(ASK, TEXT));
    }
  }

  @Test
  void tooMany_pausesEveryQuestionForAMinute_thenTwoAndSoOnToTen() {
    server.on(PATH, TOO_MANY);
    Upstream upstream = once();
    int calls = 0;
    for (int minutes : new int[] {1, 2, 4, 8, 10, 10}) {
      WeatherException failure = failure(upstream.ask(ASK, TEXT));
      assertThat(failure.reason()).isEqualTo(Reason.QUOTA);
      assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(minutes));
      time.time.advance(Duration.ofMinutes(minutes).minusNanos(1));
      WeatherException paused = failure(upstream.ask(ASK, TEXT));
      assertThat(paused.reason()).isEqualTo(Reason.QUOTA);
      assertThat(paused.retryAfter()).hasValue(Duration.ofNanos(1));
      assertThat(server.requests()).hasSize(++calls);
      time.time.advance(Duration.ofNanos(1));
    }
  }

  @Test
  void anAnswer_startsThePausesAgain() {
    server.on(PATH, TOO_MANY, TOO_MANY, FakeReply.ok("fine"), TOO_MANY);
    Upstream upstream = once();
    ask(upstream, 1);
    time.time.advance(Duration.ofMinutes(1));
    ask(upstream, 1);
    time.time.advance(Duration.ofMinutes(2));
    answer(upstream.ask(ASK, TEXT));
    assertThat(failure(upstream.ask(ASK, TEXT)).retryAfter()).hasValue(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({"0, PT1S", "90, PT1M30S", "99999999999999999999, PT24H"})
  void tooManyUntil_pausesUntilThen(String seconds, Duration pause) {
    server.on(PATH, TOO_MANY.header("Retry-After", seconds), FakeReply.ok("fine"));
    Upstream upstream = once();
    assertThat(failure(upstream.ask(ASK, TEXT)).retryAfter()).hasValue(pause);
    time.time.advance(pause.minusNanos(1));
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.QUOTA);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aLongerWishInTheBody_isHeardBesideTheHeader() {
    server.on(PATH, TOO_MANY.header("Retry-After", "5"));
    Refusals untilTomorrow =
        (status, body) ->
            new WeatherException(Reason.QUOTA, "fake: daily limit")
                .withRetryAfter(Duration.ofHours(3));
    Upstream upstream =
        upstream(
            new Upstream.Service("fake", server.base(), null, "me", 1, untilTomorrow),
            Quota.unlimited(),
            connection());
    assertThat(failure(upstream.ask(ASK, TEXT)).retryAfter()).hasValue(Duration.ofHours(3));
  }

  @Test
  void aWrongKey_isNotTriedForAnHour() {
    server.on(PATH, FakeReply.status(401, "wrong"), FakeReply.ok("fine"));
    Upstream upstream = once();
    WeatherException failure = failure(upstream.ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.KEY);
    assertThat(failure.retryAfter()).hasValue(Duration.ofHours(1));
    time.time.advance(Duration.ofHours(1).minusNanos(1));
    assertThat(failure(upstream.inBackground().ask(ASK, TEXT)).reason()).isEqualTo(Reason.KEY);
    assertThat(server.requests()).hasSize(1);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aCheck_triesAWrongKeyAgain() {
    FakeReply wrong = FakeReply.status(401, "wrong");
    server.on(PATH, wrong, wrong, FakeReply.ok("active by now"));
    Upstream upstream = once();
    ask(upstream, 2);
    assertThat(failure(upstream.check(ASK, TEXT)).reason()).isEqualTo(Reason.KEY);
    ask(upstream, 2);
    assertThat(answer(upstream.check(ASK, TEXT))).isEqualTo("active by now");
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("active by now");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aPlanThatIsTooSmall_isNotTriedForAnHourEither() {
    server.on(PATH, FakeReply.status(403, "not in your plan"), FakeReply.ok("fine"));
    Upstream upstream = once();
    WeatherException failure = failure(upstream.ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.PLAN);
    assertThat(failure.retryAfter()).hasValue(Duration.ofHours(1));
    time.time.advance(Duration.ofHours(1).minusNanos(1));
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.PLAN);
    assertThat(server.requests()).hasSize(1);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  private Upstream refusedFor(Duration wait) {
    Refusals unwelcome =
        (status, body) ->
            new WeatherException(Reason.REFUSED, "fake: go away").withRetryAfter(wait);
    return upstream(
        new Upstream.Service("fake", server.base(), null, "me", 1, unwelcome),
        Quota.unlimited(),
        connection());
  }

  @Test
  void aRefusalThatIsNotAboutTheQuestion_holdsEveryQuestionBack() {
    server.on(PATH, FakeReply.status(403, ""), FakeReply.ok("fine"));
    Upstream upstream = refusedFor(Duration.ofHours(2));
    ask(upstream, 3);
    time.time.advance(Duration.ofHours(2).minusNanos(1));
    WeatherException still = failure(upstream.inBackground().ask(ASK, TEXT));
    assertThat(still.reason()).isEqualTo(Reason.REFUSED);
    assertThat(still.retryAfter()).hasValue(Duration.ofNanos(1));
    assertThat(server.requests()).hasSize(1);
    assertThat(answer(upstream.check(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aRefusalThatIsAboutTheQuestion_holdsNobodyBack() {
    server.on(PATH, FakeReply.status(400, "bad"), FakeReply.ok("fine"));
    Upstream upstream = once();
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.REFUSED);
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void fivePassingFailuresInARow_openTheCircuitForHalfAMinute() {
    server.on(PATH, DOWN, DOWN, DOWN, DOWN, DOWN, FakeReply.ok("fine"));
    Upstream upstream = once();
    ask(upstream, 5);
    time.time.advance(Duration.ofSeconds(30).minusNanos(1));
    WeatherException open = failure(upstream.ask(ASK, TEXT));
    assertThat(open.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
    assertThat(open).hasMessage("fake: not asked, since it has failed 5 times in a row");
    assertThat(open.retryAfter()).hasValue(Duration.ofNanos(1));
    assertThat(server.requests()).hasSize(5);
    time.time.advance(Duration.ofNanos(1));
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void duringAProbe_nobodyKnowsForHowLongTheOthersWait() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, DOWN, DOWN, DOWN, DOWN, DOWN, FakeReply.ok("fine").behind(gate));
    Upstream upstream = upstream(null, 2, Quota.unlimited(), connection().repetitions(0));
    ask(upstream, 5);
    time.time.advance(Duration.ofSeconds(30));
    CompletableFuture<String> probe = upstream.ask(ASK, TEXT);
    server.awaitRequests(6);
    WeatherException open = failure(upstream.ask(ASK, TEXT));
    assertThat(open.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
    assertThat(open.retryAfter()).isEmpty();
    gate.countDown();
    assertThat(answer(probe)).isEqualTo("fine");
  }

  @Test
  void aFailureThatIsNotPassing_showsThatTheServiceIsThere() {
    FakeReply none = FakeReply.status(404, "none");
    server.on(PATH, DOWN, DOWN, DOWN, DOWN, none, DOWN, FakeReply.ok("fine"));
    Upstream upstream = once();
    ask(upstream, 6);
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void brokenReplies_openTheCircuitToo() {
    server.on(PATH, FakeReply.ok("{\"temp\":"));
    ReplyReader<String> reader =
        reply -> {
          throw new IOException("not whole");
        };
    Upstream upstream = once();
    for (int i = 0; i < 5; i++) {
      assertThat(failure(upstream.ask(ASK, reader)).reason()).isEqualTo(Reason.BROKEN_REPLY);
    }
    assertThat(failure(upstream.ask(ASK, reader)).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
  }

  @Test
  void repetitions_countForTheCircuit_whichEndsThem() {
    server.on(PATH, DOWN);
    Upstream upstream = upstream();
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    for (int timers = 0; timers < 2; timers++) {
      time.nextTimer();
      time.passNextTimer();
    }
    assertThat(failure(asked).reason()).isEqualTo(Reason.OVERLOADED);
    time.nextTimer();
    CompletableFuture<String> second = upstream.ask(ASK, TEXT);
    time.nextTimer();
    time.passNextTimer();
    time.nextTimer();
    time.passNextTimer();
    assertThat(failure(second).reason()).as("not CIRCUIT_OPEN").isEqualTo(Reason.OVERLOADED);
    assertThat(server.requests()).hasSize(5);
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

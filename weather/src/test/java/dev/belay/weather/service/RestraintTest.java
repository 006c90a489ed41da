/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Turns.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, who waits, and what becomes of all of them in the end. */
class TurnsTest extends ServiceFixture {
  private final Turns<String> turns = new Turns<>(2, 2);

  @Test
  void soManyAtOnce_theOthersWait_andThereIsNoRoomForMore() {
    assertThat(turns.enter("a", false)).isEqualTo(Place.FIRST);
    assertThat(turns.enter("b", true)).isEqualTo(Place.FIRST);
    assertThat(turns.enter("c", false)).isEqualTo(Place.WAITS);
    assertThat(turns.enter("d", false)).isEqualTo(Place.WAITS);
    assertThat(turns.enter("e", false)).isEqualTo(Place.NO_ROOM);
    assertThat(turns.enter("f", true)).as("room of its own").isEqualTo(Place.WAITS);
    assertThat(turns.enter("g", true)).isEqualTo(Place.WAITS);
    assertThat(turns.enter("h", true)).isEqualTo(Place.NO_ROOM);
  }

  @Test
  void whoeverLeaves_givesTheTurnToLiveOnesFirst_inTheirOrder() {
    for (String name : List.of("a", "b")) {
      turns.enter(name, false);
    }
    turns.enter("can wait", true);
    turns.enter("c", false);
    turns.enter("d", false);
    assertThat(turns.leave("a")).isEqualTo("c");
    assertThat(turns.leave("b")).isEqualTo("d");
    assertThat(turns.leave("c")).isEqualTo("can wait");
    assertThat(turns.leave("d")).isNull();
    assertThat(turns.enter("e", false)).isEqualTo(Place.FIRST);
  }

  @Test
  void whoeverLeavesTheQueue_givesNoTurnAway() {
    for (String name : List.of("a", "b", "c", "d")) {
      turns.enter(name, false);
    }
    assertThat(turns.leave("c")).isNull();
    assertThat(turns.leave("a")).isEqualTo("d");
  }

  @Test
  void whoeverGivesUp_isNoLongerThere_unlessItIsItsTurn() {
    for (String name : List.of("a", "b", "c", "d")) {
      turns.enter(name, false);
    }
    assertThat(turns.giveUp("a")).as("it has its turn").isFalse();
    assertThat(turns.giveUp("c")).isTrue();
    assertThat(turns.giveUp("c")).isFalse();
    assertThat(turns.enter("e", false)).as("there is room again").isEqualTo(Place.WAITS);
    assertThat(turns.leave("a")).isEqualTo("d");
    turns.enter("f", true);
    assertThat(turns.giveUp("f")).isTrue();
  }

  @Test
  void closed_letsNobodyIn_andNamesEverybodyOnce() {
    turns.enter("a", false);
    turns.enter("b", false);
    turns.enter("c", false);
    turns.enter("d", true);
    assertThat(turns.close()).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(turns.close()).isEmpty();
    assertThat(turns.enter("e", false)).isEqualTo(Place.CLOSED);
    assertThat(turns.leave("a")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void aServiceThatTakesNoQuestion_isRefused(int atOnce) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Upstream.Service("x", server.base(), null, "me", atOnce, REFUSALS))
        .withMessage("at once: " + atOnce + " is not above 0");
  }

  @Test
  void aService_isAskedByNoMoreAtOnceThanItTakes() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, FakeReply.ok("fine").behind(gate));
    Upstream upstream = upstream(null, 2, Quota.unlimited(), connection());
    List<CompletableFuture<String>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(upstream.ask(ASK, TEXT));
    }
    server.awaitRequests(2);
    gate.countDown();
    asked.forEach(one -> assertThat(answer(one)).isEqualTo("fine"));
    assertThat(server.mostAtOnce()).isEqualTo(2);
    assertThat(server.requests()).hasSize(20);
  }

  @Test
  void aFullQueue_refusesWithoutACall() {
    server.on(PATH, FakeReply.hang());
    Upstream upstream = upstream();
    for (int i = 0; i <= Host.ROOM; i++) {
      assertThat(upstream.ask(ASK, TEXT)).isNotDone();
    }
    WeatherException refused = failure(upstream.ask(ASK, TEXT));
    assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(refused)
        .hasMessage("fake: not asked: 256 questions are waiting for their turn already");
  }

  @Test
  void whoeverWaitsForHalfAMinute_isNotAskedAnyMore() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, FakeReply.ok("fine").behind(gate));
    Upstream upstream = upstream(connection().timeout(Duration.ofHours(1)));
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    server.awaitRequests(1);
    CompletableFuture<String> waiting = upstream.ask(ASK, TEXT);
    CompletableFuture<String> canWait = upstream.inBackground().ask(ASK, TEXT);
    time.time.advance(Duration.ofSeconds(30).minusNanos(1));
    assertThat(waiting).isNotDone();
    time.time.advance(Duration.ofNanos(1));
    WeatherException failure = failure(waiting);
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure).hasMessage("fake: not asked: it was not its turn within PT30S");
    time.time.advance(Duration.ofMinutes(9));
    assertThat(canWait).isNotDone();
    time.time.advance(Duration.ofSeconds(30));
    assertThat(failure(canWait)).hasMessage("fake: not asked: it was not its turn within PT10M");
    gate.countDown();
    assertThat(answer(asked)).isEqualTo("fine");
    assertThat(server.requests()).hasSize(1);
    time.awaitNothingPlanned();
  }

  @Test
  void whoeverGetsItsTurn_isNoLongerTimed() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, FakeReply.ok("fine").behind(gate), FakeReply.hang());
    Upstream upstream = upstream(connection().timeout(Duration.ofHours(1)));
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    CompletableFuture<String> waiting = upstream.ask(ASK, TEXT);
    gate.countDown();
    assertThat(answer(asked)).isEqualTo("fine");
    server.awaitRequests(2);
    assertThat(time.time.planned()).as("its own time-out").isOne();
    time.time.advance(Duration.ofSeconds(31));
    assertThat(waiting).isNotDone();
  }

  @Test
  void theQueue_isToldAtOnceWhenTheServiceIsDown() {
    CountDownLatch gate = new CountDownLatch(1);
    server.on(PATH, FakeReply.status(500, "").behind(gate));
    Upstream upstream = upstream(connection().repetitions(0));
    List<CompletableFuture<String>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(upstream.ask(ASK, TEXT));
    }
    gate.countDown();
    for (int i = 0; i < 20; i++) {
      assertThat(failure(asked.get(i)).reason())
          .isEqualTo(i < 5 ? Reason.OVERLOADED : Reason.CIRCUIT_OPEN);
    }
    assertThat(server.requests()).hasSize(5);
    assertThat(upstream.counts().failures())
        .isEqualTo(Map.of(Reason.OVERLOADED, 5L, Reason.CIRCUIT_OPEN, 15L));
  }

  @Test
  void close_failsWhatIsAskedAndWhatWaitsAndWhatIsYetToCome() {
    server.on(PATH, FakeReply.hang());
    Upstream upstream = upstream();
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    CompletableFuture<String> waiting = upstream.inBackground().ask(ASK, TEXT);
    server.awaitRequests(1);
    upstream.close();
    for (CompletableFuture<String> one : List.of(asked, waiting, upstream.ask(ASK, TEXT))) {
      assertThat(failure(one).reason()).isEqualTo(Reason.CLOSED);
      assertThat(failure(one)).hasMessage("fake: closed");
    }
    upstream.close();
    time.awaitNothingPlanned();
  }

  @Test
  void close_duringAPause_endsIt() {
    server.on(PATH, FakeReply.status(503, ""));
    Upstream upstream = upstream();
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    time.nextTimer();
    Duration pause = time.nextTimer();
    upstream.close();
    assertThat(failure(asked).reason()).isEqualTo(Reason.CLOSED);
    time.time.advance(pause);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void threads_areNamedDaemons_andEndWhenItIsClosed() throws Exception {
    server.on(PATH, FakeReply.ok("fine"));
    Upstream upstream =
        upstream(
            new Upstream.Service("threads", server.base(), null, "me", 1, REFUSALS),
            Quota.unlimited(),
            connection());
    Thread reading = answer(upstream.ask(ASK, reply -> Thread.currentThread()));
    assertThat(reading.getName()).startsWith("belay-weather-threads-");
    assertThat(reading.isDaemon()).isTrue();
    upstream.close();
    reading.join(30_000);
    assertThat(reading.isAlive()).isFalse();
  }
}

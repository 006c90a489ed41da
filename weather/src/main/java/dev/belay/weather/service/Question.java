/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.internal.Circuit.Permit;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Outcome.Again;
import dev.belay.weather.service.Outcome.Answer;
import dev.belay.weather.service.Outcome.Failure;
import dev.belay.weather.service.Outcome.GivenUp;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question through all its attempts, which follow each other, each on a thread of the host's.
 * The turn is kept during the pauses between them: a service that has just failed is not asked
 * something else meanwhile.
 */
final class Question<T> {
  /** A service that wants to be left alone for longer is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  private final Host host;
  private final Ask ask;
  private final ReplyReader<T> reader;
  private final boolean background;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private int repetition;
  private boolean delayed;
  private @Nullable WeatherException last;
  private volatile boolean begun;
  private volatile @Nullable CompletableFuture<@Nullable Void> turn;
  private volatile @Nullable CompletableFuture<Outcome<T>> attempt;
  private volatile @Nullable CompletableFuture<@Nullable Void> pause;

  Question(Host host, Ask ask, ReplyReader<T> reader, boolean background) {
    this.host = host;
    this.ask = ask;
    this.reader = reader;
    this.background = background;
  }

  /** Asks as soon as it is this one's turn, or fails at once. */
  @SuppressWarnings("FutureReturnValueIgnored") // the end cannot fail
  CompletableFuture<T> start() {
    WeatherException refusal = host.turns.closed() ? host.closed() : host.restraint.standing();
    if (refusal != null) {
      fail(refusal);
      return result;
    }
    // Whoever cancels it no longer waits for it.
    result.whenComplete((value, failure) -> end());
    switch (host.turns.enter(this, background)) {
      case FIRST -> begin();
      case WAITS -> awaitTurn();
      case NO_ROOM -> fail(host.noRoom());
      case CLOSED -> fail(host.closed());
    }
    return result;
  }

  /** The timer may be late: whoever has begun by then no longer waits. */
  @SuppressWarnings("FutureReturnValueIgnored") // what follows ends in the result
  private void awaitTurn() {
    Duration patience = background ? Host.BACKGROUND_PATIENCE : Host.PATIENCE;
    CompletableFuture<@Nullable Void> waiting = host.connection.ticker.timer(patience.toNanos());
    waiting.thenRunAsync(
        () -> {
          if (host.turns.giveUp(this)) {
            fail(host.noTurn(patience));
          }
        },
        host.executor);
    turn = waiting;
    if (begun || over.get()) {
      waiting.cancel(false);
    }
  }

  private void begin() {
    begun = true;
    cancel(turn);
    host.executor.execute(() -> guarded(this::ask));
  }

  /** Nobody may wait for ever, even if a clock or a generator of the host's throws. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error broken) {
      String what = "not asked, since something broke: " + broken.getClass().getName();
      fail(host.service.failure(Reason.REFUSED, what));
      throw broken;
    }
  }

  private void ask() {
    if (over.get()) {
      return;
    }
    WeatherException refusal = host.restraint.standing();
    if (refusal != null && canWaitFor(refusal)) {
      delayed = true;
      askAfter(wait(refusal));
      return;
    }
    if (refusal == null) {
      refusal = spendAndSend();
    }
    if (refusal != null) {
      // A repetition that may not be made fails with what it was to repair.
      fail(last == null ? refusal : last);
    }
  }

  /** Why it was not sent, if it was not. */
  private @Nullable WeatherException spendAndSend() {
    long moment = host.restraint.moment();
    WeatherException refusal = host.restraint.spend(ask.weight(), background);
    if (refusal != null) {
      return refusal;
    }
    Permit permit = host.restraint.permit();
    if (permit == null) {
      host.restraint.giveBack(ask.weight(), moment);
      return host.service.failure(Reason.CIRCUIT_OPEN, "not asked: another one finds out");
    }
    send(permit, moment);
    return null;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // guarded ends in the result
  private void send(Permit permit, long moment) {
    CompletableFuture<Outcome<T>> asked =
        new Attempt<>(host, ask, reader, background).start(moment);
    asked.whenCompleteAsync(
        (outcome, broken) -> guarded(() -> settle(permit, outcome)), host.executor);
    attempt = asked;
    letGoIfOver();
  }

  private void settle(Permit permit, Outcome<T> outcome) {
    if (over.get()) {
      return;
    }
    if (outcome instanceof Answer<T> answer) {
      host.restraint.succeeded(permit);
      succeed(answer.value());
    } else if (outcome instanceof Failure<T> failure) {
      LOG.debug("{} (attempt {})", failure.failure().getMessage(), repetition + 1);
      repeatOrFail(host.restraint.failed(permit, failure.failure()), failure.again());
    } else if (outcome instanceof GivenUp<T> givenUp) {
      fail(givenUp.failure());
    }
  }

  private void repeatOrFail(WeatherException failure, Again again) {
    boolean mayBeRepeated =
        failure.reason().passing()
            && again == Again.MAYBE
            && repetition < host.connection.repetitions
            && wait(failure).compareTo(PATIENCE) <= 0;
    if (!mayBeRepeated) {
      fail(failure);
      return;
    }
    Duration backoff = Backoff.before(repetition, host.connection.random);
    last = failure;
    delayed = false;
    repetition++;
    host.tally.repetitions.increment();
    askAfter(wait(failure).plus(backoff));
  }

  private static Duration wait(WeatherException failure) {
    return failure.retryAfter().orElse(Duration.ZERO);
  }

  /**
   * Whether a repetition waits, once, for the end of what the service has asked of another question
   * meanwhile.
   */
  private boolean canWaitFor(WeatherException refusal) {
    return last != null
        && !delayed
        && refusal.reason() != Reason.CIRCUIT_OPEN
        && wait(refusal).compareTo(PATIENCE) <= 0;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // guarded ends in the result
  private void askAfter(Duration wait) {
    CompletableFuture<@Nullable Void> waiting = host.connection.ticker.timer(wait.toNanos());
    waiting.thenRunAsync(() -> guarded(this::ask), host.executor);
    pause = waiting;
    letGoIfOver();
  }

  private void succeed(T value) {
    if (end()) {
      host.tally.answers.increment();
      result.complete(value);
    }
  }

  /** Ends it, whatever state it is in; what it waits for is given up. */
  void fail(WeatherException failure) {
    if (end()) {
      host.tally.failed(failure.reason());
      result.completeExceptionally(failure);
    }
  }

  /** Passes the turn on before anybody hears of the end, and may want one. */
  private boolean end() {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    letGoIfOver();
    Question<?> next = host.turns.leave(this);
    if (next != null) {
      next.begin();
    }
    return true;
  }

  /** Called after each change of what is waited for, so that no change is missed by the end. */
  private void letGoIfOver() {
    if (!over.get()) {
      return;
    }
    CompletableFuture<Outcome<T>> asked = attempt;
    if (asked != null) {
      asked.complete(new GivenUp<>(host.closed()));
    }
    cancel(turn);
    cancel(pause);
  }

  private static void cancel(@Nullable CompletableFuture<@Nullable Void> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}

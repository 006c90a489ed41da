/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import dev.belay.internal.Circuit;
import dev.belay.internal.Circuit.Permit;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Upstream.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When not to ask: while the service wants to be left alone, while it is known to refuse us
 * whatever the question (wrong key, too small a plan, a caller it does not like), while it is down,
 * and while the quota is used up. Thread-safe.
 */
final class Restraint {
  /** So many passing failures in a row open the circuit, for so long. */
  private static final int FAILURES = 5;

  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** How long not to ask a service that refuses us, and not only the question. */
  private static final Duration UNWELCOME = Duration.ofHours(1);

  /** How long to leave a service alone that says "too many" but not until when. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  /** A failure that is the answer until some moment. */
  private record Hold(long untilNanos, WeatherException failure) {}

  final Quota quota;
  private final Service service;
  private final Ticker ticker;
  private final Tally tally;
  private final Circuit circuit;
  private volatile @Nullable Hold unwelcome;
  private volatile @Nullable Hold leaveAlone;
  private volatile Duration nextUntold = SHORTEST;

  Restraint(Service service, Quota quota, Ticker ticker, Tally tally) {
    this.service = service;
    this.quota = quota;
    this.ticker = ticker;
    this.tally = tally;
    this.circuit = new Circuit(FAILURES, PAUSE, ticker::nanos);
  }

  /** Why nothing is asked now, whatever the question; null if something may be. */
  @Nullable WeatherException standing() {
    WeatherException held = held(unwelcome);
    held = held == null ? held(leaveAlone) : held;
    if (held != null || circuit.permits()) {
      return held;
    }
    WeatherException open =
        service.failure(
            Reason.CIRCUIT_OPEN, "not asked, since it has failed " + FAILURES + " times in a row");
    Duration left = circuit.left();
    return left.isZero() ? open : open.withRetryAfter(left);
  }

  private @Nullable WeatherException held(@Nullable Hold hold) {
    if (hold == null) {
      return null;
    }
    long left = hold.untilNanos() - ticker.nanos();
    return left <= 0 ? null : hold.failure().withRetryAfter(Duration.ofNanos(left));
  }

  /** Takes a call's weight from the quota; null if it may be made. */
  @Nullable WeatherException spend(double weight, boolean background) {
    Duration wait = quota.tryTake(weight, background);
    if (wait.isZero()) {
      return null;
    }
    tally.refusedByQuota.increment();
    if (wait.equals(Quota.NEVER)) {
      return service.failure(
          Reason.QUOTA, "not asked: a call of weight " + weight + " is above the quota");
    }
    return service
        .failure(Reason.QUOTA, "not asked: the quota is used up, for " + wait)
        .withRetryAfter(wait);
  }

  /** The moment of what is spent next, for {@link #giveBack}. */
  long moment() {
    return quota.moment();
  }

  /** Gives back what was spent on a call that was not made. */
  void giveBack(double weight, long moment) {
    quota.giveBack(weight, moment);
  }

  /** Counts a call that nobody was asked about. */
  void charge(double weight) {
    quota.charge(weight);
  }

  /** The right to ask, or null while the circuit is open. */
  @Nullable Permit permit() {
    return circuit.acquire();
  }

  /** Draws the conclusion from an answer. */
  void succeeded(Permit permit) {
    circuit.succeeded(permit);
    nextUntold = SHORTEST;
  }

  /** Draws the conclusion from a failure; gives it back with the wait that is now due. */
  WeatherException failed(Permit permit, WeatherException failure) {
    if (failure.reason().passing()) {
      boolean closed = circuit.closed();
      circuit.failed(permit);
      warnIfOpen(closed);
    } else {
      circuit.succeeded(permit);
    }
    return switch (failure.reason()) {
      case KEY, PLAN -> unwelcome(failure, longer(wait(failure), UNWELCOME));
      // With a wait it is about us, and without one about the question.
      case REFUSED -> failure.retryAfter().map(told -> unwelcome(failure, told)).orElse(failure);
      case QUOTA -> leaveAlone(failure, failure.retryAfter().orElse(null));
      default -> wait(failure).isZero() ? failure : leaveAlone(failure, wait(failure));
    };
  }

  private void warnIfOpen(boolean closedBefore) {
    if (closedBefore && !circuit.closed()) {
      LOG.warn("{}: failed {} times in a row, not asked for {}", service.name(), FAILURES, PAUSE);
    }
  }

  private synchronized WeatherException unwelcome(WeatherException failure, Duration told) {
    Hold already = unwelcome;
    Hold hold = new Hold(ticker.nanos() + told.toNanos(), failure);
    if (already == null || hold.untilNanos() - already.untilNanos() > 0) {
      unwelcome = hold;
      LOG.warn("{}; not asked again for {}", failure.getMessage(), told);
    }
    return failure.withRetryAfter(told);
  }

  /** Forgets that we were refused: somebody wants to know whether we still are. */
  void forgive() {
    unwelcome = null;
  }

  /** Asks nothing for a while; where it is not told for how long, twice as long each time. */
  private synchronized WeatherException leaveAlone(
      WeatherException failure, @Nullable Duration told) {
    WeatherException already = held(leaveAlone);
    if (already != null && (told == null || told.compareTo(wait(already)) <= 0)) {
      return failure.withRetryAfter(wait(already));
    }
    Duration wait = told == null ? nextUntold : shorter(longer(told, LEAST), RetryAfter.LONGEST);
    if (told == null) {
      nextUntold = shorter(nextUntold.multipliedBy(2), LONGEST);
    }
    leaveAlone = new Hold(ticker.nanos() + wait.toNanos(), failure);
    LOG.warn("{}; not asked again for {}", failure.getMessage(), wait);
    return failure.withRetryAfter(wait);
  }

  private static Duration wait(WeatherException failure) {
    return failure.retryAfter().orElse(Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}

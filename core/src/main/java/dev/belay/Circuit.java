/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a model alone that keeps failing.
 *
 * <p>Closed, every call is let through; after {@code limit} failures in a row it opens and none is;
 * when the pause is over exactly one call, the probe, is let through, and its outcome closes the
 * circuit or starts the next pause. The whole state is one reference to an immutable object, so
 * that a transition is one compare-and-set and a closed circuit costs one volatile read. A clock is
 * read only while it is open. Thread-safe.
 */
final class Circuit {
  private sealed interface State permits Closed, Open, Probing {}

  private record Closed(int failures) implements State {}

  private record Open(long probeAtNanos) implements State {}

  /**
   * The right to call the model once; to be given back as a success or a failure, or not at all if
   * the call has shown nothing.
   */
  sealed interface Permit permits Pass, Probing {}

  private static final class Pass implements Permit {}

  /**
   * One instance for each probe: its identity is the right to end the pause. It is state and permit
   * in one, so that nothing can fail between the two; and a probe that never comes back, for
   * whatever reason, gives way to another after one more pause.
   */
  private static final class Probing implements State, Permit {
    private final long lostAtNanos;

    Probing(long lostAtNanos) {
      this.lostAtNanos = lostAtNanos;
    }
  }

  private static final Closed HEALTHY = new Closed(0);
  private static final Permit PASS = new Pass();

  private final int limit;
  private final long pauseNanos;
  private final Ticker ticker;
  private final AtomicReference<State> state = new AtomicReference<>(HEALTHY);

  Circuit(int limit, Duration pause, Ticker ticker) {
    this.limit = limit;
    this.pauseNanos = Nanos.saturated(pause);
    this.ticker = ticker;
  }

  /** True while nothing is wrong enough to leave the model alone. */
  boolean closed() {
    return state.get() instanceof Closed;
  }

  /** Whether {@link #acquire} has a chance: spares the features of a call that would be refused. */
  boolean permits() {
    State now = state.get();
    return now instanceof Closed || over(now);
  }

  /** A permit, or null if the model is to be left alone. */
  @Nullable Permit acquire() {
    State now = state.get();
    if (now instanceof Closed) {
      return PASS;
    }
    if (!over(now)) {
      return null;
    }
    Probing probe = new Probing(ticker.nanos() + pauseNanos);
    // The one whose exchange succeeds is the probe; the identity of the pause guards against a
    // later pause having begun in between.
    return state.compareAndSet(now, probe) ? probe : null;
  }

  void succeeded(Permit permit) {
    if (permit instanceof Probing probe) {
      state.compareAndSet(probe, HEALTHY);
      return;
    }
    State now = state.get();
    if (now instanceof Closed closed && closed.failures() > 0) {
      state.compareAndSet(now, HEALTHY);
    }
  }

  void failed(Permit permit) {
    if (permit instanceof Probing probe) {
      state.compareAndSet(probe, pause());
      return;
    }
    State now = state.get();
    while (now instanceof Closed closed) {
      int failures = closed.failures() + 1;
      State next = failures >= limit ? pause() : new Closed(failures);
      if (state.compareAndSet(now, next)) {
        return;
      }
      now = state.get();
    }
  }

  private Open pause() {
    return new Open(ticker.nanos() + pauseNanos);
  }

  /** Whether a probe may go: the pause is over, or the last probe has been gone for another. */
  private boolean over(State now) {
    if (now instanceof Open open) {
      return ticker.nanos() - open.probeAtNanos() >= 0;
    }
    return now instanceof Probing probe && ticker.nanos() - probe.lostAtNanos >= 0;
  }
}

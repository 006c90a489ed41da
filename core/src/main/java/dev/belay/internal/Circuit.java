/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves alone what keeps failing: a model, a service.
 *
 * <p>Closed, every call is let through; after {@code limit} failures in a row it opens and none is;
 * when the pause is over exactly one call, the probe, is let through, and its outcome closes the
 * circuit or starts the next pause. The whole state is one reference to an immutable object, so
 * that a transition is one compare-and-set and a closed circuit costs one volatile read. A clock is
 * read only while it is open. Thread-safe.
 */
public final class Circuit {
  private sealed interface State permits Closed, Open, Probing {}

  private record Closed(int failures) implements State {}

  private record Open(long probeAtNanos) implements State {}

  /**
   * The right to one call; to be given back as a success or a failure, or not at all if the call
   * has shown nothing.
   */
  public sealed interface Permit permits Pass, Probing {}

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
  private final LongSupplier clock;
  private final AtomicReference<State> state = new AtomicReference<>(HEALTHY);

  /**
   * Creates a closed circuit.
   *
   * @param limit after how many failures in a row it opens
   * @param pause how long it stays open
   * @param clock nanoseconds that never go back; read only while it is open
   */
  public Circuit(int limit, Duration pause, LongSupplier clock) {
    this.limit = limit;
    this.pauseNanos = Nanos.saturated(pause);
    this.clock = clock;
  }

  /** {@return whether nothing is wrong enough to refuse a call} */
  public boolean closed() {
    return state.get() instanceof Closed;
  }

  /** {@return whether {@link #acquire} has a chance: spares preparing what would be refused} */
  public boolean permits() {
    State now = state.get();
    return now instanceof Closed || over(now);
  }

  /**
   * How long it stays open.
   *
   * @return nothing if it does not, or while a probe is on its way, which may close it any moment
   */
  public Duration left() {
    return state.get() instanceof Open open
        ? Duration.ofNanos(Math.max(0, open.probeAtNanos() - clock.getAsLong()))
        : Duration.ZERO;
  }

  /** {@return a permit, or null if no call is to be made} */
  public @Nullable Permit acquire() {
    State now = state.get();
    if (now instanceof Closed) {
      return PASS;
    }
    if (!over(now)) {
      return null;
    }
    Probing probe = new Probing(clock.getAsLong() + pauseNanos);
    // The one whose exchange succeeds is the probe; the identity of the pause guards against a
    // later pause having begun in between.
    return state.compareAndSet(now, probe) ? probe : null;
  }

  /**
   * Takes a permit back after a call that was good.
   *
   * @param permit the call's
   */
  public void succeeded(Permit permit) {
    if (permit instanceof Probing probe) {
      state.compareAndSet(probe, HEALTHY);
      return;
    }
    State now = state.get();
    if (now instanceof Closed closed && closed.failures() > 0) {
      state.compareAndSet(now, HEALTHY);
    }
  }

  /**
   * Takes a permit back after a call that failed.
   *
   * @param permit the call's
   */
  public void failed(Permit permit) {
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
    return new Open(clock.getAsLong() + pauseNanos);
  }

  /** Whether a probe may go: the pause is over, or the last probe has been gone for another. */
  private boolean over(State now) {
    if (now instanceof Open open) {
      return clock.getAsLong() - open.probeAtNanos() >= 0;
    }
    return now instanceof Probing probe && clock.getAsLong() - probe.lostAtNanos >= 0;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.WeatherException.Reason;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is fetched again and again, by one at a time.
 *
 * <p>What is known is one reference to an immutable entry, so that reading it is one volatile read.
 * Who may fetch is another: whoever sets it fetches, and everybody who comes meanwhile gets the
 * same future. A flight that nothing is heard of has failed after a while. Thread-safe.
 */
final class Cell<V> {
  /**
   * What is known.
   *
   * @param value what was fetched last, if ever
   * @param loaded when, in nanoseconds
   * @param second when, by the wall clock: second since 1970
   * @param failure why it could not be fetched since, if it could not
   * @param quietUntil until when it is not tried again, in nanoseconds
   */
  record Entry<V>(
      @Nullable V value,
      long loaded,
      long second,
      @Nullable WeatherException failure,
      long quietUntil) {

    static <V> Entry<V> of(@Nullable V value, long loaded, long second) {
      return new Entry<>(value, loaded, second, null, 0);
    }

    boolean failing(long nanos) {
      return failure != null && nanos - quietUntil < 0;
    }

    boolean forbidden() {
      return failure != null && (failure.reason() == Reason.KEY || failure.reason() == Reason.PLAN);
    }

    Entry<V> quietUntil(long nanos) {
      return new Entry<>(value, loaded, second, failure, nanos);
    }
  }

  /**
   * What a fetch brings.
   *
   * @param age how old it is already, in nanoseconds, since somebody else has fetched it
   */
  record Loaded<V>(V value, long age) {
    Loaded {
      Objects.requireNonNull(value, "no value");
    }

    static <V> Loaded<V> fresh(V value) {
      return new Loaded<>(value, 0);
    }
  }

  /** What a fetch is; neither may throw what is not ours. */
  interface Load<V> {
    CompletionStage<Loaded<V>> start();

    /** For how many nanoseconds after a failure nothing is fetched; more than none. */
    default long quiet(WeatherException failure) {
      return NegativeCaching.nanos(failure);
    }

    /** Nothing has been heard of it for so long that it is given up; it may yet arrive. */
    default void lost(WeatherException failure) {}

    /** Whether it can wait behind others, which who cannot does not wait for. */
    default boolean background() {
      return false;
    }
  }

  private record Flight<V>(CompletableFuture<V> future, Load<V> load, long started) {
    boolean mayBeAwaitedBy(Load<V> other) {
      return !load.background() || other.background();
    }
  }

  private final CellRules rules;
  private final AtomicReference<Entry<V>> entry = new AtomicReference<>(Entry.of(null, 0, 0));
  private final AtomicReference<@Nullable Flight<V>> flight = new AtomicReference<>();

  Cell(CellRules rules) {
    this.rules = rules;
  }

  Entry<V> entry() {
    return entry.get();
  }

  /** What serves now without a wait, or null. */
  @Nullable V serving(Entry<V> known, long nanos) {
    V value = known.value();
    if (value == null) {
      return null;
    }
    long age = nanos - known.loaded();
    // Not only until it is tried again: that would be a gap whenever it is.
    boolean consoles = known.failure() != null && rules.freshness().consoles(age);
    return consoles || rules.freshness().serves(age) ? value : null;
  }

  /** How old what serves now is, in nanoseconds; -1 if nothing does. */
  long age(long nanos) {
    Entry<V> known = entry.get();
    return serving(known, nanos) == null ? -1 : Math.max(0, nanos - known.loaded());
  }

  boolean fresh(Entry<V> known, long nanos) {
    return rules.freshness().isFresh(nanos - known.loaded());
  }

  /** Whether it is time to fetch, and nobody does. */
  boolean wants(Entry<V> known, long nanos) {
    return due(known, nanos) && flight.get() == null;
  }

  /** Whether it is time to fetch, or to join who does. */
  boolean due(Entry<V> known, long nanos) {
    return !known.failing(nanos)
        && (known.value() == null || rules.freshness().isDue(nanos - known.loaded()));
  }

  /** Tries again at the next question what failed for want of a right that is now there. */
  void trust() {
    long nanos = rules.ticker().nanos();
    entry.updateAndGet(known -> known.forbidden() ? known.quietUntil(nanos) : known);
  }

  /** Puts in what is known from elsewhere, unless something newer is known. */
  void offer(V value, long loaded) {
    Entry<V> known = entry.get();
    if (known.value() == null || known.loaded() - loaded < 0) {
      long age = TimeUnit.NANOSECONDS.toSeconds(rules.ticker().nanos() - loaded);
      entry.compareAndSet(known, Entry.of(value, loaded, second() - age));
    }
  }

  private long second() {
    return TimeUnit.MILLISECONDS.toSeconds(rules.ticker().millis());
  }

  /**
   * Fetches, or joins who does. What fails is answered by what there was, if that is not too old.
   *
   * @return the value, or the failure; never to be completed by the caller
   */
  CompletableFuture<V> fetch(Load<V> load) {
    while (true) {
      Flight<V> under = flight.get();
      if (under != null && under.mayBeAwaitedBy(load)) {
        return under.future();
      }
      Flight<V> mine = new Flight<>(new CompletableFuture<>(), load, rules.ticker().nanos());
      if (flight.compareAndSet(under, mine)) {
        depart(mine);
        return mine.future();
      }
    }
  }

  private void depart(Flight<V> mine) {
    // Somebody may have landed between the look at the entry and the exchange.
    if (due(entry.get(), mine.started())) {
      Asked.one(mine.load()::start).whenComplete((loaded, thrown) -> arrive(mine, loaded, thrown));
      limit(mine);
    } else {
      land(mine, mine.started());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what follows cannot fail
  private void limit(Flight<V> mine) {
    if (!mine.future().isDone()) {
      CompletableFuture<@Nullable Void> limit = rules.ticker().timer(rules.patience());
      limit.thenRun(() -> giveUp(mine));
      mine.future().whenComplete((value, failure) -> limit.cancel(false));
    }
  }

  private void giveUp(Flight<V> lost) {
    WeatherException silence =
        new WeatherException(
            Reason.TIMEOUT, rules.provider() + " was asked and not heard of again");
    lost.load().lost(silence);
    arrive(lost, null, silence);
  }

  private void arrive(Flight<V> mine, @Nullable Loaded<V> loaded, @Nullable Throwable thrown) {
    long nanos = rules.ticker().nanos();
    if (loaded != null) {
      long age = TimeUnit.NANOSECONDS.toSeconds(loaded.age());
      entry.set(Entry.of(loaded.value(), nanos - loaded.age(), second() - age));
    } else if (!mine.future().isDone()) {
      WeatherException failure = Failure.of(rules.provider(), thrown);
      long quietUntil = nanos + mine.load().quiet(failure);
      entry.updateAndGet(
          known -> new Entry<>(known.value(), known.loaded(), known.second(), failure, quietUntil));
    }
    land(mine, nanos);
  }

  /** The entry is there before the flight is over, and the flight is over before anybody hears. */
  private void land(Flight<V> mine, long nanos) {
    flight.compareAndSet(mine, null);
    Entry<V> known = entry.get();
    V value = serving(known, nanos);
    WeatherException failure = known.failure();
    if (value == null && failure != null) {
      mine.future().completeExceptionally(failure);
    } else {
      mine.future().complete(value);
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who was really shown which arm: a log that says everything once and is emptied by the host.
 *
 * <p>{@link Flags#decide} records what chance decided and has an arm; lists, kill switches and
 * namespaces are acts of somebody's, not exposures. The same flag, key, arm and version are a
 * duplicate as long as they are among the last {@code capacity} different ones, also after a {@link
 * #drain}; after that they may be recorded again. A full log drops what is new and counts it, until
 * it is drained. Memory is bounded by three times the capacity. Thread-safe; a duplicate, the
 * common case, takes no lock.
 */
public final class Exposures {

  /**
   * One unit that was shown one arm.
   *
   * @param flag the flag
   * @param key the unit; a numeric key as its decimal text
   * @param arm the arm
   * @param version the version of the set that decided
   * @param time when it was first seen
   */
  public record Exposure(String flag, String key, String arm, String version, Instant time) {}

  private record Identity(String flag, String key, String arm, String version) {}

  private final int capacity;
  private final InstantSource clock;
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile Set<Identity> recent = ConcurrentHashMap.newKeySet();
  private volatile Set<Identity> older = Set.of();
  private List<Exposure> log = new ArrayList<>();

  private Exposures(int capacity, InstantSource clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /**
   * An empty log on the system's clock.
   *
   * @param capacity how many exposures it holds between two drains; positive
   * @return the log
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public static Exposures of(int capacity) {
    return of(capacity, Clock.systemUTC());
  }

  /**
   * An empty log.
   *
   * @param capacity how many exposures it holds between two drains; positive
   * @param clock read once for each exposure that is recorded
   * @return the log
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public static Exposures of(int capacity, InstantSource clock) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("a log of exposures with the capacity " + capacity);
    }
    return new Exposures(capacity, Objects.requireNonNull(clock, "clock"));
  }

  void record(Decision decision, String key) {
    Identity identity = new Identity(decision.flag(), key, decision.arm(), decision.version());
    if (recent.contains(identity) || older.contains(identity)) {
      duplicates.increment();
      return;
    }
    add(identity);
  }

  private synchronized void add(Identity identity) {
    // Again under the lock: another thread may have added it since.
    if (recent.contains(identity) || older.contains(identity)) {
      duplicates.increment();
      return;
    }
    if (log.size() == capacity) {
      dropped.increment();
      return;
    }
    remember(identity);
    log.add(
        new Exposure(
            identity.flag(), identity.key(), identity.arm(), identity.version(), clock.instant()));
  }

  /** In two generations, so that the last {@code capacity} are known and forgetting is cheap. */
  private void remember(Identity identity) {
    if (recent.size() == capacity) {
      older = recent;
      recent = ConcurrentHashMap.newKeySet();
    }
    recent.add(identity);
  }

  /**
   * Takes everything out of the log.
   *
   * @return the exposures since the last time, in the order they were recorded
   */
  public synchronized List<Exposure> drain() {
    List<Exposure> drained = log;
    log = new ArrayList<>();
    return List.copyOf(drained);
  }

  /** {@return how many exposures are in the log} */
  public synchronized int size() {
    return log.size();
  }

  /** {@return how many have not been recorded since they were known} */
  public long duplicates() {
    return duplicates.sum();
  }

  /** {@return how many have not been recorded since the log was full} */
  public long dropped() {
    return dropped.sum();
  }
}

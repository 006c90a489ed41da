/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flags in force: a {@link FlagSet} that can be replaced while others decide.
 *
 * <pre>{@code
 * Flags flags = Flags.of(FlagSet.parse(json));
 * builder.rollout(flags.rollout("trip-delay"));   // live
 * String arm = flags.arm("banner", user);
 * flags.kill("banner");                           // at once, and whatever the file says
 * }</pre>
 *
 * <p>Each decision is made from exactly one version, with one volatile read and no lock.
 * Thread-safe throughout. {@link FlagsFile} keeps one up to date.
 */
public final class Flags {
  private static final Logger LOG = LoggerFactory.getLogger(Flags.class);
  private static final int NAMED = 20;

  /** What ends a listener's being told. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {

    /** Ends it; may be called again, and changes nothing then. A call in progress goes on. */
    @Override
    void close();
  }

  private final Object swapping = new Object();
  private final Changes changes = new Changes();
  private final @Nullable Exposures exposures;
  private final Set<String> followed = new HashSet<>();
  private final Set<String> missed = new HashSet<>();
  private volatile Snapshot snapshot;

  private Flags(FlagSet set, @Nullable Exposures exposures) {
    this.snapshot = Snapshot.of(Objects.requireNonNull(set, "set"));
    this.exposures = exposures;
  }

  /**
   * Flags that record no exposures.
   *
   * @param set in force until it is replaced
   * @return the flags
   */
  public static Flags of(FlagSet set) {
    return new Flags(set, null);
  }

  /**
   * Flags that record what is decided.
   *
   * @param set in force until it is replaced
   * @param exposures where every {@link #decide} is recorded that chance decided
   * @return the flags
   */
  public static Flags of(FlagSet set, Exposures exposures) {
    return new Flags(set, Objects.requireNonNull(exposures, "exposures"));
  }

  /** {@return the set in force, without regard to what is killed} */
  public FlagSet current() {
    return snapshot.set();
  }

  /**
   * Puts another set in force, at once and as a whole; killed flags stay killed. An equal set
   * changes nothing, and nobody is told.
   *
   * @param next the set
   */
  public void replace(FlagSet next) {
    swap(next);
    changes.tell();
  }

  /** Replaces without telling, for callers that hold a lock; true if it was another set. */
  boolean swap(FlagSet next) {
    Set<String> gone;
    synchronized (swapping) {
      FlagSet before = snapshot.set();
      if (before.equals(Objects.requireNonNull(next, "next"))) {
        return false;
      }
      snapshot = snapshot.with(next, snapshot.killed(), followed);
      changes.add(before, next);
      gone = newlyMissed(next);
    }
    gone.forEach(
        name ->
            LOG.warn("rollout '{}' has gone and is disabled until it returns (said once)", name));
    return true;
  }

  private Set<String> newlyMissed(FlagSet next) {
    Set<String> gone = new TreeSet<>(followed);
    gone.removeAll(next.rollouts().keySet());
    gone.removeAll(missed);
    missed.addAll(gone);
    return gone;
  }

  /** Tells the listeners of what {@link #swap} has done; called without a lock. */
  void tell() {
    changes.tell();
  }

  /**
   * The rollout of that name as it is at each moment. While it is killed, or once it has gone from
   * the set, it is the last known one, {@linkplain Rollout#disabled() disabled}; that it has gone
   * is logged once.
   *
   * @param name of a rollout in force
   * @return gives the current one, allocating nothing
   * @throws IllegalArgumentException if there is no such rollout now, naming those there are
   */
  public Supplier<Rollout> rollout(String name) {
    Objects.requireNonNull(name, "name");
    synchronized (swapping) {
      if (!snapshot.set().rollouts().containsKey(name)) {
        throw unknown("rollout", name, snapshot.set().rollouts().keySet());
      }
      followed.add(name);
    }
    return () -> Objects.requireNonNull(snapshot.rollouts().get(name));
  }

  private static IllegalArgumentException unknown(String kind, String name, Set<String> known) {
    List<String> named = known.stream().limit(NAMED).toList();
    String more = known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : "";
    return new IllegalArgumentException(
        "there is no " + kind + " '" + name + "' among " + named + more);
  }

  /**
   * The arm of a key; allocates nothing for a key in ASCII, and records no exposure.
   *
   * @param flag a rollout or a split
   * @param key the unit
   * @return the arm; {@link Decision#NO_ARM} if the key has none or there is no such flag
   */
  public String arm(String flag, String key) {
    Objects.requireNonNull(key, "key");
    Assignment assignment = snapshot.assignments().get(Objects.requireNonNull(flag, "flag"));
    return assignment == null ? Decision.NO_ARM : assignment.arm(assignment.verdict(key));
  }

  /**
   * The arm of a numeric key; allocates nothing, and records no exposure.
   *
   * @param flag a rollout or a split
   * @param key the unit
   * @return the arm; {@link Decision#NO_ARM} if the key has none or there is no such flag
   */
  public String arm(String flag, long key) {
    Assignment assignment = snapshot.assignments().get(Objects.requireNonNull(flag, "flag"));
    return assignment == null ? Decision.NO_ARM : assignment.arm(assignment.verdict(key));
  }

  /**
   * The arm of a key, and why. It is recorded if there are {@link Exposures} and chance decided.
   *
   * @param flag a rollout or a split; for an unknown one there is a {@link Reason}, no exception
   * @param key the unit
   * @return the decision, from one version
   */
  public Decision decide(String flag, String key) {
    Objects.requireNonNull(key, "key");
    Snapshot now = snapshot;
    Assignment assignment = now.assignments().get(Objects.requireNonNull(flag, "flag"));
    if (assignment == null) {
      return unknown(flag, now);
    }
    Decision decision = assignment.decision(assignment.verdict(key), now.set().version());
    if (exposures != null && decision.assigned() && decision.reason().byChance()) {
      exposures.record(decision, key);
    }
    return decision;
  }

  /**
   * The same for a numeric key.
   *
   * @param flag a rollout or a split; for an unknown one there is a {@link Reason}, no exception
   * @param key the unit
   * @return the decision, from one version
   */
  public Decision decide(String flag, long key) {
    // Written out for either key: what the two share would cost an object a decision.
    Snapshot now = snapshot;
    Assignment assignment = now.assignments().get(Objects.requireNonNull(flag, "flag"));
    if (assignment == null) {
      return unknown(flag, now);
    }
    Decision decision = assignment.decision(assignment.verdict(key), now.set().version());
    if (exposures != null && decision.assigned() && decision.reason().byChance()) {
      exposures.record(decision, Long.toString(key));
    }
    return decision;
  }

  private static Decision unknown(String flag, Snapshot now) {
    return new Decision(flag, Decision.NO_ARM, Reason.UNKNOWN_FLAG, 1, now.set().version());
  }

  /**
   * What every flag says for a key, and why; nothing is recorded.
   *
   * @param key the unit
   * @return one line for each flag, all from one version
   */
  public Assignments explain(String key) {
    Objects.requireNonNull(key, "key");
    return explain(key, flag -> flag.verdict(key), salt -> salt.hash(key));
  }

  /**
   * The same for a numeric key.
   *
   * @param key the unit
   * @return one line for each flag, all from one version
   */
  public Assignments explain(long key) {
    return explain(Long.toString(key), flag -> flag.verdict(key), salt -> salt.hash(key));
  }

  private Assignments explain(
      String key, ToIntFunction<Assignment> verdict, ToIntFunction<Salt> hash) {
    Snapshot now = snapshot;
    String version = now.set().version();
    List<Assignments.Line> lines =
        now.set().names().stream()
            .map(name -> Objects.requireNonNull(now.assignments().get(name)))
            .map(flag -> Assignments.line(flag, verdict.applyAsInt(flag), version, hash))
            .toList();
    return new Assignments(key, version, lines);
  }

  /**
   * Switches a flag off at once, for every key, whatever the set or any later one says, until
   * {@link #revive}. Decisions say {@link Reason#KILLED}, predictions with its rollout {@code
   * DISABLED}.
   *
   * @param flag in force; killing it again changes nothing
   * @throws IllegalArgumentException if there is no such flag now, naming those there are
   */
  public void kill(String flag) {
    Objects.requireNonNull(flag, "flag");
    synchronized (swapping) {
      Set<String> kills = new HashSet<>(snapshot.killed());
      if (!snapshot.set().names().contains(flag) && !kills.contains(flag)) {
        throw unknown("flag", flag, snapshot.set().names());
      }
      kills.add(flag);
      snapshot = snapshot.with(snapshot.set(), kills, followed);
    }
  }

  /**
   * Gives a killed flag back to the set.
   *
   * @param flag that was killed; of any other flag in force it changes nothing
   * @throws IllegalArgumentException if it is neither killed nor in force
   */
  public void revive(String flag) {
    Objects.requireNonNull(flag, "flag");
    synchronized (swapping) {
      Set<String> kills = new HashSet<>(snapshot.killed());
      if (!kills.remove(flag) && !snapshot.set().names().contains(flag)) {
        throw unknown("flag", flag, snapshot.set().names());
      }
      snapshot = snapshot.with(snapshot.set(), kills, followed);
    }
  }

  /** {@return the flags that are killed, also such as are not in the set now} */
  public Set<String> killed() {
    return snapshot.killed();
  }

  /**
   * Someone to tell of every set that comes into force; not of kills.
   *
   * @param listener given the old and the new set, outside any lock, after the new one is in force.
   *     It runs on a swapping thread, its own or another's, and holds up what that thread does
   *     next; swaps are told one at a time and in their order. If more than 1,024 wait to be told,
   *     the newest are merged and counted. A throw is logged once and counted
   * @return what ends it
   */
  public Registration listener(BiConsumer<? super FlagSet, ? super FlagSet> listener) {
    return changes.listener(listener);
  }

  /** {@return how many calls of a listener have thrown} */
  public long listenerFailures() {
    return changes.failures();
  }

  /** {@return how many swaps were not told by themselves, but together with the one before} */
  public long mergedChanges() {
    return changes.merged();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything a decision reads, as it was at one moment: one volatile read gives all of it, so no
 * decision can mix two sets. Immutable.
 *
 * @param set as the host or the file has it
 * @param killed the flags that are off whatever the set says
 * @param assignments the set's, the killed ones closed
 * @param rollouts the set's, the killed ones disabled, and the last known of those that are gone
 *     though somebody still asks for them, disabled
 */
record Snapshot(
    FlagSet set,
    Set<String> killed,
    Map<String, Assignment> assignments,
    Map<String, Rollout> rollouts) {

  static Snapshot of(FlagSet set) {
    return new Snapshot(
        set, Set.of(), new HashMap<>(set.assignments()), new HashMap<>(set.rollouts()));
  }

  /** Another set or other kills; {@code followed} are the rollouts that somebody asks for. */
  Snapshot with(FlagSet next, Set<String> kills, Set<String> followed) {
    Map<String, Assignment> decide = new HashMap<>(next.assignments());
    Map<String, Rollout> live = new HashMap<>(next.rollouts());
    for (String name : kills) {
      decide.computeIfPresent(name, (n, open) -> open.closedFor(Reason.KILLED));
      live.computeIfPresent(name, (n, open) -> open.disabled());
    }
    for (String name : followed) {
      live.computeIfAbsent(name, n -> Objects.requireNonNull(rollouts.get(n)).disabled());
    }
    return new Snapshot(next, Set.copyOf(kills), decide, live);
  }
}

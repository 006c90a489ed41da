/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

/** Why a key got the arm it got, or none. It may grow: a {@code switch} needs a default. */
public enum Reason {
  /** Chance: the key's place, which its hash decides, is in the arm's range. */
  SHARE,
  /** Chance: the key's place is in no arm's range, and a split has no arm for the rest. */
  UNASSIGNED,
  /** The key is on the allow list of a rollout. */
  ALLOWED,
  /** The key is on the deny list of a rollout. */
  DENIED,
  /** The key is one that a split sends to a fixed arm. */
  OVERRIDDEN,
  /** The key's place in the namespace is outside the part that belongs to the flag. */
  OUTSIDE_NAMESPACE,
  /** The flag is switched off in the set. */
  DISABLED,
  /** The host has killed the flag with {@link Flags#kill}. */
  KILLED,
  /** There is no such flag in the set. */
  UNKNOWN_FLAG;

  /**
   * Whether chance decided. Every other decision is an act of somebody's, and a comparison that
   * counts it is biased.
   *
   * @return true for {@link #SHARE} and {@link #UNASSIGNED}
   */
  public boolean byChance() {
    return this == SHARE || this == UNASSIGNED;
  }
}

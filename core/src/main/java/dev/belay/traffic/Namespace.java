/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.Objects;

/**
 * A part of the units of a namespace, in steps of 0.01 %. Flags that own parts without overlap
 * share no unit, whatever their shares and salts.
 *
 * <p>A unit's place in the namespace is its hash, with a seed that is the hash of the namespace's
 * name: independent of its place in every flag. Made by {@link Rollout#within} and {@link
 * Split.Builder#within}. Immutable and thread-safe.
 */
public final class Namespace {
  private final String name;
  private final int from;
  private final int to;
  private final Salt salt;

  private Namespace(String name, int from, int to) {
    this.name = name;
    this.from = from;
    this.to = to;
    this.salt = new Salt(Salt.Purpose.NAMESPACE, name);
  }

  static Namespace of(String owner, String name, double from, double to) {
    String what = owner + ", namespace '" + Objects.requireNonNull(name, "namespace") + "'";
    if (name.isBlank()) {
      throw new IllegalArgumentException(owner + ": a namespace needs a name");
    }
    int start = Percent.parts(what, from);
    int end = Percent.parts(what, to);
    if (start >= end) {
      throw new IllegalArgumentException(what + ": from " + from + " % to " + to + " % is empty");
    }
    return new Namespace(name, start, end);
  }

  /** {@return the name, as given} */
  public String name() {
    return name;
  }

  /** {@return where the part begins, in percent} */
  public double fromPercent() {
    return Percent.of(from);
  }

  /** {@return where the part ends, in percent; this place itself is outside} */
  public double toPercent() {
    return Percent.of(to);
  }

  /**
   * Whether a key is in this part; allocates only for a key outside ASCII.
   *
   * @param key the unit
   * @return true if it is
   */
  public boolean contains(String key) {
    return holds(salt.hash(Objects.requireNonNull(key, "key")));
  }

  /**
   * Whether a numeric key is in this part; another unit than the same number as text.
   *
   * @param key the unit
   * @return true if it is
   */
  public boolean contains(long key) {
    return holds(salt.hash(key));
  }

  /**
   * Whether a place is in this part: for units that another system has hashed.
   *
   * @param position from 0 to, and without, 1
   * @return true if it is
   * @throws IllegalArgumentException if the position is not in that range
   */
  public boolean containsAt(double position) {
    double place = Unit.requirePosition(position);
    return place >= (double) from / Percent.WHOLE && place < (double) to / Percent.WHOLE;
  }

  private boolean holds(int hash) {
    int bucket = Unit.bucket(hash, Percent.WHOLE);
    return bucket >= from && bucket < to;
  }

  boolean overlaps(Namespace other) {
    return name.equals(other.name) && from < other.to && other.from < to;
  }

  Salt salt() {
    return salt;
  }

  String range() {
    return Percent.range((double) from / Percent.WHOLE, (double) to / Percent.WHOLE);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Namespace that
        && name.equals(that.name)
        && from == that.from
        && to == that.to;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, from, to);
  }

  @Override
  public String toString() {
    return name + " " + range();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The share of keys a model may answer for, in steps of 0.01 %.
 *
 * <p>The same key is in or out on every JVM and in every release, and raising the share only adds
 * keys: 10 % is contained in 25 %, in 50 %, in 100 %. Two rollouts with different salts choose
 * independently of each other. A key's place is the MurmurHash3 (x86, 32 bits) of its UTF-8 bytes,
 * scaled to 10,000 buckets; the hash's seed is the MurmurHash3 of the salt. With share {@code c}
 * the model's arm is {@code [0, c)} and the comparison arm {@code [0.5, 0.5 + c)} less the model's,
 * so that a step up to 50 % moves no key from one arm to the other (the ranges of GrowthBook's
 * monitored ramp).
 *
 * <p>Keys on the allow list are always in, keys on the deny list never, and both before the
 * namespace is looked at; only {@link #disabled()} comes before the lists.
 *
 * <p>Immutable and thread-safe. A rollout is its own supplier, so a constant one and a live one go
 * in at the same place:
 *
 * <pre>{@code
 * var live = new AtomicReference<>(Rollout.of("trip-delay", 10));
 * builder.rollout(live::get);
 * live.set(live.get().withPercent(25));
 * }</pre>
 */
public final class Rollout implements Supplier<Rollout> {
  private static final int HALF = Percent.WHOLE / 2;
  private static final int MODEL = 0;
  private static final int COMPARISON = 1;
  private static final int ALLOWED = Verdict.of(Reason.ALLOWED, MODEL);
  private static final int DENIED = Verdict.of(Reason.DENIED, Verdict.NO_ARM);

  private final Assignment assignment;
  private final int share;

  private Rollout(Assignment assignment, int share) {
    this.assignment = assignment;
    this.share = share;
  }

  /**
   * An enabled rollout whose salt is its name.
   *
   * @param name what it is called in logs and flags; not blank
   * @param percent share of the keys, from 0 to 100 in steps of 0.01
   * @return the rollout
   * @throws IllegalArgumentException for a blank name or a percentage that is none
   */
  public static Rollout of(String name, double percent) {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rollout needs a name");
    }
    int share = Percent.parts(label(name), percent);
    Salt salt = new Salt(Salt.Purpose.IN, name);
    return new Rollout(new Assignment(name, salt, arms(share), Overrides.NONE, null, null), share);
  }

  private static String label(String name) {
    return "rollout '" + name + "'";
  }

  private static Arms arms(int share) {
    int end = Math.min(Percent.WHOLE, HALF + share);
    return new Arms(
        List.of(
            new Arms.Range(Arm.MODEL.name(), 0, share),
            new Arms.Range(Arm.COMPARISON.name(), Math.max(HALF, share), end)),
        Percent.WHOLE,
        Arm.REST.name());
  }

  /**
   * The same rollout at another share; it keeps its keys as far as the share reaches.
   *
   * @param percent share of the keys, from 0 to 100 in steps of 0.01
   * @return the changed copy
   * @throws IllegalArgumentException for a percentage that is none
   */
  public Rollout withPercent(double percent) {
    int other = Percent.parts(label(name()), percent);
    return new Rollout(assignment.withArms(arms(other)), other);
  }

  /**
   * The same share of another, independent choice of keys; default is the name.
   *
   * @param salt any text
   * @return the changed copy
   */
  public Rollout withSalt(String salt) {
    return new Rollout(assignment.withSalt(salt), share);
  }

  /**
   * The same rollout with more keys that are always in: {@link Arm#MODEL} with propensity 1. A
   * numeric key is found under its decimal text.
   *
   * @param keys added to those there are
   * @return the changed copy
   * @throws IllegalArgumentException for a key that is denied, or more than 10,000 keys on both
   *     lists together
   */
  public Rollout allowing(String... keys) {
    return listing(keys, ALLOWED);
  }

  /**
   * The same rollout with more keys that are never in: {@link Arm#REST}, and the model with
   * propensity 0. A numeric key is found under its decimal text.
   *
   * @param keys added to those there are
   * @return the changed copy
   * @throws IllegalArgumentException for a key that is allowed, or more than 10,000 keys on both
   *     lists together
   */
  public Rollout denying(String... keys) {
    return listing(keys, DENIED);
  }

  private Rollout listing(String[] keys, int verdict) {
    Overrides lists = assignment.overrides().adding(label(name()), List.of(keys), verdict);
    return new Rollout(assignment.withOverrides(lists), share);
  }

  /**
   * The same rollout confined to a part of a namespace, of which it then takes its share. Rollouts
   * in parts without overlap share no key, but for those on their lists.
   *
   * @param namespace its name; not blank
   * @param fromPercent where the part begins, from 0 to 100 in steps of 0.01
   * @param toPercent where it ends, above the beginning
   * @return the changed copy
   * @throws IllegalArgumentException for a blank name, a bound that is no percentage, or an empty
   *     part
   */
  public Rollout within(String namespace, double fromPercent, double toPercent) {
    Namespace slice = Namespace.of(label(name()), namespace, fromPercent, toPercent);
    return new Rollout(assignment.within(slice), share);
  }

  /**
   * {@return the same rollout switched off: no key is in, and predictions say so rather than
   * "control"}
   */
  public Rollout disabled() {
    return new Rollout(assignment.closedFor(Reason.DISABLED), share);
  }

  /** {@return the name, as given} */
  public String name() {
    return assignment.name();
  }

  /** {@return the salt that chooses the keys} */
  public String salt() {
    return assignment.salt().text();
  }

  /** {@return the share of keys in percent, whether or not it is enabled} */
  public double percent() {
    return Percent.of(share);
  }

  /** {@return false after {@link #disabled()}} */
  public boolean enabled() {
    return assignment.closed() == null;
  }

  /** {@return the part of a namespace it is confined to, if it is} */
  public Optional<Namespace> namespace() {
    return Optional.ofNullable(assignment.slice());
  }

  /**
   * The arm of a key; allocates only for a key outside ASCII.
   *
   * @param key the unit of assignment
   * @return its arm
   */
  public Arm arm(String key) {
    return armOf(assignment.verdict(Objects.requireNonNull(key, "key")));
  }

  /**
   * The arm of a numeric key, which to chance is another unit than the same number as text;
   * allocates nothing.
   *
   * @param key the unit of assignment
   * @return its arm
   */
  public Arm arm(long key) {
    return armOf(assignment.verdict(key));
  }

  private static Arm armOf(int verdict) {
    return switch (Verdict.arm(verdict)) {
      case MODEL -> Arm.MODEL;
      case COMPARISON -> Arm.COMPARISON;
      default -> Arm.REST;
    };
  }

  /**
   * The probability with which this key gets {@link Arm#MODEL}: the share where chance decides, 1
   * if it is allowed, 0 if it is denied, outside the namespace's part, or the rollout disabled. A
   * key with 0 or 1 belongs in no comparison, unless that is the share. Allocates as {@link
   * #arm(String)} does.
   *
   * @param key the unit of assignment
   * @return the probability, from 0 to 1
   */
  public double propensity(String key) {
    return propensityOf(assignment.verdict(Objects.requireNonNull(key, "key")));
  }

  /**
   * The same for a numeric key; allocates nothing.
   *
   * @param key the unit of assignment
   * @return the probability, from 0 to 1
   */
  public double propensity(long key) {
    return propensityOf(assignment.verdict(key));
  }

  private double propensityOf(int verdict) {
    if (verdict == ALLOWED) {
      return 1;
    }
    return Verdict.reason(verdict).byChance() ? assignment.arms().share(MODEL) : 0;
  }

  /** This rollout: a constant one goes in wherever a live one does. */
  @Override
  public Rollout get() {
    return this;
  }

  Assignment assignment() {
    return assignment;
  }

  int share() {
    return share;
  }

  /** The keys that are always in, by key. */
  List<String> allowed() {
    return assignment.overrides().keys(ALLOWED);
  }

  /** The keys that are never in, by key. */
  List<String> denied() {
    return assignment.overrides().keys(DENIED);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rollout that && assignment.equals(that.assignment);
  }

  @Override
  public int hashCode() {
    return assignment.hashCode();
  }

  @Override
  public String toString() {
    String text = String.format(Locale.ROOT, "%s %.2f %%", name(), percent());
    if (!salt().equals(name())) {
      text += " salted '" + salt() + "'";
    }
    if (assignment.slice() != null) {
      text += " within " + assignment.slice();
    }
    return enabled() ? text : text + " (disabled)";
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import com.dynatrace.hash4j.hashing.Hasher32;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The share of keys a model may answer for, in steps of 0.01 %.
 *
 * <p>The same key is in or out on every JVM and in every release, and raising the share only adds
 * keys: 10 % is contained in 25 %, in 50 %, in 100 %. Two rollouts with different salts choose
 * independently of each other. A key's bucket is the MurmurHash3 (x86, 32 bits) of its UTF-8 bytes,
 * scaled to 10,000 buckets; the hash's seed is the MurmurHash3 of the salt. With share {@code c}
 * the model's arm is {@code [0, c)} and the comparison arm {@code [0.5, 0.5 + c)} less the model's,
 * so that a step up to 50 % moves no key from one arm to the other (the ranges of GrowthBook's
 * monitored ramp).
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
  private static final int BUCKETS = 10_000;
  private static final int HALF = BUCKETS / 2;
  private static final int SALT_SEED = 0;

  private final String name;
  private final String salt;
  private final Hasher32 family;
  private final int share;
  private final boolean enabled;

  private Rollout(String name, String salt, int share, boolean enabled) {
    this.name = name;
    this.salt = salt;
    this.family = Unit.family(Unit.hash(Unit.family(SALT_SEED), salt));
    this.share = share;
    this.enabled = enabled;
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
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rollout needs a name");
    }
    return new Rollout(name, name, buckets(name, percent), true);
  }

  private static int buckets(String name, double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "rollout '" + name + "': " + percent + " % is not between 0 % and 100 %");
    }
    long buckets = Math.round(percent * 100);
    if (Math.abs(percent * 100 - buckets) > 1e-6) {
      throw new IllegalArgumentException(
          "rollout '" + name + "': " + percent + " % is not a multiple of 0.01 %");
    }
    return (int) buckets;
  }

  /**
   * The same rollout at another share; it keeps its keys as far as the share reaches.
   *
   * @param percent share of the keys, from 0 to 100 in steps of 0.01
   * @return the changed copy
   * @throws IllegalArgumentException for a percentage that is none
   */
  public Rollout withPercent(double percent) {
    return new Rollout(name, salt, buckets(name, percent), enabled);
  }

  /**
   * The same share of another, independent choice of keys; default is the name.
   *
   * @param salt any text
   * @return the changed copy
   */
  public Rollout withSalt(String salt) {
    return new Rollout(name, Objects.requireNonNull(salt, "salt"), share, enabled);
  }

  /**
   * {@return the same rollout switched off: no key is in, and predictions say so rather than
   * "control"}
   */
  public Rollout disabled() {
    return new Rollout(name, salt, share, false);
  }

  /** {@return the name, as given} */
  public String name() {
    return name;
  }

  /** {@return the salt that chooses the keys} */
  public String salt() {
    return salt;
  }

  /** {@return the share of keys in percent, whether or not it is enabled} */
  public double percent() {
    return share / 100.0;
  }

  /** {@return false after {@link #disabled()}} */
  public boolean enabled() {
    return enabled;
  }

  /**
   * The arm of a key; allocates only for a key outside ASCII.
   *
   * @param key the unit of assignment
   * @return its arm
   */
  public Arm arm(String key) {
    return armOf(Unit.bucket(Unit.hash(family, key), BUCKETS));
  }

  /**
   * The arm of a numeric key, which is another unit than the same number as text; allocates
   * nothing.
   *
   * @param key the unit of assignment
   * @return its arm
   */
  public Arm arm(long key) {
    return armOf(Unit.bucket(Unit.hash(family, key), BUCKETS));
  }

  Arm armOf(int bucket) {
    if (!enabled) {
      return Arm.REST;
    }
    if (bucket < share) {
      return Arm.MODEL;
    }
    return bucket >= HALF && bucket < HALF + share ? Arm.COMPARISON : Arm.REST;
  }

  /** This rollout: a constant one goes in wherever a live one does. */
  @Override
  public Rollout get() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rollout that
        && name.equals(that.name)
        && salt.equals(that.salt)
        && share == that.share
        && enabled == that.enabled;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, salt, share, enabled);
  }

  @Override
  public String toString() {
    String text = String.format(Locale.ROOT, "%s %.2f %%", name, percent());
    String salted = salt.equals(name) ? text : text + " salted '" + salt + "'";
    return enabled ? salted : salted + " (disabled)";
  }
}

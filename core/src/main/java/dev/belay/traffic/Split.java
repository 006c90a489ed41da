/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named arms with weights: which of several things a key gets.
 *
 * <pre>{@code
 * Split banner =
 *     Split.named("banner").arm("plain", 50).arm("blue", 30).unassigned(20).coverage(25).build();
 * }</pre>
 *
 * <p>An arm begins at the sum of the weights before it and is as long as its weight times the
 * coverage, so that raising the coverage only adds keys and lowering it only removes them
 * (GrowthBook's rule). At full coverage a key's arm is that of flagd's second fractional algorithm
 * with our hash. The unassigned weight belongs to no arm and comes last: an arm added in its place
 * moves nobody, as long as the sum stays the same. A key in no arm's range gets none, {@link
 * Decision#NO_ARM}: nothing is invented for it.
 *
 * <p>Which arm a key gets is independent of every rollout, also of one with the same name or salt.
 * Immutable and thread-safe.
 */
public final class Split {
  private final Assignment assignment;
  private final Weights weights;
  private final int coverage;

  private Split(Assignment assignment, Weights weights, int coverage) {
    this.assignment = assignment;
    this.weights = weights;
    this.coverage = coverage;
  }

  /**
   * Starts a split; its salt is its name unless set.
   *
   * @param name what it is called in logs and flags; not blank
   * @return a builder for the rest
   * @throws IllegalArgumentException for a blank name
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  private static String label(String name) {
    return "split '" + name + "'";
  }

  /**
   * The same split at another coverage; every arm keeps its keys as far as the coverage reaches.
   *
   * @param percent of each arm's weight, from 0 to 100 in steps of 0.01
   * @return the changed copy
   * @throws IllegalArgumentException for a percentage that is none
   */
  public Split withCoverage(double percent) {
    int other = Percent.parts(label(name()) + ", coverage", percent);
    return new Split(assignment.withArms(weights.covered(other)), weights, other);
  }

  /** {@return the same split switched off: no key has an arm} */
  public Split disabled() {
    return new Split(assignment.closedFor(Reason.DISABLED), weights, coverage);
  }

  /** {@return the name, as given} */
  public String name() {
    return assignment.name();
  }

  /** {@return the salt that chooses the keys} */
  public String salt() {
    return assignment.salt().text();
  }

  /** {@return the names of the arms, in order} */
  public Set<String> arms() {
    return weights.arms().keySet();
  }

  /** {@return the part of each arm's weight that is in use, in percent} */
  public double coverage() {
    return Percent.of(coverage);
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
   * @return the arm's name, or {@link Decision#NO_ARM}
   */
  public String arm(String key) {
    return assignment.arm(assignment.verdict(Objects.requireNonNull(key, "key")));
  }

  /**
   * The arm of a numeric key, which to chance is another unit than the same number as text;
   * allocates nothing.
   *
   * @param key the unit of assignment
   * @return the arm's name, or {@link Decision#NO_ARM}
   */
  public String arm(long key) {
    return assignment.arm(assignment.verdict(key));
  }

  /**
   * The arm whose range holds a place: for units that another system has hashed. Overrides,
   * namespace and {@link #enabled()} play no part.
   *
   * @param position from 0 to, and without, 1
   * @return the arm's name, or {@link Decision#NO_ARM}
   * @throws IllegalArgumentException if the position is not in that range
   */
  public String armAt(double position) {
    Arms arms = assignment.arms();
    return arms.name(arms.at(Unit.requirePosition(position)));
  }

  /**
   * The probability with which chance gives a key this arm: its weight's part of the whole, times
   * the coverage. What the counts of a comparison have to agree with.
   *
   * @param arm one of {@link #arms()}
   * @return the probability, from 0 to 1
   * @throws IllegalArgumentException if there is no such arm
   */
  public double share(String arm) {
    return assignment.arms().share(weights.index(arm));
  }

  Assignment assignment() {
    return assignment;
  }

  Weights weights() {
    return weights;
  }

  int coverageParts() {
    return coverage;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Split that
        && assignment.equals(that.assignment)
        && weights.equals(that.weights)
        && coverage == that.coverage;
  }

  @Override
  public int hashCode() {
    return 31 * assignment.hashCode() + coverage;
  }

  @Override
  public String toString() {
    String text = name() + " {" + assignment.arms() + "}";
    if (!salt().equals(name())) {
      text += " salted '" + salt() + "'";
    }
    if (assignment.slice() != null) {
      text += " within " + assignment.slice();
    }
    return enabled() ? text : text + " (disabled)";
  }

  /** The arms, and everything that is optional. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Map<String, Integer> weights = new LinkedHashMap<>();
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private String salt;
    private int unassigned;
    private int outOf;
    private int coverage = Percent.WHOLE;
    private @Nullable Namespace slice;

    private Builder(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a split needs a name");
      }
      this.name = name;
      this.salt = name;
    }

    /**
     * One more arm, after those there are.
     *
     * @param arm its name; not blank
     * @param weight its part of the sum of all weights; not negative
     * @return this builder
     * @throws IllegalArgumentException for a blank or repeated name, or a negative weight
     */
    public Builder arm(String arm, int weight) {
      if (arm.isBlank()) {
        throw new IllegalArgumentException(label(name) + ": an arm needs a name");
      }
      requireWeight("arm '" + arm + "'", weight);
      if (weights.putIfAbsent(arm, weight) != null) {
        throw new IllegalArgumentException(label(name) + ": arm '" + arm + "' is there twice");
      }
      return this;
    }

    private void requireWeight(String what, int weight) {
      if (weight < 0) {
        throw new IllegalArgumentException(
            label(name) + ": " + what + " has the negative weight " + weight);
      }
    }

    /**
     * The weight that belongs to no arm yet; default is 0.
     *
     * @param weight its part of the sum of all weights; not negative
     * @return this builder
     * @throws IllegalArgumentException for a negative weight
     */
    public Builder unassigned(int weight) {
      requireWeight("the unassigned rest", weight);
      unassigned = weight;
      return this;
    }

    /**
     * What all weights, the unassigned one included, have to add up to; default is whatever they
     * do. Weights are parts of their sum, so a forgotten one changes what every other means: this
     * makes it an error.
     *
     * @param sum of the weights; positive
     * @return this builder
     * @throws IllegalArgumentException for a sum that is not positive
     */
    public Builder outOf(int sum) {
      if (sum <= 0) {
        throw new IllegalArgumentException(label(name) + ": weights out of " + sum);
      }
      outOf = sum;
      return this;
    }

    /**
     * The part of each arm's weight that is in use; default is 100 %.
     *
     * @param percent from 0 to 100 in steps of 0.01
     * @return this builder
     * @throws IllegalArgumentException for a percentage that is none
     */
    public Builder coverage(double percent) {
      coverage = Percent.parts(label(name) + ", coverage", percent);
      return this;
    }

    /**
     * What makes the choice independent of others; default is the name.
     *
     * @param salt any text
     * @return this builder
     */
    public Builder salt(String salt) {
      this.salt = Objects.requireNonNull(salt, "salt");
      return this;
    }

    /**
     * Confines the split to a part of a namespace; default is no namespace.
     *
     * @param namespace its name; not blank
     * @param fromPercent where the part begins, from 0 to 100 in steps of 0.01
     * @param toPercent where it ends, above the beginning
     * @return this builder
     * @throws IllegalArgumentException for a blank name, a bound that is no percentage, or an empty
     *     part
     */
    public Builder within(String namespace, double fromPercent, double toPercent) {
      slice = Namespace.of(label(name), namespace, fromPercent, toPercent);
      return this;
    }

    /**
     * Sends one key to an arm, whatever its place and outside the namespace, too. A numeric key is
     * found under its decimal text.
     *
     * @param key the unit
     * @param arm one of the arms
     * @return this builder
     * @throws IllegalArgumentException for a key that goes to another arm already
     */
    public Builder override(String key, String arm) {
      Objects.requireNonNull(key, "key");
      String before = overrides.put(key, Objects.requireNonNull(arm, "arm"));
      if (before != null && !before.equals(arm)) {
        throw new IllegalArgumentException(
            label(name) + ": key '" + key + "' goes to '" + before + "' and to '" + arm + "'");
      }
      return this;
    }

    /**
     * The split.
     *
     * @return it
     * @throws IllegalArgumentException for no arms or more than 100, weights that are all 0, add up
     *     to more than 2,147,483,647 or not to {@link #outOf}, an override to an arm that is not
     *     there, or more than 10,000 of them
     */
    public Split build() {
      Weights checked = new Weights(label(name), weights, unassigned);
      if (outOf > 0 && checked.sum() != outOf) {
        throw new IllegalArgumentException(
            label(name) + ": the weights add up to " + checked.sum() + ", not to " + outOf);
      }
      Salt which = new Salt(Salt.Purpose.WHICH, salt);
      Arms arms = checked.covered(coverage);
      return new Split(
          new Assignment(name, which, arms, listed(checked), slice, null), checked, coverage);
    }

    private Overrides listed(Weights checked) {
      Overrides listed = Overrides.NONE;
      for (String arm : new LinkedHashSet<>(overrides.values())) {
        int verdict = Verdict.of(Reason.OVERRIDDEN, checked.index(arm));
        List<String> keys =
            overrides.keySet().stream().filter(key -> arm.equals(overrides.get(key))).toList();
        listed = listed.adding(label(name), keys, verdict);
      }
      return listed;
    }
  }
}

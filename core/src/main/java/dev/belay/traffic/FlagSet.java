/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts and splits that belong together, under one version: what a file of flags holds.
 *
 * <pre>{@code
 * FlagSet set =
 *     FlagSet.builder()
 *         .rollout(Rollout.of("trip-delay", 10).allowing("vip-1", "4711"))
 *         .rollout(Rollout.of("surge", 20).within("pricing", 0, 40))
 *         .split(Split.named("banner").arm("plain", 50).arm("blue", 50).build())
 *         .build();
 * }</pre>
 *
 * <p>The same as text. Only {@code format}, which comes first, {@code percent} and {@code arms} are
 * mandatory; {@code salt}, {@code enabled} and {@code namespace} go with a split, too. Shares are
 * percentages in steps of 0.01, weights whole numbers.
 *
 * <pre>{@code
 * {
 *   "format": 1,
 *   "version": "2026-11-21",
 *   "rollouts": {
 *     "trip-delay": {"percent": 10, "allow": ["vip-1", "4711"], "deny": ["test-1"]},
 *     "surge": {"percent": 20, "salt": "surge-2", "enabled": false,
 *               "namespace": {"name": "pricing", "from": 0, "to": 40}}
 *   },
 *   "splits": {
 *     "banner": {"arms": [{"name": "plain", "weight": 50}, {"name": "blue", "weight": 30}],
 *                "unassigned": 20, "outOf": 100, "coverage": 25, "overrides": {"vip-1": "blue"}}
 *   }
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. {@link Flags} holds the current one.
 */
public final class FlagSet {
  /** The most flags of one set. */
  private static final int LIMIT = 1_000;

  private final String version;
  private final Map<String, Rollout> rollouts;
  private final Map<String, Split> splits;
  private final Map<String, Assignment> assignments;

  private FlagSet(
      @Nullable String version, Map<String, Rollout> rollouts, Map<String, Split> splits) {
    this.rollouts = Collections.unmodifiableMap(new TreeMap<>(rollouts));
    this.splits = Collections.unmodifiableMap(new TreeMap<>(splits));
    Map<String, Assignment> all = new TreeMap<>();
    rollouts.forEach((name, rollout) -> all.put(name, rollout.assignment()));
    splits.forEach((name, split) -> all.put(name, split.assignment()));
    this.assignments = Collections.unmodifiableMap(all);
    this.version = version == null ? fingerprint() : version;
  }

  private String fingerprint() {
    int hash = new Murmur(0).hash(FlagsWriter.write(this, null));
    return String.format(Locale.ROOT, "%08x", hash);
  }

  /** {@return the start of a set in code} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The set a text describes, in the format above. Nothing is guessed, repaired or clamped.
   *
   * @param json at most 1,048,576 characters
   * @return the set
   * @throws IllegalArgumentException with line, column, path and value: for text that is no JSON or
   *     longer, another format, an unknown, repeated or missing key, a value of another type or out
   *     of range, and for whatever {@link Rollout}, {@link Split} or {@link Builder} refuse
   */
  public static FlagSet parse(String json) {
    return FlagsReader.read(Objects.requireNonNull(json, "json"));
  }

  /** {@return the version, as given, or else eight digits worked out from the flags} */
  public String version() {
    return version;
  }

  /** {@return the names of all flags, in order} */
  public Set<String> names() {
    return assignments.keySet();
  }

  /**
   * The rollout of that name.
   *
   * @param name of the rollout
   * @return the rollout, if there is one
   */
  public Optional<Rollout> rollout(String name) {
    return Optional.ofNullable(rollouts.get(name));
  }

  /**
   * The split of that name.
   *
   * @param name of the split
   * @return the split, if there is one
   */
  public Optional<Split> split(String name) {
    return Optional.ofNullable(splits.get(name));
  }

  /**
   * The set as text that {@link #parse} reads back as an equal set, provided that it is no longer
   * than that allows. Equal sets give equal text.
   *
   * @return the text, in several lines
   */
  public String toJson() {
    return FlagsWriter.write(this, version);
  }

  Map<String, Rollout> rollouts() {
    return rollouts;
  }

  Map<String, Split> splits() {
    return splits;
  }

  Map<String, Assignment> assignments() {
    return assignments;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlagSet that
        && version.equals(that.version)
        && rollouts.equals(that.rollouts)
        && splits.equals(that.splits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, rollouts, splits);
  }

  @Override
  public String toString() {
    return "version " + version + ": " + rollouts.values() + ", " + splits.values();
  }

  /** The flags of a set, in any order. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Rollout> rollouts = new TreeMap<>();
    private final Map<String, Split> splits = new TreeMap<>();
    private @Nullable String version;

    private Builder() {}

    /**
     * What decisions name as their version; default is eight digits worked out from the flags.
     *
     * @param version not blank
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder version(String version) {
      if (version.isBlank()) {
        throw new IllegalArgumentException("the version '" + version + "' is blank");
      }
      this.version = version;
      return this;
    }

    /**
     * One more rollout.
     *
     * @param rollout under a name of its own
     * @return this builder
     * @throws IllegalArgumentException if there is a flag of that name
     */
    public Builder rollout(Rollout rollout) {
      requireNew(rollout.name());
      rollouts.put(rollout.name(), rollout);
      return this;
    }

    /**
     * One more split.
     *
     * @param split under a name of its own
     * @return this builder
     * @throws IllegalArgumentException if there is a flag of that name
     */
    public Builder split(Split split) {
      requireNew(split.name());
      splits.put(split.name(), split);
      return this;
    }

    private void requireNew(String name) {
      if (rollouts.containsKey(name) || splits.containsKey(name)) {
        throw new IllegalArgumentException("flag '" + name + "' is there twice");
      }
    }

    /**
     * The set.
     *
     * @return it
     * @throws IllegalArgumentException for more than 1,000 flags, or two whose parts of one
     *     namespace overlap, switched off or not
     */
    public FlagSet build() {
      if (rollouts.size() + splits.size() > LIMIT) {
        throw new IllegalArgumentException(
            rollouts.size() + splits.size() + " flags, and at most " + LIMIT + " are kept");
      }
      FlagSet set = new FlagSet(version, rollouts, splits);
      requireDisjoint(List.copyOf(set.assignments().values()));
      return set;
    }

    private static void requireDisjoint(List<Assignment> all) {
      List<Assignment> confined = new ArrayList<>();
      for (Assignment next : all) {
        Namespace slice = next.slice();
        if (slice == null) {
          continue;
        }
        for (Assignment before : confined) {
          requireDisjoint(before, next.name(), slice);
        }
        confined.add(next);
      }
    }

    private static void requireDisjoint(Assignment before, String name, Namespace slice) {
      Namespace other = before.slice();
      if (other != null && other.overlaps(slice)) {
        throw new IllegalArgumentException(
            "namespace '"
                + slice.name()
                + "': "
                + slice.range()
                + " of '"
                + name
                + "' overlaps "
                + other.range()
                + " of '"
                + before.name()
                + "'");
      }
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Proportion;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often each of some categories came, how often any other did, and how often there was none:
 * what {@link dev.belay.stats.Histogram} is for numbers.
 *
 * <p>Which categories are told apart is fixed beforehand, by the reference; whatever else comes
 * later is counted as one, so that a flood of new names neither grows it nor gets lost.
 *
 * <pre>{@code
 * Categories trained = Categories.ofSample(trainingCarriers, 20);   // the 20 most frequent
 * Categories.Builder today = trained.emptyCopy();
 * today.add("UA");
 * }</pre>
 *
 * <p>Immutable, safe to share between threads. It tells at most 1,000 categories apart.
 */
public final class Categories {

  private static final int MOST_NAMES = 1_000;

  private final Map<String, Integer> columns;
  private final List<String> names;

  /** One for each name, and the last for all others. */
  private final long[] counts;

  private final long missing;

  private Categories(Builder builder) {
    columns = builder.columns;
    names = builder.names;
    counts = builder.counts.clone();
    missing = builder.missing;
  }

  /**
   * Empty categories to be filled.
   *
   * @param names the names told apart, in any order; none for a single column of all others
   * @return a builder with these names
   * @throws IllegalArgumentException if there are more than 1,000 or one comes twice
   */
  public static Builder named(Collection<String> names) {
    requireNames(names.size());
    HashSet<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("names must differ: '" + name + "' comes twice");
      }
    }
    return new Builder(List.copyOf(names));
  }

  /**
   * The categories of a sample: its most frequent names, and of equally frequent ones those first
   * in the alphabet.
   *
   * @param sample the names; null where one is missing, which then is counted
   * @param most how many to tell apart at most, from 1 to 1,000
   * @return the filled categories
   * @throws IllegalArgumentException if {@code most} is out of range
   */
  public static Categories ofSample(Collection<? extends @Nullable String> sample, int most) {
    requireNames(Math.toIntExact(Arguments.atLeast(1, "most", most)));
    Map<String, Long> frequencies = new HashMap<>();
    for (String name : sample) {
      if (name != null) {
        frequencies.merge(name, 1L, Long::sum);
      }
    }
    Builder builder = new Builder(mostFrequent(frequencies, most));
    for (String name : sample) {
      builder.add(name);
    }
    return builder.build();
  }

  /**
   * An empty builder with the same names, for the sample to compare.
   *
   * @return a builder whose categories can be {@linkplain #merged merged} and compared with these
   */
  public Builder emptyCopy() {
    return new Builder(names);
  }

  /**
   * The counts of both.
   *
   * @param other categories with the same names in the same order
   * @return the categories of both samples
   * @throws IllegalArgumentException if the names differ, with both
   */
  public Categories merged(Categories other) {
    if (!names.equals(other.names)) {
      throw new IllegalArgumentException("names must be " + names + ": " + other.names);
    }
    Builder sum = emptyCopy();
    sum.take(this);
    sum.take(other);
    return sum.build();
  }

  /**
   * The names told apart.
   *
   * @return an unmodifiable list
   */
  public List<String> names() {
    return names;
  }

  /**
   * How often a category came.
   *
   * @param name one of the {@linkplain #names() names}
   * @return its count
   * @throws IllegalArgumentException if it is not told apart
   */
  public long count(String name) {
    Integer column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("not told apart: '" + name + "'");
    }
    return counts[column];
  }

  /**
   * The number of values that are not missing.
   *
   * @return how many there are, those of other categories included
   */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /**
   * How often a category came that is not told apart.
   *
   * @return the count of all of them
   */
  public long other() {
    return counts[names.size()];
  }

  /**
   * The number of missing values.
   *
   * @return how many were null
   */
  public long missing() {
    return missing;
  }

  /**
   * The share of a category among the values that are not missing, with Wilson's 95 % interval,
   * which assumes independent values.
   *
   * @param name one of the {@linkplain #names() names}
   * @return the share, a pure number; undefined if there is no value
   * @throws IllegalArgumentException if it is not told apart
   */
  public Figure share(String name) {
    return new Proportion(count(name), count()).figure();
  }

  /** Two are equal if all names, in their order, and counts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Categories that
        && names.equals(that.names)
        && Arrays.equals(counts, that.counts)
        && missing == that.missing;
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.hashCode(counts);
  }

  /** Returns the counts. */
  @Override
  public String toString() {
    return "Categories["
        + names
        + ", counts="
        + Arrays.toString(Arrays.copyOf(counts, names.size()))
        + ", other="
        + other()
        + ", missing="
        + missing
        + "]";
  }

  /** The count of each name in their order, and of all others. */
  long[] counts() {
    return counts.clone();
  }

  private static List<String> mostFrequent(Map<String, Long> frequencies, int most) {
    Comparator<Map.Entry<String, Long>> rarestLast =
        Map.Entry.<String, Long>comparingByValue().reversed();
    return frequencies.entrySet().stream()
        .sorted(rarestLast.thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void requireNames(int names) {
    if (names > MOST_NAMES) {
      throw new IllegalArgumentException("names must be at most " + MOST_NAMES + ": " + names);
    }
  }

  /** Counts names, and builds categories of those so far as often as wanted. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Integer> columns;
    private final List<String> names;
    private final long[] counts;
    private long missing;

    private Builder(List<String> names) {
      this.names = names;
      this.counts = new long[names.size() + 1];
      columns = new HashMap<>();
      IntStream.range(0, names.size()).forEach(i -> columns.put(names.get(i), i));
    }

    /**
     * Counts one value.
     *
     * @param name the category; null if missing
     */
    public void add(@Nullable String name) {
      add(name, 1);
    }

    /**
     * Counts one value several times, as when categories are restored from their counts.
     *
     * @param name the category; null if missing
     * @param times how often, not negative
     * @throws IllegalArgumentException if {@code times} is negative
     */
    public void add(@Nullable String name, long times) {
      Arguments.atLeast(0, "times", times);
      if (name == null) {
        missing += times;
      } else {
        counts[columns.getOrDefault(name, names.size())] += times;
      }
    }

    /**
     * The categories of the values so far; counting may go on.
     *
     * @return an immutable copy
     */
    public Categories build() {
      return new Categories(this);
    }

    private void take(Categories other) {
      Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
      missing += other.missing;
    }
  }
}

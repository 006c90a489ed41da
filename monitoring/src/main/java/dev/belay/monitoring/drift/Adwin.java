/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.monitoring.drift.ExponentialHistogram.Bucket;
import dev.belay.stats.Figure;
import java.util.List;

/**
 * An adaptive window: it grows while the mean seems constant, and reports a change when two parts
 * of it differ too much: A. Bifet and R. Gavaldà, <i>Learning from time-changing data with adaptive
 * windowing</i>, SIAM International Conference on Data Mining, 2007, pp. 443-448.
 *
 * <p>A part of n0 and one of n1 values differ if their means do by more than √(2v L / m) + 2L /
 * (3m), where v is the variance in the window, L = ln(2 ln(n0 + n1) / δ) and m the harmonic sum of
 * n0 and n1, each less the shortest part plus 1. Only after every {@linkplain Builder#clock(int) so
 * many} values does it look, and then at cuts between buckets only: memory and time grow with the
 * logarithm of the window.
 *
 * <p>δ bounds the chance of a false alarm at a look, for independent values between 0 and 1: errors
 * are to be divided by what is large for them. It is not a bound over all looks, nor over several
 * series: divide it by their number. Errors that move with the hour or the season are changes too.
 *
 * <p>After a change the next value begins a new window. Not thread-safe.
 */
public final class Adwin {

  private final Builder settings;
  private ExponentialHistogram window;
  private long seen;
  private boolean changed;

  private Adwin(Builder settings) {
    this.settings = settings;
    this.window = new ExponentialHistogram(settings.rowBuckets);
  }

  /**
   * A detector with the usual settings.
   *
   * @param delta δ, between 0 and 1; commonly 0.002
   * @return a detector that has seen nothing
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public static Adwin of(double delta) {
    return builder(delta).build();
  }

  /**
   * A detector with settings of its own.
   *
   * @param delta δ, between 0 and 1; commonly 0.002
   * @return a builder
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public static Builder builder(double delta) {
    return new Builder(delta);
  }

  /**
   * Adds a value.
   *
   * @param value the value, finite and at most 1e70 in size
   * @return whether a change was found with it
   * @throws IllegalArgumentException if it is not finite or too large; nothing has then changed
   */
  public boolean add(double value) {
    Arguments.usable("value", value);
    if (changed) {
      window = new ExponentialHistogram(settings.rowBuckets);
    }
    window.add(value);
    seen++;
    changed = false;
    if (seen % settings.clock == 0 && window.width() > settings.grace) {
      while (differs()) {
        window.dropOldest();
        changed = true;
      }
    }
    return changed;
  }

  /**
   * The number of values in the window.
   *
   * @return how many there are; right after a change those of its newer part
   */
  public long width() {
    return window.width();
  }

  /**
   * The mean of the window.
   *
   * @return the mean without an interval, since the window was chosen by looking; undefined if
   *     nothing was added
   */
  public Figure mean() {
    return window.width() == 0
        ? Figure.undefined("no values", 0)
        : Figure.point(
            window.total() / window.width(),
            window.width(),
            "mean of an adaptive window, no interval");
  }

  /** Returns the mean of the window. */
  @Override
  public String toString() {
    return "Adwin[" + mean() + "]";
  }

  /** The sum of the squared deviations within the window. */
  double squares() {
    return window.squares();
  }

  private boolean differs() {
    Bucket older = new Bucket(0, 0, 0);
    for (List<Bucket> row : window.oldestFirst()) {
      for (int i = 0; i < row.size() - (settings.rowEndsAsNewer ? 1 : 0); i++) {
        older = older.with(row.get(i));
        if (differs(older)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean differs(Bucket older) {
    long newer = window.width() - older.size();
    if (older.size() <= settings.leastPart || newer <= settings.leastPart) {
      return false;
    }
    double spare = settings.leastPart - 1.0;
    double perSize = 1 / (older.size() - spare) + 1 / (newer - spare);
    double log = Math.log(2 * Math.log((double) window.width()) / settings.delta);
    double variance = window.squares() / window.width();
    double limit = Math.sqrt(2 * perSize * variance * log) + 2 * perSize * log / 3;
    double difference = older.total() / older.size() - (window.total() - older.total()) / newer;
    return Math.abs(difference) > limit;
  }

  /** The settings of a detector. Not thread-safe. */
  public static final class Builder {

    private final double delta;
    private int clock = 32;
    private int rowBuckets = 5;
    private int leastPart = 5;
    private int grace = 10;
    private boolean rowEndsAsNewer;

    private Builder(double delta) {
      this.delta = Arguments.share("delta", delta);
    }

    private Builder(Builder other) {
      delta = other.delta;
      clock = other.clock;
      rowBuckets = other.rowBuckets;
      leastPart = other.leastPart;
      grace = other.grace;
      rowEndsAsNewer = other.rowEndsAsNewer;
    }

    /**
     * After how many values it looks: a change is found up to one less later than it could be. 32
     * unless set.
     *
     * @param values how many, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder clock(int values) {
      clock = Math.toIntExact(Arguments.atLeast(1, "clock", values));
      return this;
    }

    /**
     * How many buckets of a size there are at most: more of them are more cuts and more memory. 5
     * unless set.
     *
     * @param buckets how many, at least 2
     * @return this builder
     * @throws IllegalArgumentException if it is below 2
     */
    public Builder rowBuckets(int buckets) {
      rowBuckets = Math.toIntExact(Arguments.atLeast(2, "rowBuckets", buckets));
      return this;
    }

    /**
     * How many values both parts must exceed. 5 unless set.
     *
     * @param values how many, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder leastPart(int values) {
      leastPart = Math.toIntExact(Arguments.atLeast(1, "leastPart", values));
      return this;
    }

    /**
     * How many values the window must exceed before it looks at all. 10 unless set.
     *
     * @param values how many, at least 0
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder grace(int values) {
      grace = Math.toIntExact(Arguments.atLeast(0, "grace", values));
      return this;
    }

    /**
     * Counts the last bucket of each size as newer than it is: what earlier releases of River did,
     * whose alarms come a little later. Only to compare with theirs.
     *
     * @return this builder
     */
    public Builder rowEndsAsNewer() {
      rowEndsAsNewer = true;
      return this;
    }

    /**
     * A detector with these settings.
     *
     * @return a detector that has seen nothing
     */
    public Adwin build() {
      return new Adwin(new Builder(this));
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.stats.Proportion;

/**
 * Intervals that hold at every look and at any stopping time: with probability at least the level,
 * no interval of the whole sequence ever misses the truth. They may be read after each unit and
 * acted upon at once, for which an ordinary interval was never made; the price is width.
 *
 * <p>None of them is an approximation for large samples. What is tuned ({@code tightestAt}) must be
 * chosen before the data; any choice is valid, and a good one is the number of units expected by
 * the time of the decision. The factories are stateless and safe from any thread.
 */
public final class ConfidenceSequence {

  private ConfidenceSequence() {}

  /**
   * The share of successes at 95 %: {@code bernoulli(observed, tightestAt, 0.95)}.
   *
   * @param observed the successes and trials so far
   * @param tightestAt the number of trials around which it is tightest, at least 1
   * @return the share, undefined without a trial
   * @throws IllegalArgumentException if the number is below 1
   */
  public static Figure bernoulli(Proportion observed, long tightestAt) {
    return bernoulli(observed, tightestAt, Interval.DEFAULT_LEVEL);
  }

  /**
   * The share of successes among trials that each succeed with the same probability, whatever went
   * before: the shares that the two-sided beta mixture does not reject (Howard et al. 2021,
   * proposition 7).
   *
   * @param observed the successes and trials so far
   * @param tightestAt the number of trials around which it is tightest, at least 1
   * @param level the level of the whole sequence, between 0 and 1
   * @return the share, undefined without a trial
   * @throws IllegalArgumentException if the number is below 1 or the level not between 0 and 1
   */
  public static Figure bernoulli(Proportion observed, long tightestAt, double level) {
    Arguments.atLeast(1, "tightestAt", tightestAt);
    Arguments.level(level);
    return observed.trials() == 0
        ? Figure.undefined("no trials", 0)
        : new BernoulliEvidence(observed, tightestAt).figure(level);
  }

  /**
   * A quantile at 95 %: {@code quantile(sample, q, tightestAt, 0.95)}.
   *
   * @param sample all values so far
   * @param q which one, between 0 and 1
   * @param tightestAt the number of values from which it is good, at least 1
   * @return the quantile, undefined without a value
   * @throws IllegalArgumentException if {@code q} is not between 0 and 1 or the number is below 1
   */
  public static Figure quantile(Sample sample, double q, long tightestAt) {
    return quantile(sample, q, tightestAt, Interval.DEFAULT_LEVEL);
  }

  /**
   * A quantile of independent values of one distribution, which may be any: the order statistics
   * that {@link UniformBoundary#doubleStitching} leaves. All quantiles may be asked for at once and
   * at all times; the level holds for all of them together.
   *
   * @param sample all values so far
   * @param q which one, between 0 and 1
   * @param tightestAt the number of values from which it is good, at least 1
   * @param level the level of the whole sequence, between 0 and 1
   * @return the quantile, undefined without a value; without an interval while there are too few
   * @throws IllegalArgumentException if {@code q} or the level is not between 0 and 1, or the
   *     number is below 1
   */
  public static Figure quantile(Sample sample, double q, long tightestAt, double level) {
    UniformBoundary upwards = UniformBoundary.doubleStitching(q, tightestAt);
    UniformBoundary downwards = UniformBoundary.doubleStitching(1 - q, tightestAt);
    double alpha = 1 - Arguments.level(level);
    int n = sample.size();
    if (n == 0) {
      return Figure.undefined("no values", 0);
    }
    double lowest = Math.floor(n * q - downwards.bound(n, alpha)) + 1;
    double highest = Math.ceil(n * q + upwards.bound(n, alpha));
    double value = sample.quantile(q).value();
    String method = "quantile, always valid, double stitching";
    if (lowest < 1 && highest > n) {
      return Figure.point(value, n, method + ", no interval: too few values");
    }
    double[] sorted = sample.sorted();
    double lower = lowest < 1 ? Double.NEGATIVE_INFINITY : sorted[(int) lowest - 1];
    double upper = highest > n ? Double.POSITIVE_INFINITY : sorted[(int) highest - 1];
    return Figure.of(value, new Interval(lower, upper, level), n, method);
  }

  /**
   * Whether two samples have the same quantile, at any time: Howard and Ramdas 2022, section 5. The
   * p-value is that of this look; the smallest over all looks is valid at any stopping time, and so
   * is each of them.
   *
   * @param first all values of one arm so far
   * @param second all values of the other, independent of the first
   * @param q which quantile, between 0 and 1
   * @param tightestAt the number of values of an arm around which it is sharpest, at least 1
   * @return the two-sided p-value; without evidence while an arm is empty
   * @throws IllegalArgumentException if {@code q} is not between 0 and 1 or the number is below 1
   */
  public static PValue quantileTest(Sample first, Sample second, double q, long tightestAt) {
    Arguments.share("q", q);
    Arguments.atLeast(1, "tightestAt", tightestAt);
    long n = (long) first.size() + second.size();
    if (first.size() == 0 || second.size() == 0) {
      return PValue.noEvidence("an empty sample", n);
    }
    double evidence =
        QuantileEvidence.least(
            new QuantileEvidence(first, q, tightestAt),
            new QuantileEvidence(second, q, tightestAt));
    return PValue.of(Math.min(1, Math.exp(-evidence)), n, "any-time quantile test");
  }

  /**
   * A running interval of the mean of values within bounds, tightest where the squared deviations
   * sum to ten times the squared range: about 1,000 values with a standard deviation of a tenth of
   * the range.
   *
   * @param lower the least possible value
   * @param upper the greatest possible value, above the least
   * @return a sequence without values
   * @throws IllegalArgumentException if the bounds are not finite or not in order
   */
  public static BoundedMean ofMean(double lower, double upper) {
    return new BoundedMean(lower, upper, 10);
  }

  /**
   * The mean of values that cannot be outside known bounds, such as losses min(|error|, C): valid
   * at any time for whatever distribution, also one that changes. It is then the mean of what each
   * value was expected to be, given those before it.
   *
   * <p>The empirical Bernstein sequence of Howard et al. 2021, theorem 4: the sum of squared
   * deviations of each value from the mean of those before it is the time of a {@link
   * UniformBoundary#gammaExponential} boundary on either side. So it is wide only as far as the
   * values vary, and constant values narrow it too.
   *
   * <p>Memory is constant, and adding neither allocates nor locks. Sequences of disjoint values
   * {@linkplain #merge merge}, by hour or by thread, as long as each value went to one of them
   * without being looked at. Not thread-safe.
   */
  public static final class BoundedMean {

    private final double lower;
    private final double range;
    private final double tuning;
    private final UniformBoundary boundary;
    private long count;
    private double sum;
    private double variance;
    private double mean = 0.5;
    private long own;

    private BoundedMean(double lower, double upper, double tuning) {
      if (!(Arguments.usable("lower", lower) < Arguments.usable("upper", upper))) {
        throw new IllegalArgumentException(
            "lower bound must be below upper bound: [" + lower + ", " + upper + "]");
      }
      this.lower = lower;
      this.range = upper - lower;
      this.tuning = tuning;
      this.boundary = UniformBoundary.gammaExponential(UniformBoundary.Tuning.at(tuning), 1);
    }

    /**
     * An empty sequence with the same bounds, tightest elsewhere.
     *
     * @param values the number of values around which it is tightest, at least 1
     * @param standardDeviation the deviation they are expected to have, above 0
     * @return a new sequence
     * @throws IllegalArgumentException if one is out of range
     * @throws IllegalStateException if this sequence has values: the choice must come before them
     */
    public BoundedMean tightestAt(long values, double standardDeviation) {
      if (count > 0) {
        throw new IllegalStateException("a sequence is tuned before its values: " + count);
      }
      double relative = Arguments.positive("standardDeviation", standardDeviation) / range;
      double sum = Arguments.atLeast(1, "values", values) * relative * relative;
      return new BoundedMean(lower, lower + range, sum);
    }

    /**
     * Adds one value.
     *
     * @param value a value within the bounds
     * @throws IllegalArgumentException if it is not; the sequence is then unchanged
     */
    public void add(double value) {
      double unit = (value - lower) / range;
      if (!(unit >= 0 && unit <= 1)) {
        throw new IllegalArgumentException(
            "value must be within [" + lower + ", " + (lower + range) + "]: " + value);
      }
      // Any guess made before the value keeps the sequence valid; this one starts in the middle.
      double deviation = unit - mean;
      variance += deviation * deviation;
      own++;
      mean += deviation / (own + 1);
      sum += unit;
      count++;
    }

    /**
     * Adds the values of another sequence; it is unchanged.
     *
     * @param other a sequence of other values with the same bounds and tuning
     * @throws IllegalArgumentException if bounds or tuning differ, or it is this sequence
     */
    public void merge(BoundedMean other) {
      if (other == this) {
        throw new IllegalArgumentException("a sequence cannot be merged into itself: " + this);
      }
      if (other.lower != lower || other.range != range || other.tuning != tuning) {
        throw new IllegalArgumentException(
            "bounds and tuning must be the same: " + this + ", " + other);
      }
      count += other.count;
      sum += other.sum;
      variance += other.variance;
    }

    /**
     * The number of values.
     *
     * @return how many were added, merged ones included
     */
    public long count() {
      return count;
    }

    /**
     * The mean at 95 %: {@code figure(0.95)}.
     *
     * @return the mean, undefined without a value
     */
    public Figure figure() {
      return figure(Interval.DEFAULT_LEVEL);
    }

    /**
     * The mean with its interval, cut at the bounds.
     *
     * @param level the level of the whole sequence, between 0 and 1
     * @return the mean in the unit of the values, undefined without a value
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Figure figure(double level) {
      Arguments.level(level);
      if (count == 0) {
        return Figure.undefined("no values", 0);
      }
      double centre = sum / count;
      double margin = boundary.bound(variance, (1 - level) / 2) / count;
      double low = lower + range * Math.max(0, centre - margin);
      double high = lower + range * Math.min(1, centre + margin);
      Interval interval = new Interval(low, Math.max(low, high), level);
      String method = "bounded mean, always valid, empirical Bernstein";
      return Figure.of(lower + range * centre, interval, count, method);
    }

    /** Returns the bounds and the mean, as they read. */
    @Override
    public String toString() {
      return "BoundedMean[" + lower + " to " + (lower + range) + ", " + figure() + "]";
    }
  }
}

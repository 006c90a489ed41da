/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.stats.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Values kept and sorted, for what sums cannot tell: quantiles, outliers, and effect sizes against
 * another sample.
 *
 * <p>It takes the memory of its values twice, and it is the caller who bounds their number. The
 * intervals assume independent values. Immutable, safe to share between threads.
 */
public final class Sample {

  private final double[] values;
  private final double[] sorted;
  private final Moments moments = new Moments();

  private Sample(double[] values) {
    this.values = values;
    sorted = values.clone();
    Arrays.sort(sorted);
    for (double value : values) {
      moments.add(value);
    }
  }

  /**
   * A sample of these values.
   *
   * @param values the values, finite and at most 1e70 in size
   * @return the sample, with a copy of them
   * @throws IllegalArgumentException if a value is not usable
   */
  public static Sample of(double... values) {
    return new Sample(Arguments.usable("value", values));
  }

  /**
   * The number of values.
   *
   * @return how many there are
   */
  public int size() {
    return values.length;
  }

  /**
   * The mean with Student's t interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the mean, undefined without a value
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure mean(double level) {
    return moments.meanFigure(level);
  }

  /**
   * A quantile with a 95 % interval: {@code quantile(q, 0.95)}.
   *
   * @param q which one, between 0 and 1: {@code 0.9} for the 90th percentile
   * @return the quantile, undefined without a value
   * @throws IllegalArgumentException if {@code q} is not between 0 and 1
   */
  public Figure quantile(double q) {
    return quantile(q, Interval.DEFAULT_LEVEL);
  }

  /**
   * A quantile by linear interpolation between order statistics (type 7 of R. J. Hyndman and Y.
   * Fan, The American Statistician 50, 1996, pp. 361-365), with the interval of the order
   * statistics, which assumes no distribution (H. A. David and H. N. Nagaraja, <i>Order
   * Statistics</i>, 3rd ed., 2003, section 7.1). It is one-sided where one end would need values
   * beyond the extremes.
   *
   * @param q which one, between 0 and 1
   * @param level the level of the interval, between 0 and 1
   * @return the quantile, undefined without a value
   * @throws IllegalArgumentException if {@code q} or the level is not between 0 and 1
   */
  public Figure quantile(double q, double level) {
    Arguments.share("q", q);
    Arguments.level(level);
    int n = sorted.length;
    if (n == 0) {
      return Figure.undefined("no values", 0);
    }
    BinomialDistribution below = BinomialDistribution.of(n, q);
    int lowerRank = below.inverseCumulativeProbability((1 - level) / 2);
    int upperRank = below.inverseSurvivalProbability((1 - level) / 2) + 1;
    double value = interpolated(q);
    if (lowerRank < 1 && upperRank > n) {
      return Figure.point(value, n, "quantile, no interval: too few values");
    }
    double lower = lowerRank < 1 ? Double.NEGATIVE_INFINITY : sorted[lowerRank - 1];
    double upper = upperRank > n ? Double.POSITIVE_INFINITY : sorted[upperRank - 1];
    Interval interval = new Interval(lower, upper, level);
    return Figure.of(value, interval, n, "quantile, order statistics");
  }

  /**
   * The values beyond the quartiles by more than {@code factor} times their distance: J. W. Tukey,
   * <i>Exploratory Data Analysis</i>, 1977.
   *
   * @param factor how far is too far, above 0; commonly 1.5, or 3 for extremes
   * @return the indices of the outliers in the order of the values, none with fewer than 2 values
   * @throws IllegalArgumentException if the factor is not above 0
   */
  public List<Integer> outliersByQuartiles(double factor) {
    Arguments.positive("factor", factor);
    if (sorted.length < 2) {
      return List.of();
    }
    double first = interpolated(0.25);
    double third = interpolated(0.75);
    double reach = factor * (third - first);
    return indices(value -> value < first - reach || value > third + reach);
  }

  /**
   * The values further from the mean than {@code factor} sample standard deviations. An outlier
   * raises the deviation it is measured by: with n values none is ever beyond (n - 1) / √n.
   *
   * @param factor how far is too far, above 0; commonly 3
   * @return the indices of the outliers in the order of the values, none with fewer than 2 values
   * @throws IllegalArgumentException if the factor is not above 0
   */
  public List<Integer> outliersByDeviation(double factor) {
    Arguments.positive("factor", factor);
    if (sorted.length < 2) {
      return List.of();
    }
    double reach = factor * moments.standardDeviation();
    return indices(value -> Math.abs(value - moments.mean()) > reach);
  }

  /**
   * The mean of these values over the mean of others, with a 95 % interval by the delta method.
   *
   * @param baseline the sample of the denominator, independent of this one
   * @return the ratio, undefined if a sample is empty or the baseline's mean is 0
   */
  public Figure ratioOfMeans(Sample baseline) {
    return EffectSize.ratioOfMeans(moments, baseline.moments);
  }

  /**
   * The difference of the means in pooled standard deviations, Cohen's d, with a 95 % interval for
   * large samples.
   *
   * @param baseline the sample to subtract, independent of this one
   * @return the effect, undefined with fewer than 2 values in a sample or without any spread
   */
  public Figure cohenD(Sample baseline) {
    return EffectSize.cohenD(moments, baseline.moments);
  }

  /**
   * The probability that a value of this sample exceeds one of another, ties counting half (the
   * common-language effect size, or area under the ROC curve), with a 95 % interval for large
   * samples.
   *
   * @param baseline the other sample, independent of this one
   * @return the probability, undefined if a sample is empty
   */
  public Figure commonLanguage(Sample baseline) {
    return EffectSize.commonLanguage(sorted, baseline.sorted);
  }

  /** Returns the number of values and the median. */
  @Override
  public String toString() {
    return "Sample[size=" + size() + (size() == 0 ? "" : ", median=" + interpolated(0.5)) + "]";
  }

  /** The values in ascending order, not to be changed. */
  double[] sorted() {
    return sorted;
  }

  private double interpolated(double q) {
    double position = q * (sorted.length - 1);
    int index = (int) position;
    double next = sorted[Math.min(index + 1, sorted.length - 1)];
    return sorted[index] + (position - index) * (next - sorted[index]);
  }

  private List<Integer> indices(DoublePredicate outlying) {
    return IntStream.range(0, values.length).filter(i -> outlying.test(values[i])).boxed().toList();
  }
}

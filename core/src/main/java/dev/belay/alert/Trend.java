/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import static dev.belay.stats.Interval.DEFAULT_LEVEL;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The slope of a metric in its unit a day, over equally spaced moments, by the median of the slopes
 * between all pairs, with an interval from Kendall's statistic (Sen, Estimates of the regression
 * coefficient based on Kendall's tau, JASA 63, 1968; with ties as in Gilbert, Statistical Methods
 * for Environmental Pollution Monitoring, 1987, section 16.5). It asks for no distribution, but for
 * moments that are independent but for the trend: windows that overlap make the interval too
 * narrow, so the step should be no shorter than the metric's window.
 *
 * @param metric of which
 * @param step from one moment to the next
 * @param moments how many, 10 to 1,000
 */
public record Trend(Metric metric, Duration step, int moments) implements Quantity {
  private static final int FEWEST = 10;
  private static final int MOST = 1_000;
  private static final double SECONDS_OF_DAY = 86_400;
  private static final double QUANTILE =
      NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + DEFAULT_LEVEL) / 2);

  /**
   * Checks the range.
   *
   * @param metric of which
   * @param step from one moment to the next
   * @param moments how many
   * @throws IllegalArgumentException if the step is not above zero, or the number is out of range
   */
  public Trend {
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("trend: a step of " + step + " is not above zero");
    }
    if (moments < FEWEST || moments > MOST) {
      throw new IllegalArgumentException("trend: " + moments + " moments are not 10 to 1,000");
    }
  }

  /** {@return undefined where fewer than ten of the moments are known} */
  @Override
  public Figure at(MetricSource source, Instant time) {
    double[] days = new double[moments];
    double[] values = new double[moments];
    int known = 0;
    String unit = "";
    for (int i = 0; i < moments; i++) {
      Figure figure = metric.at(source, time.minus(step.multipliedBy(moments - 1L - i)));
      if (figure.defined()) {
        days[known] = i * (step.toNanos() / 1e9 / SECONDS_OF_DAY);
        values[known++] = figure.value();
        unit = figure.unit();
      }
    }
    if (known < FEWEST) {
      return Figure.undefined(
          "a trend needs " + FEWEST + " moments that are known, not " + known, known);
    }
    return slope(Arrays.copyOf(days, known), Arrays.copyOf(values, known))
        .withUnit(unit.isEmpty() ? "/d" : unit + "/d");
  }

  private static Figure slope(double[] days, double[] values) {
    int n = days.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[count++] = (values[j] - values[i]) / (days[j] - days[i]);
      }
    }
    Arrays.sort(slopes);
    double reach = QUANTILE * Math.sqrt(variance(values));
    double lower = slopes[(int) Math.max(0, Math.floor((count - reach) / 2) - 1)];
    double upper = slopes[(int) Math.min(count - 1, Math.ceil((count + reach) / 2))];
    double median = (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
    Interval interval = new Interval(lower, upper, DEFAULT_LEVEL);
    return Figure.of(median, interval, n, "median of pairwise slopes, Kendall");
  }

  /** Of Kendall's statistic without a trend; each group of equal values takes from it. */
  private static double variance(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double variance = term(sorted.length);
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      variance -= term(to - from);
      from = to;
    }
    return variance;
  }

  private static double term(int n) {
    return n * (n - 1.0) * (2.0 * n + 5) / 18;
  }

  @Override
  public String toString() {
    return "trend of %s in %d steps of %s".formatted(metric, moments, Durations.text(step));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.stats.Moments;

/** How much two independent samples differ, on scales that can be compared between metrics. */
final class EffectSize {

  private static final double LEVEL = Interval.DEFAULT_LEVEL;

  private EffectSize() {}

  /**
   * Delta method: A. W. van der Vaart, <i>Asymptotic Statistics</i>, 1998, chapter 3. Where the
   * baseline itself may be 0 no finite interval covers.
   */
  static Figure ratioOfMeans(Moments mine, Moments baseline) {
    long n = mine.count() + baseline.count();
    if (mine.count() == 0 || baseline.count() == 0) {
      return Figure.undefined("an empty sample", n);
    }
    double ratio = mine.mean() / baseline.mean();
    if (baseline.mean() == 0 || !Double.isFinite(ratio)) {
      return Figure.undefined("the baseline's mean is 0", n);
    }
    double own = squaredError(mine);
    double other = squaredError(baseline);
    double error = Math.sqrt(own + ratio * ratio * other) / Math.abs(baseline.mean());
    boolean unbounded = Math.abs(baseline.mean()) <= Normal.quantile(LEVEL) * Math.sqrt(other);
    return unbounded
        ? Figure.point(ratio, n, "ratio of means, no interval: baseline not distinct from 0")
        : figure(ratio, error, n, "ratio of means, delta method");
  }

  /**
   * J. Cohen, <i>Statistical Power Analysis for the Behavioral Sciences</i>, 2nd ed., 1988, p. 67;
   * the standard error is that of L. V. Hedges and I. Olkin, <i>Statistical Methods for
   * Meta-Analysis</i>, 1985, p. 86.
   */
  static Figure cohenD(Moments mine, Moments baseline) {
    long n = mine.count() + baseline.count();
    if (mine.count() < 2 || baseline.count() < 2) {
      return Figure.undefined("fewer than 2 values", n);
    }
    double squares =
        (mine.count() - 1) * mine.variance() + (baseline.count() - 1) * baseline.variance();
    double effect = (mine.mean() - baseline.mean()) / Math.sqrt(squares / (n - 2));
    if (!Double.isFinite(effect)) {
      return Figure.undefined("no spread", n);
    }
    double perArm = 1.0 / mine.count() + 1.0 / baseline.count();
    double error = Math.sqrt(perArm + effect * effect / (2.0 * n));
    return figure(effect, error, n, "Cohen's d, pooled standard deviation, large samples");
  }

  /**
   * K. O. McGraw and S. P. Wong, Psychological Bulletin 111, 1992, pp. 361-365; the standard error
   * is from the placements, E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44,
   * 1988, pp. 837-845.
   */
  static Figure commonLanguage(double[] mine, double[] baseline) {
    long n = (long) mine.length + baseline.length;
    if (mine.length == 0 || baseline.length == 0) {
      return Figure.undefined("an empty sample", n);
    }
    Moments own = placements(mine, baseline);
    double error = Math.sqrt(squaredError(own) + squaredError(placements(baseline, mine)));
    Figure figure = figure(own.mean(), error, n, "common-language effect size, DeLong");
    Interval interval = figure.interval();
    if (interval == null) {
      return figure;
    }
    Interval cut =
        new Interval(Math.max(0, interval.lower()), Math.min(1, interval.upper()), LEVEL);
    return Figure.of(figure.value(), cut, n, figure.method());
  }

  /** For each value the share of others it exceeds, ties counting half. */
  private static Moments placements(double[] values, double[] others) {
    Moments placements = new Moments();
    for (double value : values) {
      double twice = SortedValues.below(others, value) + (double) SortedValues.upTo(others, value);
      placements.add(twice / (2.0 * others.length));
    }
    return placements;
  }

  private static double squaredError(Moments moments) {
    return moments.count() < 2 ? Double.NaN : moments.variance() / moments.count();
  }

  /** Without any spread there is no evidence of how far the truth may be. */
  private static Figure figure(double value, double error, long n, String method) {
    if (!(error > 0)) {
      return Figure.point(value, n, method + ", no interval: no spread");
    }
    double margin = Normal.quantile(LEVEL) * error;
    return Figure.of(value, new Interval(value - margin, value + margin, LEVEL), n, method);
  }
}

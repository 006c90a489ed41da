/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A share of successes among independent trials, with an interval that holds for few trials and for
 * shares near 0 and 1, and the difference of two such shares.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param successes the number of successes, from 0 to {@code trials}
 * @param trials the number of trials, at least 0
 */
public record Proportion(long successes, long trials) {

  private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

  /**
   * Checks the counts.
   *
   * @param successes the number of successes, from 0 to {@code trials}
   * @param trials the number of trials, at least 0
   * @throws IllegalArgumentException if a count is negative or the successes exceed the trials
   */
  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be from 0 to trials = " + trials + ": " + successes);
    }
  }

  /**
   * The share with a 95 % interval: {@code figure(0.95)}.
   *
   * @return the share, undefined without a trial
   */
  public Figure figure() {
    return figure(Interval.DEFAULT_LEVEL);
  }

  /**
   * The share with Wilson's score interval: E. B. Wilson, Journal of the American Statistical
   * Association 22, 1927, pp. 209-212.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the share, undefined without a trial
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure figure(double level) {
    return figure("share", level, "no trials");
  }

  /** The share under another name; {@code none} is the reason why there is none without a trial. */
  Figure figure(String name, double level, String none) {
    Interval.requireLevel(level);
    return trials == 0
        ? Figure.undefined(none, 0)
        : Figure.of(share(), wilson(level), trials, name + ", Wilson score");
  }

  /**
   * This share less another one, with a 95 % interval: {@code minus(baseline, 0.95)}.
   *
   * @param baseline the share to subtract, of other trials
   * @return the difference, undefined if either has no trial
   */
  public Figure minus(Proportion baseline) {
    return minus(baseline, Interval.DEFAULT_LEVEL);
  }

  /**
   * This share less another one of independent trials, with the hybrid score interval: R. G.
   * Newcombe, Statistics in Medicine 17, 1998, pp. 873-890, method 10.
   *
   * @param baseline the share to subtract, of other trials
   * @param level the level of the interval, between 0 and 1
   * @return the difference, undefined if either has no trial
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure minus(Proportion baseline, double level) {
    Interval.requireLevel(level);
    long n = Math.addExact(trials, baseline.trials);
    if (trials == 0 || baseline.trials == 0) {
      return Figure.undefined("no trials", n);
    }
    Interval mine = wilson(level);
    Interval theirs = baseline.wilson(level);
    double difference = share() - baseline.share();
    double below = Math.hypot(share() - mine.lower(), theirs.upper() - baseline.share());
    double above = Math.hypot(mine.upper() - share(), baseline.share() - theirs.lower());
    Interval interval =
        new Interval(Math.max(-1, difference - below), Math.min(1, difference + above), level);
    return Figure.of(difference, interval, n, "difference of shares, Newcombe hybrid score");
  }

  Sample sample() {
    double share = trials == 0 ? 0 : share();
    return Sample.of(trials, share, share * (1 - share));
  }

  /** The number of successes or of failures, whichever is less. */
  long rarer() {
    return Math.min(successes, trials - successes);
  }

  private double share() {
    return (double) successes / trials;
  }

  private Interval wilson(double level) {
    double z = STANDARD_NORMAL.inverseSurvivalProbability((1 - level) / 2);
    double shrink = z * z / trials;
    double centre = (share() + shrink / 2) / (1 + shrink);
    double variance = (share() * (1 - share()) + shrink / 4) / trials;
    double margin = z * Math.sqrt(variance) / (1 + shrink);
    double lower = successes == 0 ? 0 : Math.max(0, centre - margin);
    double upper = successes == trials ? 1 : Math.min(1, centre + margin);
    return new Interval(lower, upper, level);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Wilcoxon's rank tests: signed rank for pairs, rank sum (Mann and Whitney) for two samples, with
 * Hodges and Lehmann's estimate of the shift.
 *
 * <p>They ask whether values tend to be larger, not whether their mean is: a few very bad outcomes
 * leave ranks nearly as they were, so a rank test must not be the only guard against harm.
 *
 * <p>Up to 50 pairs, or 50 values in each sample, the p-value is exact, also with ties, given the
 * ranks that were seen; beyond, it is the normal approximation, corrected for ties and continuity.
 * Pairs without a difference are dropped, as Wilcoxon did. Sources: F. Wilcoxon, Biometrics
 * Bulletin 1, 1945, pp. 80-83; H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18,
 * 1947, pp. 50-60; J. L. Hodges and E. L. Lehmann, Annals of Mathematical Statistics 34, 1963, pp.
 * 598-611. Immutable, safe to share between threads.
 */
public final class RankTest {

  private static final int LARGEST_EXACT = 50;

  private final String name;
  private final int n;
  private final double statistic;
  private final double complement;
  private final @Nullable RankDistribution distribution;
  private final @Nullable PairwiseOrder pairs;

  private RankTest(
      String name,
      int n,
      double statistic,
      @Nullable RankDistribution distribution,
      @Nullable PairwiseOrder pairs) {
    this.name = name;
    this.n = n;
    this.statistic = statistic;
    this.complement = pairs == null ? 0 : pairs.size() - statistic;
    this.distribution = distribution;
    this.pairs = pairs;
  }

  /**
   * The signed rank test of pairs: are the differences {@code first - second} symmetric around 0?
   *
   * @param first one value of each pair, finite and at most 1e70 in size
   * @param second the other value of each pair
   * @return the test
   * @throws IllegalArgumentException if the lengths differ or a value is not usable
   */
  public static RankTest signedRank(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "pairs need as many first as second values: " + first.length + ", " + second.length);
    }
    double[] differences = new double[first.length];
    int n = 0;
    for (int i = 0; i < first.length; i++) {
      double difference =
          Arguments.usable("first", first[i]) - Arguments.usable("second", second[i]);
      if (difference != 0) {
        differences[n++] = difference;
      }
    }
    return signedRank(Arrays.copyOf(differences, n));
  }

  /**
   * The rank sum test of two independent samples: does one tend to be larger?
   *
   * @param first the values of one sample, finite and at most 1e70 in size
   * @param second the values of the other
   * @return the test
   * @throws IllegalArgumentException if a value is not usable
   */
  public static RankTest rankSum(double[] first, double[] second) {
    double[] mine = Arguments.usable("first", first);
    double[] others = Arguments.usable("second", second);
    int n = mine.length + others.length;
    if (mine.length == 0 || others.length == 0) {
      return new RankTest("an empty sample", n, 0, null, null);
    }
    double[] all = Arrays.copyOf(mine, n);
    System.arraycopy(others, 0, all, mine.length, others.length);
    Arrays.sort(mine);
    Arrays.sort(others);
    return rankSum(Ranks.of(all), mine, others);
  }

  /**
   * The statistic: the sum of the ranks of the positive differences (V), or the number of pairs in
   * which the first sample's value is larger, ties counting half (U).
   *
   * @return the statistic in the direction of the first values
   * @throws IllegalStateException if there is no evidence, with the reason
   */
  public double statistic() {
    requireEvidence();
    return statistic;
  }

  /**
   * The statistic in the direction of the second values; the smaller of the two is Wilcoxon's W.
   *
   * @return what {@link #statistic()} lacks of its maximum
   * @throws IllegalStateException if there is no evidence, with the reason
   */
  public double complement() {
    requireEvidence();
    return complement;
  }

  /**
   * The two-sided p-value: {@code p(Side.TWO_SIDED)}.
   *
   * @return the p-value, without evidence if there is no difference to rank
   */
  public PValue p() {
    return p(Side.TWO_SIDED);
  }

  /**
   * The p-value; its method says whether it is exact.
   *
   * @param side what the first values are held to be, compared with the second
   * @return the p-value, without evidence if there is no difference to rank
   */
  public PValue p(Side side) {
    return distribution == null
        ? PValue.noEvidence(name, n)
        : PValue.of(distribution.p(statistic, side), n, name + ", " + distribution.method());
  }

  /**
   * The shift with a 95 % interval: {@code shift(0.95)}.
   *
   * @return the shift of the first values against the second
   */
  public Figure shift() {
    return shift(Interval.DEFAULT_LEVEL);
  }

  /**
   * By how much the first values exceed the second: the median of all pairs' means of differences,
   * or of all differences between the samples. The interval holds what the test does not reject,
   * and assumes symmetric differences, or samples that differ by a shift only.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the shift, undefined if there is no difference to rank
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure shift(double level) {
    Arguments.level(level);
    if (pairs == null || distribution == null) {
      return Figure.undefined(name, n);
    }
    String method = "Hodges-Lehmann shift";
    long outside = outside(distribution, (1 - level) / 2, pairs.size() / 2);
    if (outside == 0) {
      return Figure.point(pairs.median(), n, method + ", no interval: too few values");
    }
    double lower = pairs.smallest(outside);
    double upper = pairs.smallest(pairs.size() + 1 - outside);
    String full = method + ", " + distribution.method();
    return Figure.of(pairs.median(), new Interval(lower, upper, level), n, full);
  }

  private static RankTest rankSum(Ranks ranks, double[] mine, double[] others) {
    int n = mine.length + others.length;
    if (Math.min(mine[0], others[0])
        == Math.max(mine[mine.length - 1], others[others.length - 1])) {
      return new RankTest("all values are equal", n, 0, null, null);
    }
    double statistic = sum(ranks.doubled(), mine.length) - mine.length * (mine.length + 1.0) / 2;
    RankDistribution distribution =
        Math.max(mine.length, others.length) <= LARGEST_EXACT
            ? ExactRankDistribution.ofChoice(ranks.doubled(), mine.length)
            : NormalRankDistribution.ofChoice(mine.length, others.length, ranks.tieSum());
    String name = "Wilcoxon rank sum" + (ranks.tied() ? ", ties" : "");
    PairwiseOrder pairs = PairwiseOrder.differences(mine, others);
    return new RankTest(name, n, statistic, distribution, pairs);
  }

  private static RankTest signedRank(double[] differences) {
    int n = differences.length;
    if (n == 0) {
      return new RankTest("no pair with a difference", 0, 0, null, null);
    }
    double[] sizes = new double[n];
    Arrays.setAll(sizes, i -> Math.abs(differences[i]));
    Ranks ranks = Ranks.of(sizes);
    double statistic = 0;
    for (int i = 0; i < n; i++) {
      statistic += differences[i] > 0 ? ranks.doubled()[i] / 2.0 : 0;
    }
    RankDistribution distribution =
        n <= LARGEST_EXACT
            ? ExactRankDistribution.ofSigns(ranks.doubled())
            : NormalRankDistribution.ofSigns(n, ranks.tieSum());
    Arrays.sort(differences);
    String name = "Wilcoxon signed rank" + (ranks.tied() ? ", ties" : "");
    return new RankTest(name, n, statistic, distribution, PairwiseOrder.averages(differences));
  }

  /** The most pairs that may be cut off at one end with at most this probability. */
  private static long outside(RankDistribution distribution, double tail, long most) {
    long low = 0;
    long high = most;
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (distribution.atMost((double) middle - 1) <= tail) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void requireEvidence() {
    if (distribution == null) {
      throw new IllegalStateException("undefined: " + name);
    }
  }

  private static double sum(int[] doubledRanks, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += doubledRanks[i] / 2.0;
    }
    return sum;
  }
}

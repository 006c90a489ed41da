/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/**
 * The exact distribution of a sum of ranks, given the ranks that were seen: every sign, or every
 * choice of a first sample, is as likely as any other. Ties are no exception.
 *
 * <p>Counted by the shift algorithm of B. Streitberg and J. Röhmel, <i>Exact distributions for
 * permutation and rank tests</i>, Statistical Software Newsletter 12, 1986, pp. 10-17, in
 * probabilities rather than counts. Ranks are doubled, so that halves are whole.
 */
final class ExactRankDistribution implements RankDistribution {

  private final double[] probabilities;
  private final double offset;

  private ExactRankDistribution(double[] probabilities, double offset) {
    this.probabilities = probabilities;
    this.offset = offset;
  }

  /** The sum of the ranks whose sign is positive, each sign being a fair coin. */
  static ExactRankDistribution ofSigns(int[] doubledRanks) {
    double[] sums = new double[sum(doubledRanks) + 1];
    sums[0] = 1;
    int reached = 0;
    for (int rank : doubledRanks) {
      reached += rank;
      for (int s = reached; s >= 0; s--) {
        sums[s] = (sums[s] + (s >= rank ? sums[s - rank] : 0)) / 2;
      }
    }
    return new ExactRankDistribution(sums, 0);
  }

  /**
   * The sum of the ranks of {@code chosen} values drawn without replacement, less its minimum
   * without ties: Mann and Whitney's U.
   */
  static ExactRankDistribution ofChoice(int[] doubledRanks, int chosen) {
    double[][] sums = new double[chosen + 1][sum(doubledRanks) + 1];
    sums[0][0] = 1;
    int reached = 0;
    for (int i = 0; i < doubledRanks.length; i++) {
      reached += doubledRanks[i];
      for (int size = Math.min(chosen, i + 1); size >= 1; size--) {
        include(doubledRanks[i], reached, sums[size - 1], sums[size]);
      }
    }
    double[] last = sums[chosen];
    normalize(last);
    return new ExactRankDistribution(last, chosen * (chosen + 1) / 2.0);
  }

  @Override
  public double atMost(double value) {
    return between(0, (int) Math.floor(2 * (value + offset)));
  }

  @Override
  public double atLeast(double value) {
    return between((int) Math.ceil(2 * (value + offset)), probabilities.length - 1);
  }

  @Override
  public String method() {
    return "exact";
  }

  private double between(int first, int last) {
    double sum = 0;
    for (int i = Math.max(0, first); i <= Math.min(last, probabilities.length - 1); i++) {
      sum += probabilities[i];
    }
    return Math.min(1, sum);
  }

  private static void include(int rank, int reached, double[] without, double[] with) {
    for (int s = reached; s >= rank; s--) {
      with[s] += without[s - rank];
    }
  }

  private static void normalize(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= total;
    }
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }
}

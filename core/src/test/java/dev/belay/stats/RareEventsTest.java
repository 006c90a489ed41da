/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import dev.belay.stats.TwoSample.Quantile;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often a verdict is false where data are far from normal: few successes, tied values. There is
 * never a difference; seeds are fixed.
 */
class RareEventsTest {

  private static final Criterion ONE_LOOK = Criterion.higherIsBetter();
  private static final int LOOKS = 60;

  @ParameterizedTest
  @CsvSource({"3000, 30, 0.02", "3000, 300, 0.005", "10000, 1000, 0.002", "3000, 30, 0.1"})
  void verdictsOnShares_ofRareSuccesses_areRarelyFalse(int baseline, int candidate, double share) {
    Random random = new Random(21);
    int runs = 2_000;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      TwoSample split =
          TwoSample.proportions(
              proportion(random, baseline, share), proportion(random, candidate, share));
      wrong += split.compare(ONE_LOOK).verdict() == Verdict.UNDECIDED ? 0 : 1;
    }
    assertThat((double) wrong / runs).isLessThanOrEqualTo(0.07);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.003, 0.01, 0.02})
  void verdictsOnShares_lookedAtSixtyTimes_areRarelyFalse(double share) {
    Random random = new Random(22);
    int runs = 500;
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      wrong += decided(random, share) ? 1 : 0;
    }
    assertThat((double) wrong / runs).isLessThanOrEqualTo(AaSimulation.limit(runs));
  }

  /** Whole minutes, exponential with a mean of 12. */
  @ParameterizedTest
  @CsvSource({"0.5, 500, 400", "0.5, 2000, 200", "0.9, 20000, 40"})
  void verdictsOnQuantiles_ofWholeMinutes_areRarelyFalse(double probability, int units, int runs) {
    Random random = new Random(23);
    int wrong = 0;
    for (int run = 0; run < runs; run++) {
      TwoSample split =
          TwoSample.quantiles(
              Quantile.of(probability, minutes(random, units)),
              Quantile.of(probability, minutes(random, units)));
      wrong += split.compare(ONE_LOOK).verdict() == Verdict.UNDECIDED ? 0 : 1;
    }
    assertThat((double) wrong / runs).isLessThanOrEqualTo(0.07);
  }

  private static boolean decided(Random random, double share) {
    Criterion everyLook = ONE_LOOK.alwaysValid(5_000);
    long ofBaseline = 0;
    long ofCandidate = 0;
    for (int look = 1; look <= LOOKS; look++) {
      ofBaseline += proportion(random, 450, share).successes();
      ofCandidate += proportion(random, 50, share).successes();
      TwoSample split =
          TwoSample.proportions(
              new Proportion(ofBaseline, 450L * look), new Proportion(ofCandidate, 50L * look));
      if (split.compare(everyLook).verdict() != Verdict.UNDECIDED) {
        return true;
      }
    }
    return false;
  }

  /** Goes from success to success by their geometric distances. */
  private static Proportion proportion(Random random, int trials, double share) {
    double logOfFailure = Math.log1p(-share);
    int successes = -1;
    double trial = 0;
    while (trial <= trials) {
      trial += 1 + Math.floor(Math.log(1 - random.nextDouble()) / logOfFailure);
      successes++;
    }
    return new Proportion(successes, trials);
  }

  private static double[] minutes(Random random, int units) {
    double[] minutes = new double[units];
    Arrays.setAll(minutes, i -> Math.round(-12 * Math.log(1 - random.nextDouble())));
    return minutes;
  }
}

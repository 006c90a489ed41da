/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ConformalMartingaleProperties {

  private static final int STEPS = 20_000;

  /** By the midpoint rule over ε. */
  @Property(tries = 100)
  void simpleMixture_isTheIntegralOfThePowers(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0.01, max = 1) Double> ranks) {
    ConformalMartingale mixture = ConformalMartingale.simpleMixture(() -> 0.5);
    double logs = 0;
    for (double p : ranks) {
      mixture.bet(p);
      logs += Math.log(p);
    }
    double integral = 0;
    for (int i = 0; i < STEPS; i++) {
      double epsilon = (i + 0.5) / STEPS;
      integral += Math.exp(ranks.size() * Math.log(epsilon) + (epsilon - 1) * logs) / STEPS;
    }
    assertThat(mixture.logCapital()).isCloseTo(Math.log(integral), within(1e-5));
  }

  /** The mean over a fine grid of what comes next is what there is: nothing is won by chance. */
  @Property(tries = 50)
  void logEvidence_overAllNextRanks_staysTheSameOnAverage(
      @ForAll @Size(max = 6) List<@DoubleRange(min = 0.01, max = 1) Double> ranks,
      @ForAll @IntRange(min = 1, max = 4) int epoch) {
    double now = Math.exp(after(epoch, ranks, Double.NaN));
    double next = 0;
    for (int i = 0; i < 4_000; i++) {
      next += Math.exp(after(epoch, ranks, (i + 0.5) / 4_000)) / 4_000;
    }
    assertThat(next).isCloseTo(now, within(0.02 * now));
  }

  @Property
  void add_ranksOnlyByOrder(
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -5, max = 5) Double> scores) {
    ConformalMartingale one = ConformalMartingale.power(0.6, () -> 0.3);
    ConformalMartingale other = ConformalMartingale.power(0.6, () -> 0.3);
    for (double score : scores) {
      assertThat(other.add(8 * score)).isEqualTo(one.add(score));
    }
  }

  private static double after(int epoch, List<Double> ranks, double last) {
    ConformalMartingale martingale = ConformalMartingale.power(0.7, epoch, () -> 0.5);
    ranks.forEach(martingale::bet);
    if (!Double.isNaN(last)) {
      martingale.bet(last);
    }
    return martingale.logEvidence();
  }
}

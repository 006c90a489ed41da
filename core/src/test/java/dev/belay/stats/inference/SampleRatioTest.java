/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRatioTest {

  private static final double[] HALVES = {0.5, 0.5};

  private static SampleRatio of(long first, long second) {
    return SampleRatio.of(new long[] {first, second}, HALVES);
  }

  @Test
  void weights_countByTheirRatioOnly() {
    SampleRatio ratio = SampleRatio.of(new long[] {310, 330, 360}, new double[] {7, 7, 7});
    assertThat(ratio.chiSquare()).isCloseTo(3.8, within(1e-9));
    assertThat(ratio.p().value()).isCloseTo(0.14956861922263506, withinPercentage(1e-7));
    assertThat(ratio.p()).hasToString("p = 0.1496 (n = 1,000, chi-square)");
  }

  @Test
  void threshold_isCrossedBetweenTwoCounts() {
    assertThat(of(5_000, 5_335).p().rejects(0.001)).isTrue();
    assertThat(of(5_000, 5_334).p().rejects(0.001)).isFalse();
  }

  @Test
  void noEvidence_isReadable() {
    assertThat(of(0, 0).p()).isEqualTo(PValue.noEvidence("no units", 0));
    SampleRatio one = SampleRatio.of(new long[] {10, 20}, new double[] {1, 0});
    assertThat(one.p()).isEqualTo(PValue.noEvidence("fewer than 2 arms", 10));
    assertThat(one.exact()).isEqualTo(PValue.noEvidence("fewer than 2 arms", 10));
    assertThat(one).hasToString("SampleRatio[no evidence: fewer than 2 arms (n = 10)]");
    assertThatIllegalStateException()
        .isThrownBy(one::chiSquare)
        .withMessage("undefined: fewer than 2 arms");
    assertThatIllegalStateException()
        .isThrownBy(of(0, 0)::chiSquare)
        .withMessage("undefined: no units");
  }

  @Test
  void phases_areComparedWithTheWeightsInForce() {
    SampleRatio ten = SampleRatio.of(new long[] {100, 900}, new double[] {0.1, 0.9});
    SampleRatio half = SampleRatio.of(new long[] {500, 500}, HALVES);
    SampleRatio both = ten.plus(half);
    assertThat(both.chiSquare()).isZero();
    assertThat(both.p().method()).isEqualTo("chi-square, 2 phases, upper bound");
    assertThat(both.p().n()).isEqualTo(2_000);
    SampleRatio mixedUp = SampleRatio.of(new long[] {600, 1_400}, HALVES);
    assertThat(mixedUp.p().rejects(1e-6)).isTrue();
    assertThat(both.exact().reason()).isEqualTo("exact only for 2 arms and 1 phase: 2, 2");
  }

  @Test
  void phases_raiseNoMoreFalseAlarmsThanSaid() {
    SplittableRandom random = new SplittableRandom(2);
    BinomialDistribution early = BinomialDistribution.of(1_000, 0.1);
    int alarms = 0;
    for (int run = 0; run < 4_000; run++) {
      int first = early.inverseCumulativeProbability(random.nextDouble());
      int second =
          BinomialDistribution.of(1_000, 0.5).inverseCumulativeProbability(random.nextDouble());
      SampleRatio ratio =
          SampleRatio.of(new long[] {first, 1_000 - first}, new double[] {0.1, 0.9})
              .plus(of(second, 1_000 - second));
      alarms += ratio.p().rejects(0.05) ? 1 : 0;
    }
    assertThat(alarms / 4_000.0).isLessThan(0.05 + 3 * Math.sqrt(0.0475 / 4_000));
  }

  /** SciPy 1.17, binomtest. */
  @ParameterizedTest
  @CsvSource({
    "7, 13, 0.3, 0.6294979666766769",
    "3, 17, 0.5, 0.0025768280029296875",
    "0, 10, 0.9, 1e-10",
    "10, 0, 0.9, 0.612579511"
  })
  void exact_isTheBinomialOfNoMoreLikelyOutcomes(
      long first, long second, double share, double expected) {
    SampleRatio ratio = SampleRatio.of(new long[] {first, second}, new double[] {share, 1 - share});
    assertThat(ratio.exact().value()).isCloseTo(expected, withinPercentage(1e-6));
  }

  @Test
  void exact_skipsArmsWithoutWeight() {
    SampleRatio ratio = SampleRatio.of(new long[] {9, 7, 13}, new double[] {0, 0.3, 0.7});
    assertThat(ratio.exact().value()).isCloseTo(0.6294979666766769, withinPercentage(1e-6));
  }

  @Test
  void exact_ofMillions_isCloseToChiSquare() {
    SampleRatio ratio = of(821_588, 815_482);
    assertThat(ratio.exact().value()).isCloseTo(ratio.p().value(), withinPercentage(1));
  }

  @Test
  void anytime_keepsTheSmallestOfAllLooks() {
    SampleRatio.AnyTime test = SampleRatio.anytime(100, HALVES);
    assertThat(test.p()).isEqualTo(PValue.noEvidence("no units", 0));
    double suspicious = test.look(1_000, 1_200).value();
    double later = test.look(2_200, 2_200).value();
    assertThat(later).isEqualTo(1);
    assertThat(test.p().value()).isEqualTo(suspicious);
    assertThat(test.p().n()).isEqualTo(4_400);
    assertThat(test).hasToString("AnyTime[" + test.p() + "]");
  }

  @Test
  void anytime_merged_isTheSmallestOfBoth() {
    SampleRatio.AnyTime first = SampleRatio.anytime(100, HALVES);
    SampleRatio.AnyTime second = SampleRatio.anytime(100, HALVES);
    double smaller = first.look(1_000, 1_200).value();
    second.look(1_300, 1_300);
    second.merge(first);
    assertThat(second.p().value()).isEqualTo(smaller);
    assertThat(second.p().n()).isEqualTo(2_600);
    assertThat(second.logBayesFactor()).isNegative();
  }

  @Test
  void anytime_aPhaseKeepsWhatWasShown_andExpectsTheNewWeights() {
    SampleRatio.AnyTime test = SampleRatio.anytime(100, 0.1, 0.9);
    test.look(140, 860);
    double before = test.logBayesFactor();
    test.phase(HALVES);
    test.look(0, 0);
    assertThat(test.logBayesFactor()).isCloseTo(before, within(1e-12));
    test.look(500, 500);
    assertThat(test.logBayesFactor()).isLessThan(before);
    test.look(600, 400);
    assertThat(test.logBayesFactor()).isGreaterThan(before);
  }

  @Test
  void anytime_lookedAtAfterEveryUnit_raisesNoMoreFalseAlarmsThanSaid() {
    SplittableRandom random = new SplittableRandom(3);
    int alarms = 0;
    int peeked = 0;
    for (int run = 0; run < 1_000; run++) {
      SampleRatio.AnyTime test = SampleRatio.anytime(100, 0.3, 0.7);
      long[] counts = new long[2];
      boolean naive = false;
      for (int unit = 0; unit < 1_000; unit++) {
        counts[random.nextDouble() < 0.3 ? 0 : 1]++;
        test.look(counts);
        naive |=
            unit > 20
                && unit % 10 == 0
                && SampleRatio.of(counts, new double[] {0.3, 0.7}).p().rejects(0.05);
      }
      alarms += test.p().rejects(0.05) ? 1 : 0;
      peeked += naive ? 1 : 0;
    }
    assertThat(alarms / 1_000.0).isLessThan(0.05 + 3 * Math.sqrt(0.0475 / 1_000));
    assertThat(peeked / 1_000.0).isGreaterThan(0.2);
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleRatio.of(new long[3], HALVES))
        .withMessage("arms need as many counts as weights: 3, 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(-1, 2))
        .withMessage("count must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleRatio.of(new long[2], new double[] {-0.1, 1}))
        .withMessage("weight must be from 0 to 1.0E70: -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(1, 2).plus(SampleRatio.of(new long[3], new double[3])))
        .withMessage("phases need the same arms: 2, 3");
    assertThatIllegalArgumentException()
        .isThrownBy(of(1L << 31, 1)::exact)
        .withMessage("units must be at most 2^31 - 1: 2147483649");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleRatio.anytime(0, HALVES))
        .withMessage("concentration must be above 0 and at most 1.0E70: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleRatio.anytime(1, 1))
        .withMessage("a ratio needs at least 2 arms: 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleRatio.anytime(1, 1, 0))
        .withMessage("weight must be above 0 and at most 1.0E70: 0.0");
  }

  @Test
  void misuseOfAnyTime_isRefusedWithTheValue() {
    SampleRatio.AnyTime test = SampleRatio.anytime(1, HALVES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.look(1, 2, 3))
        .withMessage("a look needs 2 counts: 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.look(1, -2))
        .withMessage("count must not be negative: -2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.phase(1))
        .withMessage("a phase needs 2 weights: 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.merge(SampleRatio.anytime(2, HALVES)))
        .withMessage("concentration and arms must be 1.0, 2: 2.0, 2");
  }
}

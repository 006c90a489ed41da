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

import dev.belay.stats.Effect.Side;
import dev.belay.stats.Interval;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankTestTest {

  // Hollander and Wolfe 1973, pp. 29-33 and 69: depression scores and permeability constants.
  private static final double[] BEFORE = {1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3};
  private static final double[] AFTER = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
  private static final double[] TERM = {0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
  private static final double[] EARLY = {1.15, 0.88, 0.9, 0.74, 1.21};

  private static double[] zeros(int n) {
    return new double[n];
  }

  /** 1 to n with every third one negative. */
  private static double[] signed(int n, int tied) {
    return IntStream.rangeClosed(1, n)
        .mapToDouble(i -> (i % 3 == 0 ? -1 : 1) * (tied == 1 ? i : Math.floorDiv(i, tied) + 1))
        .toArray();
  }

  /** R 4, wilcox.test(…, conf.int = TRUE) on these data. */
  @Test
  void shift_ofPairs_isThePublishedOne() {
    var shift = RankTest.signedRank(BEFORE, AFTER).shift();
    Interval interval = Objects.requireNonNull(shift.interval());
    assertThat(shift.value()).isCloseTo(0.46, within(1e-12));
    assertThat(interval.lower()).isCloseTo(0.010, within(1e-12));
    assertThat(interval.upper()).isCloseTo(0.786, within(1e-12));
    assertThat(shift.method()).isEqualTo("Hodges-Lehmann shift, exact");
  }

  @Test
  void shift_ofSamples_isTheMedianDifference() {
    var shift = RankTest.rankSum(TERM, EARLY).shift();
    Interval interval = Objects.requireNonNull(shift.interval());
    assertThat(shift.value()).isCloseTo(0.305, within(1e-12));
    assertThat(interval.lower()).isCloseTo(-0.15, within(0.021));
    assertThat(interval.upper()).isCloseTo(0.76, within(1e-12));
  }

  @Test
  void shift_excludesZero_asTheTestRejects() {
    for (double moved = -0.4; moved < 0.6; moved += 0.0137) {
      double by = moved;
      double[] candidate = Arrays.stream(TERM).map(value -> value - by).toArray();
      RankTest test = RankTest.rankSum(candidate, EARLY);
      assertThat(test.shift(0.9).excludes(0)).isEqualTo(test.p().value() <= 0.1);
    }
  }

  @Test
  void shift_ofTooFewPairs_hasNoInterval() {
    var shift = RankTest.signedRank(new double[] {1, 2, 3}, zeros(3)).shift();
    assertThat(shift.value()).isEqualTo(2);
    assertThat(shift.interval()).isNull();
    assertThat(shift.method()).isEqualTo("Hodges-Lehmann shift, no interval: too few values");
  }

  /** SciPy 1.17, wilcoxon(…, correction=True, method="approx"). */
  @Test
  void signedRank_ofManyPairs_isTheCorrectedApproximation() {
    PValue p = RankTest.signedRank(signed(60, 1), zeros(60)).p();
    assertThat(p.value()).isCloseTo(0.03622649417878663, withinPercentage(1e-7));
    assertThat(p.method())
        .isEqualTo("Wilcoxon signed rank, normal approximation with continuity correction");
    RankTest ties = RankTest.signedRank(signed(60, 2), zeros(60));
    assertThat(ties.statistic()).isEqualTo(1_200.5);
    assertThat(ties.p().value()).isCloseTo(0.03588192192296947, withinPercentage(1e-7));
    assertThat(ties.p(Side.GREATER).value())
        .isCloseTo(0.017940960961484734, withinPercentage(1e-7));
  }

  /** SciPy 1.17, mannwhitneyu(…, method="asymptotic"). */
  @Test
  void rankSum_ofManyValues_isTheCorrectedApproximation() {
    double[] first = IntStream.range(0, 60).mapToDouble(i -> Math.floorDiv(i, 2)).toArray();
    double[] second = IntStream.range(0, 60).mapToDouble(i -> Math.floorDiv(i, 3) + 5).toArray();
    RankTest test = RankTest.rankSum(first, second);
    assertThat(test.statistic()).isEqualTo(1_800);
    assertThat(test.p().value()).isEqualTo(1);
    assertThat(test.p(Side.LESS).value()).isCloseTo(0.5010476968385126, withinPercentage(1e-7));
  }

  @Test
  void exactness_endsAtFifty() {
    assertThat(RankTest.signedRank(signed(50, 1), zeros(50)).p().method()).endsWith("exact");
    assertThat(RankTest.signedRank(signed(51, 1), zeros(51)).p().method()).contains("normal");
    assertThat(RankTest.rankSum(signed(50, 1), signed(50, 2)).p().method()).endsWith("exact");
    assertThat(RankTest.rankSum(signed(51, 1), signed(2, 2)).p().method()).contains("normal");
  }

  @Test
  void exactAndApproximate_agreeWhereTheyMeet() {
    double exact = RankTest.signedRank(signed(50, 1), zeros(50)).p().value();
    double normal =
        NormalRankDistribution.ofSigns(50, 0)
            .p(RankTest.signedRank(signed(50, 1), zeros(50)).statistic(), Side.TWO_SIDED);
    assertThat(exact).isCloseTo(normal, withinPercentage(4));
  }

  @Test
  void sidesExchanged_exchangeLessAndGreater() {
    RankTest there = RankTest.rankSum(TERM, EARLY);
    RankTest back = RankTest.rankSum(EARLY, TERM);
    assertThat(back.statistic()).isEqualTo(there.complement());
    assertThat(back.p().value()).isEqualTo(there.p().value());
    assertThat(back.p(Side.LESS).value()).isCloseTo(there.p(Side.GREATER).value(), within(1e-15));
    assertThat(back.shift().value()).isCloseTo(-there.shift().value(), within(1e-15));
  }

  @Test
  void fourPairs_cannotRejectAtFivePercent() {
    PValue p = RankTest.signedRank(new double[] {1, 2, 3, 4}, zeros(4)).p();
    assertThat(p.value()).isEqualTo(0.125);
    assertThat(p.rejects(0.05)).isFalse();
  }

  @Test
  void exactP_isUniform_ofNoDifference() {
    SplittableRandom random = new SplittableRandom(1);
    int rejected = 0;
    for (int run = 0; run < 4_000; run++) {
      double[] first = random.ints(12, 0, 8).asDoubleStream().toArray();
      double[] second = random.ints(15, 0, 8).asDoubleStream().toArray();
      rejected += RankTest.rankSum(first, second).p().rejects(0.1) ? 1 : 0;
    }
    assertThat(rejected / 4_000.0).isBetween(0.075, 0.1 + 3 * Math.sqrt(0.09 / 4_000));
  }

  @Test
  void withoutDifference_thereIsNoEvidence() {
    RankTest same = RankTest.signedRank(AFTER, AFTER);
    assertThat(same.p().reason()).isEqualTo("no pair with a difference");
    assertThat(same.shift().reason()).isEqualTo("no pair with a difference");
    assertThatIllegalStateException()
        .isThrownBy(same::statistic)
        .withMessage("undefined: no pair with a difference");
    assertThatIllegalStateException().isThrownBy(same::complement);
    RankTest constant = RankTest.rankSum(zeros(3), zeros(4));
    assertThat(constant.p().reason()).isEqualTo("all values are equal");
    assertThat(constant.p().n()).isEqualTo(7);
    assertThat(RankTest.rankSum(zeros(0), AFTER).p().reason()).isEqualTo("an empty sample");
  }

  @Test
  void equalPairs_areDropped() {
    PValue p = RankTest.signedRank(new double[] {0, 1, 2, -0.0}, new double[] {0, 0, 0, 0}).p();
    assertThat(p.n()).isEqualTo(2);
    assertThat(p.value()).isEqualTo(0.5);
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankTest.signedRank(zeros(3), zeros(4)))
        .withMessage("pairs need as many first as second values: 3, 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankTest.signedRank(zeros(1), new double[] {Double.NaN}))
        .withMessage("second must be finite and at most 1.0E70 in size: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankTest.rankSum(new double[] {1e71}, zeros(1)))
        .withMessage("first must be finite and at most 1.0E70 in size: 1.0E71");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankTest.rankSum(TERM, EARLY).shift(0))
        .withMessage("level must be between 0 and 1: 0.0");
  }
}

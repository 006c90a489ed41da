/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.Moments.Joint;
import dev.belay.stats.TwoSample.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoSampleTest {

  private static Moments moments(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  private static Joint joint(double[]... units) {
    Joint joint = Joint.of(units[0].length);
    for (double[] unit : units) {
      joint.add(unit);
    }
    return joint;
  }

  /** Random units of {@code quantities} quantities that depend on each other, all above 1. */
  private static Joint random(int seed, int quantities, int units) {
    Random random = new Random(seed);
    Joint joint = Joint.of(quantities);
    for (int unit = 0; unit < units; unit++) {
      double common = random.nextDouble();
      double[] values = new double[quantities];
      for (int i = 0; i < quantities; i++) {
        values[i] = 2 + i + common + random.nextDouble();
      }
      joint.add(values);
    }
    return joint;
  }

  @Test
  void means_ofTwoSmallArms_areWelchsByHand() {
    TwoSample arms = TwoSample.means(moments(1, 2, 3), moments(5, 9)).withUnit("min");
    assertThat(arms.effect().value()).isEqualTo(5);
    assertThat(arms.effect().standardError()).isCloseTo(Math.sqrt(1 / 3.0 + 4), within(1e-12));
    double freedom = Math.pow(13 / 3.0, 2) / (1 / 18.0 + 16);
    assertThat(arms.effect().degreesOfFreedom()).isCloseTo(freedom, within(1e-12));
    assertThat(arms.effect().n()).isEqualTo(5);
    assertThat(arms.effect().smallestArm()).isEqualTo(2);
    assertThat(arms.absolute().method())
        .isEqualTo("difference of means, independent units, Student t");
    assertThat(arms.absolute().unit()).isEqualTo("min");
    assertThat(arms.relative().unit()).isEmpty();
    assertThat(arms.relative().value()).isEqualTo(2.5);
    assertThat(arms.relative(0.5).method())
        .isEqualTo("relative difference of means, delta method, independent units, Student t");
    assertThat(arms.absolute(0.9)).isEqualTo(arms.effect().figure(0.9));
    assertThat(arms.relative(0.9)).isEqualTo(arms.relativeEffect().figure(0.9));
    assertThat(arms)
        .hasToString(
            "TwoSample[absolute=" + arms.absolute() + ", relative=" + arms.relative() + "]");
  }

  /** From -10 to -5 is a rise. */
  @Test
  void relative_ofANegativeBaseline_isOverItsSize() {
    TwoSample arms = TwoSample.means(moments(-10.1, -10, -9.9), moments(-5.1, -5, -4.9));
    assertThat(arms.relative().value()).isCloseTo(0.5, within(1e-12));
    assertThat(arms.relativeEffect().standardError()).isPositive();
  }

  @Test
  void relative_ofABaselineOfNothing_isUndefined() {
    TwoSample arms = TwoSample.means(moments(-1, 0, 1), moments(4, 5, 6));
    assertThat(arms.absolute().defined()).isTrue();
    assertThat(arms.relative()).isEqualTo(Figure.undefined("baseline is 0", 6));
  }

  /** The baseline of 2.2 is 2.2 standard errors from 0: enough at 68 %, not at 95 %. */
  @Test
  void relative_ofABaselineNotDistinctFromNothing_hasNoInterval() {
    TwoSample arms = TwoSample.means(moments(0.2, 2.2, 4.2), moments(21, 22, 23));
    assertThat(arms.relative(0.5).interval()).isNotNull();
    assertThat(arms.relative().method())
        .isEqualTo(
            "relative difference of means, delta method, independent units, no interval: baseline not distinct from 0");
    assertThat(arms.relativeEffect().pValue(Side.TWO_SIDED)).isGreaterThan(0.05);
    assertThat(
            arms.relativeEffect().compare(Criterion.higherIsBetter().withLeastUnits(2)).verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void means_ofAnEmptyOrLoneArm_areUndefinedForThatReason() {
    Moments some = moments(1, 2, 3);
    for (Moments few : List.of(moments(), moments(7))) {
      long n = 3 + few.count();
      assertThat(TwoSample.means(few, some).absolute())
          .isEqualTo(Figure.undefined("fewer than 2 units in the baseline", n));
      assertThat(TwoSample.means(some, few).relative())
          .isEqualTo(Figure.undefined("fewer than 2 units in the candidate", n));
    }
  }

  @Test
  void means_ofConstantArms_proveNothing() {
    TwoSample arms = TwoSample.means(moments(4, 4, 4), moments(5, 5, 5));
    assertThat(arms.absolute())
        .isEqualTo(
            Figure.point(1, 6, "difference of means, independent units, no interval: no spread"));
    assertThat(arms.relative().interval()).isNull();
    assertThat(arms.effect().testable()).isFalse();
    assertThat(arms.compare(Criterion.lowerIsBetter().withLeastUnits(2)).verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void means_ofOneConstantArm_haveTheSpreadOfTheOtherInBoth() {
    Effect effect = TwoSample.means(moments(4, 4, 4), moments(5, 6, 7)).effect();
    assertClose(effect.degreesOfFreedom(), 4);
    assertClose(effect.standardError(), Math.sqrt(2 / 3.0));
    assertThat(effect.method())
        .isEqualTo("difference of means, spread of one arm for both, independent units");
    Effect turned = TwoSample.means(moments(5, 6, 7), moments(4, 4)).effect();
    assertClose(turned.standardError(), Math.sqrt(1 / 3.0 + 1 / 2.0));
  }

  /** A hundred users without a buyer, as a mean, as a ratio per visit and with a covariate. */
  @Test
  void everyDesign_ofAnArmWithoutABuyer_hasTheSpreadOfTheOther() {
    Random random = new Random(4);
    Joint[] ratios = {Joint.of(2), Joint.of(2)};
    Joint[] adjusted = {Joint.of(4), Joint.of(4)};
    for (int i = 0; i < 3_100; i++) {
      int arm = i < 3_000 ? 0 : 1;
      double spent = arm == 0 && i % 50 == 0 ? 40 + random.nextDouble() : 0;
      double visits = 1 + random.nextInt(3);
      ratios[arm].add(spent, visits);
      adjusted[arm].add(spent, visits, random.nextDouble(), visits);
    }
    Criterion criterion = Criterion.higherIsBetter();
    for (TwoSample arms :
        List.of(
            TwoSample.ratios(ratios[0], ratios[1]),
            TwoSample.cupedMeans(ratios[0], ratios[1]),
            TwoSample.cupedRatios(adjusted[0], adjusted[1]),
            TwoSample.stratified(List.of(TwoSample.cupedMeans(ratios[0], ratios[1]))))) {
      assertThat(arms.compare(criterion).verdict()).isEqualTo(Verdict.UNDECIDED);
      assertThat(arms.effect().standardError()).isGreaterThan(0.2);
    }
  }

  @Test
  void means_beyondDoubleArithmetic_areUndefined() {
    TwoSample arms = TwoSample.means(moments(1e-300, -1e-300, 2e-300), moments(1e60, 2e60));
    assertThat(arms.relative()).isEqualTo(Figure.undefined("beyond double arithmetic", 5));
  }

  @Test
  void compare_hasBothFiguresAsTheCriterionReadsThem() {
    Random random = new Random(1);
    Moments baseline = moments(random.doubles(50, 9, 11).toArray());
    Moments candidate = moments(random.doubles(40, 7, 9).toArray());
    TwoSample arms = TwoSample.means(baseline, candidate);
    Comparison comparison =
        arms.compare(Criterion.lowerIsBetter().withLevel(0.9).alwaysValid(80).withLeastUnits(40));
    assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(comparison.difference()).isEqualTo(arms.effect().alwaysValid(0.9, 80).figure(0.9));
    assertThat(comparison.relative())
        .isEqualTo(arms.relativeEffect().alwaysValid(0.9, 80).figure(0.9));
    assertThat(arms.compare(Criterion.lowerIsBetter().withLeastUnits(41)).reason())
        .isEqualTo("40 of the least 41 units in the smaller arm");
  }

  @Test
  void proportions_haveTheVarianceOfASuccess() {
    TwoSample arms = TwoSample.proportions(new Proportion(20, 100), new Proportion(40, 160));
    assertThat(arms.effect().value()).isCloseTo(0.05, within(1e-15));
    assertThat(arms.effect().standardError())
        .isCloseTo(Math.sqrt(0.16 / 100 + 0.1875 / 160), within(1e-12));
    assertThat(arms.relative().value()).isCloseTo(0.25, within(1e-12));
    assertThat(arms.effect().method()).isEqualTo("difference of proportions, independent units");
  }

  @Test
  void proportions_withoutAnySuccess_proveNothing() {
    TwoSample arms = TwoSample.proportions(new Proportion(0, 100), new Proportion(0, 160));
    assertThat(arms.absolute().interval()).isNull();
    assertThat(arms.relative()).isEqualTo(Figure.undefined("baseline is 0", 260));
    assertThat(TwoSample.proportions(new Proportion(0, 0), new Proportion(1, 2)).absolute())
        .isEqualTo(Figure.undefined("fewer than 2 units in the baseline", 2));
  }

  @ParameterizedTest
  @CsvSource({
    "60, 3000, 0, 30, false",
    "60, 3000, 30, 30, false",
    "60, 3000, 4, 300, false",
    "60, 3000, 5, 300, true",
    "4, 300, 60, 3000, false",
    "296, 300, 60, 3000, false",
    "295, 300, 60, 3000, true"
  })
  void proportions_withFewerThanFiveSuccessesOrFailures_haveNoInterval(
      long ofBaseline, long baseline, long ofCandidate, long candidate, boolean interval) {
    TwoSample arms =
        TwoSample.proportions(
            new Proportion(ofBaseline, baseline), new Proportion(ofCandidate, candidate));
    for (Effect effect : List.of(arms.effect(), arms.effect().alwaysValid())) {
      assertThat(effect.figure(0.1).interval() != null).isEqualTo(interval);
      assertThat(effect.figure(0.1, Side.GREATER).interval() != null).isEqualTo(interval);
      for (Side side : Side.values()) {
        assertThat(interval || effect.pValue(side) == 1).isTrue();
      }
    }
    assertThat(arms.relativeEffect().figure(0.1).interval() != null).isEqualTo(interval);
  }

  @Test
  void compare_ofFewSuccesses_isUndecidedAndNamesTheOtherInterval() {
    TwoSample arms = TwoSample.proportions(new Proportion(60, 3_000), new Proportion(0, 30));
    String reason =
        "difference of proportions, spread of one arm for both, independent units, no interval:"
            + " fewer than 5 successes or failures in an arm; Proportion.minus has an interval";
    for (Criterion criterion :
        List.of(
            Criterion.higherIsBetter(),
            Criterion.lowerIsBetter().alwaysValid().withLeastUnits(2))) {
      Comparison comparison = arms.compare(criterion);
      assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
      assertThat(comparison.notWorse()).isFalse();
      assertThat(comparison.reason()).isEqualTo(reason);
      assertThat(comparison.more().defined()).isFalse();
    }
  }

  /** Few successes in each stratum may be enough in all of them. */
  @ParameterizedTest
  @CsvSource({"2, false", "3, true"})
  void stratified_proportions_countTheSuccessesOfAllStrata(long successes, boolean interval) {
    TwoSample one = TwoSample.proportions(new Proportion(60, 3_000), new Proportion(2, 100));
    TwoSample other =
        TwoSample.proportions(new Proportion(60, 3_000), new Proportion(successes, 100));
    Figure difference = TwoSample.stratified(List.of(one, other)).absolute();
    assertThat(difference.interval() != null).isEqualTo(interval);
  }

  /** A constant denominator of 2 only halves the mean. */
  @Test
  void ratios_overAConstant_areMeans() {
    Joint baseline = joint(new double[][] {{1, 2}, {2, 2}, {3, 2}});
    Joint candidate = joint(new double[][] {{5, 2}, {9, 2}});
    Effect ratios = TwoSample.ratios(baseline, candidate).effect();
    Effect means = TwoSample.means(moments(0.5, 1, 1.5), moments(2.5, 4.5)).effect();
    assertSame(ratios, means);
    assertThat(ratios.figure().method())
        .isEqualTo("difference of ratios, independent units, Student t");
  }

  /** Three denominators sum to 0: the ratio of sums has no value. */
  @Test
  void ratios_overNothing_areUndefined() {
    Joint zero = joint(new double[][] {{1, -1}, {2, 0}, {3, 1}});
    Joint fine = joint(new double[][] {{1, 1}, {2, 2}, {3, 2}});
    Figure expected = Figure.undefined("a denominator is 0", 6);
    assertThat(TwoSample.ratios(zero, fine).absolute()).isEqualTo(expected);
    assertThat(TwoSample.ratios(fine, zero).relative()).isEqualTo(expected);
  }

  @Test
  void ratios_overADenominatorNotDistinctFromNothing_haveNoInterval() {
    Joint vague = joint(new double[][] {{1, -1}, {2, 0.5}, {3, 1}});
    Joint fine = joint(new double[][] {{1, 1}, {2, 2}, {3, 2}});
    assertThat(TwoSample.ratios(vague, fine).absolute().method())
        .isEqualTo(
            "difference of ratios, independent units, no interval: denominator not distinct from 0");
    assertThat(TwoSample.ratios(vague, fine).relative().interval()).isNull();
  }

  @Test
  void cupedMeans_withAConstantCovariate_areMeans() {
    Joint baseline = joint(new double[][] {{1, 7}, {2, 7}, {3, 7}});
    Joint candidate = joint(new double[][] {{5, 7}, {9, 7}});
    TwoSample adjusted = TwoSample.cupedMeans(baseline, candidate);
    TwoSample means = TwoSample.means(moments(1, 2, 3), moments(5, 9));
    assertSame(adjusted.effect(), means.effect());
    assertSame(adjusted.relativeEffect(), means.relativeEffect());
    assertThat(adjusted.effect().method())
        .isEqualTo("difference of means, CUPED, theta 0.000, independent units");
  }

  /** The outcome is 3 times the covariate, 4 more in the candidate: nothing else varies. */
  @Test
  void cupedMeans_whereTheCovariateExplainsAll_findTheDifferenceItself() {
    Joint baseline = joint(new double[][] {{3, 1}, {6, 2}, {9, 3}});
    Joint candidate = joint(new double[][] {{7, 1}, {10, 2}, {13, 3}});
    Effect effect = TwoSample.cupedMeans(baseline, candidate).effect();
    assertThat(effect.value()).isCloseTo(4, within(1e-12));
    assertThat(effect.figure().method()).startsWith("difference of means, CUPED, theta 3.000");
    assertThat(effect.figure().interval() == null || effect.standardError() < 1e-6).isTrue();
  }

  @Test
  void cupedRatios_overConstants_areCupedMeansNearly() {
    Joint baseline = Joint.of(4);
    Joint candidate = Joint.of(4);
    Joint plainBaseline = Joint.of(2);
    Joint plainCandidate = Joint.of(2);
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      double before = random.nextGaussian() + 5;
      double after = before + random.nextGaussian() + 9;
      (i % 2 == 0 ? baseline : candidate).add(2 * after, 2, 4 * before, 4);
      (i % 2 == 0 ? plainBaseline : plainCandidate).add(after, before);
    }
    Effect ratios = TwoSample.cupedRatios(baseline, candidate).effect();
    Effect means = TwoSample.cupedMeans(plainBaseline, plainCandidate).effect();
    assertThat(ratios.value()).isCloseTo(means.value(), within(1e-3));
    assertThat(ratios.standardError()).isCloseTo(means.standardError(), within(1e-5));
  }

  @Test
  void jointArms_ofAnotherNumberOfQuantities_areRefused() {
    Joint two = random(1, 2, 9);
    Joint four = random(1, 4, 9);
    assertRefused("an arm must have 2 quantities: 4", () -> TwoSample.ratios(two, four));
    assertRefused("an arm must have 2 quantities: 4", () -> TwoSample.cupedMeans(four, two));
    assertRefused("an arm must have 4 quantities: 2", () -> TwoSample.cupedRatios(four, two));
  }

  @Test
  void jointArms_withTooFewUnits_areUndefined() {
    Joint one = random(1, 2, 1);
    Joint some = random(2, 2, 9);
    Figure expected = Figure.undefined("fewer than 2 units in the baseline", 10);
    assertThat(TwoSample.ratios(one, some).absolute()).isEqualTo(expected);
    assertThat(TwoSample.cupedMeans(one, some).absolute()).isEqualTo(expected);
    assertThat(TwoSample.cupedRatios(random(1, 4, 1), random(2, 4, 9)).absolute())
        .isEqualTo(expected);
    assertThat(TwoSample.cupedMeans(some, Joint.of(2)).absolute())
        .isEqualTo(Figure.undefined("fewer than 2 units in the candidate", 9));
  }

  @Test
  void quantile_ofValues_isInterpolatedBetweenNeighbours() {
    Quantile quantile = Quantile.of(0.9, 10, 0, 5, 8, 2, 3, 1, 6, 9, 7, 4);
    assertThat(quantile.n()).isEqualTo(11);
    assertThat(quantile.value()).isCloseTo(9, within(1e-12));
    double spread = 1.959963984540054 * Math.sqrt(0.09 / 11);
    assertThat(quantile.lower()).isCloseTo(10 * (0.9 - spread), within(1e-12));
    assertThat(quantile.upper()).isEqualTo(10);
    assertThat(Quantile.of(0.5, 7).upper()).isEqualTo(7);
  }

  /** At ν = 0.5 more than 3.84 units are needed, at 0.9 more than 34.57. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 4, true",
    "0.5, 3, false",
    "0.9, 35, true",
    "0.9, 34, false",
    "0.1, 35, true",
    "0.1, 34, false"
  })
  void quantiles_ofFewUnits_areUndefined(double probability, long n, boolean defined) {
    Quantile few = new Quantile(probability, n, 5, 4, 6);
    Quantile many = new Quantile(probability, 1_000, 5, 4.5, 5.5);
    assertThat(TwoSample.quantiles(few, many).absolute().defined()).isEqualTo(defined);
    assertThat(TwoSample.quantiles(many, few).relative().defined()).isEqualTo(defined);
  }

  @Test
  void quantiles_betweenEqualBounds_areUndefined() {
    Quantile flat = new Quantile(0.5, 1_000, 5, 5, 5);
    Quantile fine = new Quantile(0.5, 1_000, 5, 4.5, 5.5);
    assertThat(TwoSample.quantiles(flat, fine).absolute())
        .isEqualTo(
            Figure.undefined("the order statistics of an arm do not bound its quantile", 2_000));
  }

  /** Of a hundred values those at 39 and 60, here a 3 and a 6, enclose the bounds of the median. */
  @Test
  void quantile_boundAtATie_movesOutwardsToTheNextDifferentValue() {
    double[] values = new double[100];
    Arrays.setAll(values, i -> Math.floor(i / 10.0));
    Quantile rounded = Quantile.of(0.5, values);
    assertThat(rounded.lower()).isEqualTo(2);
    assertThat(rounded.upper()).isEqualTo(7);
    Arrays.setAll(values, i -> i);
    Quantile exact = Quantile.of(0.5, values);
    assertThat(exact.lower()).isBetween(39.0, 40.0);
    assertThat(exact.upper()).isBetween(59.0, 60.0);
  }

  @ParameterizedTest
  @CsvSource({"0, 45", "55, 100"})
  void quantile_boundAtATieWithNothingBeyond_boundsNothing(int from, int to) {
    double[] values = new double[100];
    Arrays.setAll(values, i -> i);
    Arrays.fill(values, from, to, from);
    Quantile edge = Quantile.of(0.5, values);
    assertThat(edge.lower()).isEqualTo(edge.value());
    assertThat(edge.upper()).isEqualTo(edge.value());
    assertThat(TwoSample.quantiles(edge, edge).absolute().defined()).isFalse();
  }

  @Test
  void quantile_misuse_isRefusedWithTheValue() {
    assertRefused("probability must be between 0 and 1: 0.0", () -> new Quantile(0, 9, 5, 4, 6));
    assertRefused("probability must be between 0 and 1: 1.0", () -> Quantile.of(1, 5));
    assertRefused("n must be at least 1: 0", () -> new Quantile(0.5, 0, 5, 4, 6));
    assertRefused(
        "lower, value and upper must be finite and in order: 6.0, 5.0, 4.0",
        () -> new Quantile(0.5, 9, 5, 6, 4));
    assertRefused(
        "lower, value and upper must be finite and in order",
        () -> new Quantile(0.5, 9, 5, 4, Double.POSITIVE_INFINITY));
    assertRefused(
        "lower, value and upper must be finite and in order",
        () -> Quantile.of(0.5, 1, Double.NaN));
    assertRefused("a quantile needs a value: 0 values", () -> Quantile.of(0.5));
    Quantile median = new Quantile(0.5, 9, 5, 4, 6);
    Quantile tail = new Quantile(0.9, 9, 5, 4, 6);
    assertRefused("probability must be 0.5: 0.9", () -> TwoSample.quantiles(median, tail));
  }

  @Test
  void stratified_overOneStratum_isThatStratumWithANormalInterval() {
    TwoSample means = TwoSample.means(moments(1, 2, 3), moments(5, 9));
    TwoSample ratios = TwoSample.ratios(random(1, 2, 9), random(2, 2, 8));
    for (TwoSample stratum : List.of(means, ratios)) {
      TwoSample stratified = TwoSample.stratified(List.of(stratum));
      assertClose(stratified.effect().value(), stratum.effect().value());
      assertClose(stratified.effect().standardError(), stratum.effect().standardError());
      assertClose(
          stratified.relativeEffect().standardError(), stratum.relativeEffect().standardError());
      assertThat(stratified.effect().degreesOfFreedom()).isInfinite();
      assertThat(stratified.effect().smallestArm()).isEqualTo(stratum.effect().smallestArm());
      assertThat(stratified.effect().method())
          .endsWith(", post-stratified over 1 strata, independent units");
    }
  }

  /**
   * Two strata whose differences are 1 and 3, with 6 and 4 units: 1.8, and 0.24 × 4 / 10 of spread.
   */
  @Test
  void stratified_overTwoStrata_weighsByUnitsAndBooksTheSharesAsSpread() {
    TwoSample one = TwoSample.means(moments(1, 2, 3), moments(2, 3, 4));
    TwoSample other = TwoSample.means(moments(1, 3), moments(4, 6));
    Effect effect = TwoSample.stratified(List.of(one, other)).effect();
    assertClose(effect.value(), 1.8);
    double within = 0.36 * (2 / 3.0) + 0.16 * 2;
    assertClose(effect.standardError(), Math.sqrt(within + 0.24 * 4 / 10));
    assertThat(effect.n()).isEqualTo(10);
    assertThat(effect.smallestArm()).isEqualTo(5);
  }

  @Test
  void stratified_ofOneUnit_isInThatUnit() {
    TwoSample fine = TwoSample.means(moments(1, 2, 3), moments(5, 9)).withUnit("min");
    TwoSample empty = TwoSample.means(moments(1, 2, 3), moments()).withUnit("min");
    assertThat(TwoSample.stratified(List.of(fine, fine)).absolute().unit()).isEqualTo("min");
    assertThat(TwoSample.stratified(List.of(fine, empty)).absolute().unit()).isEqualTo("min");
  }

  @Test
  void stratified_cupedWithAConstantCovariate_isStratifiedMeans() {
    Joint baseline = joint(new double[][] {{1, 7}, {2, 7}, {3, 7}});
    Joint candidate = joint(new double[][] {{5, 7}, {9, 7}});
    Effect adjusted =
        TwoSample.stratified(List.of(TwoSample.cupedMeans(baseline, candidate))).effect();
    Effect means =
        TwoSample.stratified(List.of(TwoSample.means(moments(1, 2, 3), moments(5, 9)))).effect();
    assertClose(adjusted.standardError(), means.standardError());
  }

  /** The covariates of each unit are the same number twice: no slope tells them apart. */
  @Test
  void stratified_cupedWithCovariatesThatGoTogether_isUnadjusted() {
    Joint[] adjusted = {Joint.of(4), Joint.of(4)};
    Joint[] plain = {Joint.of(2), Joint.of(2)};
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      double outcome = 5 + random.nextDouble();
      double before = 1 + random.nextDouble();
      adjusted[i % 2].add(outcome, 2 + before, before, before);
      plain[i % 2].add(outcome, 2 + before);
    }
    assertSameStrata(
        TwoSample.cupedRatios(adjusted[0], adjusted[1]), TwoSample.ratios(plain[0], plain[1]));
  }

  /**
   * Six units leave nothing for the residuals of two outcomes, seven leave one degree of freedom.
   */
  @ParameterizedTest
  @CsvSource({"6, true", "7, false"})
  void stratified_cupedOfTooFewUnits_isUnadjusted(int units, boolean unadjusted) {
    Joint candidate = random(2, 4, units - 3);
    Joint baseline = random(1, 4, 3);
    Effect effect =
        TwoSample.stratified(List.of(TwoSample.cupedRatios(baseline, candidate))).effect();
    double plain = candidate.mean(0) / candidate.mean(1) - baseline.mean(0) / baseline.mean(1);
    assertThat(Math.abs(effect.value() - plain) < 1e-12).isEqualTo(unadjusted);
  }

  private static void assertSameStrata(TwoSample actual, TwoSample expected) {
    Effect one = TwoSample.stratified(List.of(actual)).effect();
    Effect other = TwoSample.stratified(List.of(expected)).effect();
    assertClose(one.value(), other.value());
    assertClose(one.standardError(), other.standardError());
  }

  @Test
  void stratified_withAnUndefinedStratum_isUndefinedAndSaysWhich() {
    TwoSample fine = TwoSample.means(moments(1, 2, 3), moments(5, 9));
    TwoSample empty = TwoSample.means(moments(1, 2, 3), moments());
    TwoSample stratified = TwoSample.stratified(List.of(fine, fine, empty));
    assertThat(stratified.absolute())
        .isEqualTo(Figure.undefined("stratum 3 of 3: fewer than 2 units in the candidate", 13));
    assertThat(TwoSample.stratified(List.of(stratified, fine)).absolute().reason())
        .startsWith("stratum 1 of 2: stratum 3 of 3");
  }

  @Test
  void stratified_misuse_isRefused() {
    TwoSample means = TwoSample.means(moments(1, 2, 3), moments(5, 9));
    TwoSample ratios = TwoSample.ratios(random(1, 2, 9), random(2, 2, 8));
    assertRefused("strata must not be empty: []", () -> TwoSample.stratified(List.of()));
    assertRefused(
        "strata must be means: ratios", () -> TwoSample.stratified(List.of(means, ratios)));
    assertRefused(
        "unit of strata must be 'min': 'h'",
        () -> TwoSample.stratified(List.of(means.withUnit("min"), means.withUnit("h"))));
  }

  private static void assertSame(Effect actual, Effect expected) {
    assertClose(actual.value(), expected.value());
    assertClose(actual.standardError(), expected.standardError());
    assertClose(actual.degreesOfFreedom(), expected.degreesOfFreedom());
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
  }

  private static void assertRefused(String message, ThrowingCallable misuse) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessageContaining(message);
  }
}

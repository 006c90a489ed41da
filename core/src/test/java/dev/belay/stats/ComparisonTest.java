/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Direction;
import dev.belay.stats.Comparison.Verdict;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {

  /** The half width of a 95 % interval with a standard error of 1. */
  private static final double REACH = 1.959963984540054;

  private static final Criterion LOWER = Criterion.lowerIsBetter();
  private static final Criterion HIGHER = Criterion.higherIsBetter();

  private static Effect effect(double value) {
    return Effect.of(value, 1, 400, "given").withUnit("min");
  }

  @ParameterizedTest
  @CsvSource({
    "-1e-9, BETTER, WORSE",
    "1e-9, UNDECIDED, UNDECIDED",
  })
  void verdict_changesWhereTheUpperBoundPassesNothing(
      double upper, Verdict ifLower, Verdict ifHigher) {
    assertThat(effect(upper - REACH).compare(LOWER).verdict()).isEqualTo(ifLower);
    assertThat(effect(upper - REACH).compare(HIGHER).verdict()).isEqualTo(ifHigher);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-9, WORSE, BETTER",
    "-1e-9, UNDECIDED, UNDECIDED",
  })
  void verdict_changesWhereTheLowerBoundPassesNothing(
      double lower, Verdict ifLower, Verdict ifHigher) {
    assertThat(effect(lower + REACH).compare(LOWER).verdict()).isEqualTo(ifLower);
    assertThat(effect(lower + REACH).compare(HIGHER).verdict()).isEqualTo(ifHigher);
  }

  /** At 3 the interval is within a margin of 3 + 1.96 and not of less. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1e-9, EQUIVALENT",
    "0.5, -1e-9, UNDECIDED",
    "-0.5, 1e-9, EQUIVALENT",
    "-0.5, -1e-9, UNDECIDED",
    "3, 1e-9, EQUIVALENT",
    "3, -1e-9, WORSE",
    "-3, 1e-9, EQUIVALENT",
    "-3, -1e-9, BETTER",
  })
  void verdict_isEquivalentOnlyWithinTheMargin(double value, double more, Verdict expected) {
    Criterion criterion = LOWER.withMargin(Math.abs(value) + REACH + more);
    assertThat(effect(value).compare(criterion).verdict()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void verdict_withoutAMargin_isNeverEquivalent(Direction direction) {
    Criterion criterion = direction == Direction.LOWER ? LOWER : HIGHER;
    assertThat(Effect.of(0, 1e-9, 400, "given").compare(criterion).verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  /**
   * The upper bound of the loss is 0.5 + 1.96: non-inferiority asks whether it is below the margin.
   */
  @ParameterizedTest
  @CsvSource({"1e-9, true", "-1e-9, false"})
  void notWorse_asksOnlyWhetherTheWorseBoundIsWithinTheMargin(double more, boolean expected) {
    Criterion criterion = LOWER.withMargin(0.5 + REACH + more);
    assertThat(effect(0.5).compare(criterion).notWorse()).isEqualTo(expected);
    Criterion mirrored = HIGHER.withMargin(0.5 + REACH + more);
    assertThat(effect(-0.5).compare(mirrored).notWorse()).isEqualTo(expected);
  }

  @Test
  void notWorse_whileUndecided_saysSo() {
    Comparison comparison = effect(-1).compare(LOWER.withMargin(1));
    assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(comparison.notWorse()).isTrue();
    assertThat(comparison.reason())
        .isEqualTo("the interval holds 0, but is less than the margin worse; for one look");
  }

  @Test
  void notWorse_withoutAMargin_isBetter() {
    assertThat(effect(-3).compare(LOWER).notWorse()).isTrue();
    assertThat(effect(-1).compare(LOWER).notWorse()).isFalse();
    assertThat(effect(3).compare(LOWER).notWorse()).isFalse();
  }

  @Test
  void comparison_readsAsItShould() {
    Comparison comparison = effect(-3).compare(LOWER);
    assertThat(comparison.difference()).isEqualTo(effect(-3).figure());
    assertThat(comparison.relative())
        .isEqualTo(Figure.undefined("only the difference was compared", 400));
    assertThat(comparison.reason())
        .isEqualTo("the interval lies on the better side of 0; for one look");
    assertThat(comparison.more()).isEqualTo(Figure.undefined("decided", 400));
    assertThat(effect(3).compare(LOWER).reason())
        .isEqualTo("the interval lies on the worse side of 0; for one look");
    assertThat(effect(0).compare(LOWER.withMargin(2)).reason())
        .isEqualTo("the interval lies within the margin of 2.0; for one look");
  }

  @Test
  void comparison_forEveryLook_saysThatOneMayLook() {
    Comparison comparison = effect(-5).compare(LOWER.alwaysValid(400));
    assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(comparison.reason()).endsWith("; may be looked at after every outcome");
    assertThat(comparison.difference()).isEqualTo(effect(-5).alwaysValid(0.95, 400).figure());
    assertThat(effect(-2.5).compare(LOWER.alwaysValid(400)).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(effect(-2.5).compare(LOWER).verdict()).isEqualTo(Verdict.BETTER);
  }

  @Test
  void comparison_forEveryLookUntuned_isTunedForFiveThousand() {
    assertThat(effect(-5).compare(LOWER.alwaysValid()))
        .isEqualTo(effect(-5).compare(LOWER.alwaysValid(5_000)));
  }

  @Test
  void comparison_usesTheLevelOfTheCriterion() {
    assertThat(effect(-2.2).compare(LOWER).verdict()).isEqualTo(Verdict.BETTER);
    Comparison strict = effect(-2.2).compare(LOWER.withLevel(0.99));
    assertThat(strict.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(strict.difference()).isEqualTo(effect(-2.2).figure(0.99));
  }

  @ParameterizedTest
  @CsvSource({"30, BETTER", "29, UNDECIDED", "4, UNDECIDED", "1, UNDECIDED"})
  void verdict_withFewerThanThirtyUnitsInAnArm_isUndecidedWhateverTheNumbers(
      long units, Verdict expected) {
    Effect sure = Effect.of(-9, 1e-3, 4_000, "given").withSmallestArm(units);
    assertThat(sure.compare(LOWER).verdict()).isEqualTo(expected);
    assertThat(sure.compare(LOWER.withMargin(100)).notWorse())
        .isEqualTo(expected == Verdict.BETTER);
  }

  @ParameterizedTest
  @CsvSource({"200, BETTER", "199, UNDECIDED", "30, UNDECIDED"})
  void verdict_underAnAlwaysValidCriterion_hasALongerBurnIn(long units, Verdict expected) {
    Effect sure = Effect.of(-9, 1e-3, 4_000, "given").withSmallestArm(units);
    assertThat(sure.compare(LOWER.alwaysValid()).verdict()).isEqualTo(expected);
    assertThat(sure.compare(LOWER.withLeastUnits(30).alwaysValid()).verdict())
        .as("unless it was said")
        .isEqualTo(Verdict.BETTER);
  }

  @Test
  void fewUnits_areTheReasonAndWhatIsMissingIsCounted() {
    Comparison four = Effect.of(-9, 1, 4, "given").compare(LOWER);
    assertThat(four.reason()).isEqualTo("4 of the least 30 units");
    assertThat(four.more())
        .isEqualTo(
            Figure.point(
                    26,
                    4,
                    "further units, until the least evidence, if all grows alike, no interval: a"
                        + " plan")
                .withUnit("units"));
    Comparison arms = Effect.of(-9, 1, 40, "given").withSmallestArm(4).compare(LOWER);
    assertThat(arms.reason()).isEqualTo("4 of the least 30 units in the smaller arm");
    assertThat(arms.more().value()).isEqualTo(260);
    Comparison empty = Effect.of(-9, 1, 40, "given").withSmallestArm(0).compare(LOWER);
    assertThat(empty.more().reason()).isEqualTo("0 of the least 30 units in the smaller arm");
  }

  @ParameterizedTest
  @CsvSource({"20, BETTER", "19, UNDECIDED"})
  void verdict_withFewerThanTwentyClusters_isUndecided(long clusters, Verdict expected) {
    Comparison days = effect(-9).withClusters(clusters).compare(LOWER);
    assertThat(days.verdict()).isEqualTo(expected);
  }

  @Test
  void fewClusters_areTheReasonAndWhatIsMissingIsCounted() {
    Comparison days = effect(-9).withClusters(8).compare(LOWER);
    assertThat(days.reason()).isEqualTo("8 of the least 20 effective clusters");
    assertThat(days.more().value()).isEqualTo(600);
    assertThat(effect(-9).withClusters(8).compare(LOWER.withLeastClusters(8)).verdict())
        .isEqualTo(Verdict.BETTER);
    assertThat(Effect.of(-9, 1, 12, "given").compare(LOWER.withLeastUnits(12)).verdict())
        .isEqualTo(Verdict.BETTER);
  }

  @Test
  void undefinedEffect_isUndecidedForItsReason() {
    Comparison comparison = Effect.undefined("no truth yet", 7).compare(LOWER);
    assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(comparison.reason()).isEqualTo("no truth yet");
    assertThat(comparison.more()).isEqualTo(Figure.undefined("no truth yet", 7));
  }

  @Test
  void noSpread_isUndecidedSinceItProvesNothing() {
    Comparison comparison = Effect.of(-9, 0, 400, "given").compare(LOWER.withMargin(1));
    assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(comparison.notWorse()).isFalse();
    assertThat(comparison.reason()).isEqualTo("given, no interval: no spread");
    assertThat(comparison.more().defined()).isFalse();
  }

  /** ((1.96 + 0.8416)/1)² = 7.849 times the units are needed: 6.849 × 400 more. */
  @Test
  void more_atTheCurrentEstimate_isTheTextbookSampleSize() {
    Comparison comparison = effect(-1).compare(LOWER);
    assertThat(comparison.more().value()).isCloseTo(2_740, within(1.0));
    assertThat(comparison.more().unit()).isEqualTo("units");
    assertThat(comparison.more().method())
        .isEqualTo(
            "further units, power 0.8 at the current estimate and spread, no interval: a plan");
    assertThat(effect(-1).compare(LOWER.withPower(0.9)).more().value())
        .isGreaterThan(comparison.more().value());
    assertThat(effect(-1).compare(LOWER.alwaysValid()).more().value())
        .isGreaterThan(comparison.more().value());
  }

  @Test
  void more_ofNoEstimateAtAll_isUndefined() {
    assertThat(effect(0).compare(LOWER).more())
        .isEqualTo(Figure.undefined("no number of units in sight: estimate too close to 0", 400));
  }

  /** With nothing between the arms only the margin can decide: 2 (z + z')² / m² as for any TOST. */
  @Test
  void more_towardsEquivalence_isThatOfTwoOneSidedTests() {
    Comparison comparison = effect(0).compare(LOWER.withMargin(1));
    double z = REACH + 1.2815515655446004; // each side may fail one time in ten
    assertThat(comparison.more().value()).isCloseTo((z * z - 1) * 400, within(1.0));
  }

  @Test
  void criterion_reads() {
    assertThat(LOWER).hasToString("lower is better, 95 %, for one look");
    assertThat(HIGHER.withLevel(0.9).withMargin(0.5).alwaysValid(800))
        .hasToString("higher is better, 90 %, margin 0.5, for every look, tuned for 800");
    assertThat(HIGHER.better()).isEqualTo(Direction.HIGHER);
    assertThat(LOWER.withLevel(0.9).level()).isEqualTo(0.9);
  }

  @Test
  void criterion_misuse_isRefusedWithTheValue() {
    assertRefused("level must be between 0 and 1: 95.0", () -> LOWER.withLevel(95));
    assertRefused("margin must be finite and above 0: 0.0", () -> LOWER.withMargin(0));
    assertRefused("margin must be finite and above 0: -1.0", () -> LOWER.withMargin(-1));
    assertRefused("margin must be finite and above 0: NaN", () -> LOWER.withMargin(Double.NaN));
    assertRefused("tunedFor must be at least 1: 0", () -> LOWER.alwaysValid(0));
    assertRefused("leastUnits must be at least 2: 1", () -> LOWER.withLeastUnits(1));
    assertRefused("leastClusters must be at least 2: 1", () -> LOWER.withLeastClusters(1));
    assertRefused("power must be between 0 and 1: 1.0", () -> LOWER.withPower(1));
  }

  @Test
  @SuppressWarnings("NullAway")
  void comparison_misuse_isRefused() {
    Figure none = Figure.undefined("none", 9);
    Figure sure = effect(-3).figure();
    assertRefused(
        "a verdict needs an interval: undefined: none (n = 9)",
        () -> new Comparison(none, none, Verdict.BETTER, false, "why", none));
    assertRefused(
        "a verdict needs an interval",
        () -> new Comparison(none, none, Verdict.UNDECIDED, true, "why", none));
    assertRefused(
        "a worse candidate cannot be not worse",
        () -> new Comparison(sure, none, Verdict.WORSE, true, "why", none));
    assertRefused(
        "reason must say something: ' '",
        () -> new Comparison(sure, none, Verdict.BETTER, true, " ", none));
    assertThatNullPointerException()
        .isThrownBy(() -> new Comparison(sure, none, null, true, "why", none))
        .withMessage("verdict");
  }

  private static void assertRefused(String message, ThrowingCallable misuse) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessageContaining(message);
  }
}

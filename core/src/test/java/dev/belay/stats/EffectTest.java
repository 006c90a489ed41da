/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Comparison.Direction;
import dev.belay.stats.Comparison.Posterior;
import dev.belay.stats.Effect.Prior;
import dev.belay.stats.Effect.Side;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectTest {

  private static final double Z = 1.959963984540054;

  private static final Effect EFFECT = Effect.of(-1.5, 0.5, 400, "given").withUnit("min");
  private static final Effect UNDEFINED = Effect.undefined("no truth yet", 3);
  private static final Effect CONSTANT = Effect.of(-1.5, 0, 400, "given");

  private static Interval interval(Effect effect, double level, Side side) {
    return Objects.requireNonNull(effect.figure(level, side).interval());
  }

  @Test
  void figure_withAKnownError_isNormalAndSaysSo() {
    Interval interval = interval(EFFECT, 0.95, Side.TWO_SIDED);
    assertThat(interval.lower()).isCloseTo(-1.5 - Z * 0.5, within(1e-12));
    assertThat(interval.upper()).isCloseTo(-1.5 + Z * 0.5, within(1e-12));
    assertThat(EFFECT).hasToString("-1.500 min [-2.480, -0.520] (95 %, n = 400, given, normal)");
  }

  /** Student's quartile with one degree of freedom is exactly 1. */
  @Test
  void figure_withDegreesOfFreedom_isStudents() {
    Effect effect = EFFECT.withDegreesOfFreedom(1);
    assertThat(interval(effect, 0.5, Side.TWO_SIDED).width()).isCloseTo(1, within(1e-12));
    assertThat(effect.figure(0.5).method()).isEqualTo("given, Student t");
    assertThat(effect.degreesOfFreedom()).isEqualTo(1);
  }

  /** The interval, the statistic or a square would not be a double. */
  @ParameterizedTest
  @CsvSource({"1e308, 1e308", "1.01e150, 1", "1, 1.01e150", "1, 1e-151", "1, 1e-320"})
  void of_beyondDoubleArithmetic_isUndefinedInEveryAnswer(double value, double error) {
    Effect effect = Effect.of(value, error, 100, "given").withUnit("min");
    String reason = "beyond double arithmetic";
    assertThat(effect.reason()).isEqualTo(reason);
    Comparison comparison = effect.compare(Comparison.Criterion.lowerIsBetter());
    assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.UNDECIDED);
    assertThat(comparison.reason()).isEqualTo(reason);
    Prior prior = new Prior(0, 1);
    for (ThrowingCallable accessor :
        List.<ThrowingCallable>of(
            effect::statistic, effect::posterior, () -> effect.posterior(prior))) {
      assertThatIllegalStateException().isThrownBy(accessor).withMessageContaining(reason);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.99e150, 1", "1, 0.99e150", "1, 1.01e-150", "0.99e150, 0.99e150"})
  void of_atTheEdgeOfDoubleArithmetic_isDefinedInEveryAnswer(double value, double error) {
    Effect effect = Effect.of(value, error, 100, "given");
    assertThat(effect.figure().interval()).isNotNull();
    assertThat(effect.alwaysValid().figure().interval()).isNotNull();
    assertThat(effect.posterior().mean()).isEqualTo(value);
    assertThat(effect.statistic()).isFinite();
    assertThat(effect.compare(Comparison.Criterion.lowerIsBetter()).reason()).isNotBlank();
  }

  @Test
  void figure_ofOneSide_hasOneBoundAtTheQuantileOfTheWholeError() {
    Interval above = interval(EFFECT, 0.975, Side.GREATER);
    assertThat(above.lower()).isCloseTo(-1.5 - Z * 0.5, within(1e-12));
    assertThat(above.upper()).isInfinite();
    Interval below = interval(EFFECT, 0.975, Side.LESS);
    assertThat(below.lower()).isInfinite();
    assertThat(below.upper()).isCloseTo(-1.5 + Z * 0.5, within(1e-12));
  }

  @Test
  void pValue_ofThreeStandardErrors_isTheNormalTail() {
    assertThat(EFFECT.statistic()).isEqualTo(-3);
    assertThat(EFFECT.pValue(Side.TWO_SIDED)).isCloseTo(0.0026997960632601866, within(1e-15));
    assertThat(EFFECT.pValue(Side.LESS)).isCloseTo(0.0013498980316300933, within(1e-15));
    assertThat(EFFECT.pValue(Side.GREATER)).isCloseTo(1 - 0.0013498980316300933, within(1e-12));
  }

  @Test
  void accessors_tellWhatTheEffectRestsOn() {
    Effect effect = EFFECT.withSmallestArm(150).withClusters(25);
    assertThat(effect.n()).isEqualTo(400);
    assertThat(effect.smallestArm()).isEqualTo(150);
    assertThat(effect.clusters()).isEqualTo(25);
    assertThat(effect.unit()).isEqualTo("min");
    assertThat(effect.method()).isEqualTo("given");
    assertThat(effect.value()).isEqualTo(-1.5);
    assertThat(effect.standardError()).isEqualTo(0.5);
    assertThat(effect.degreesOfFreedom()).isInfinite();
    assertThat(effect.reason()).isNull();
  }

  @Test
  void undefined_answersNothingWithANumber() {
    assertThat(UNDEFINED.defined()).isFalse();
    assertThat(UNDEFINED.testable()).isFalse();
    assertThat(UNDEFINED.reason()).isEqualTo("no truth yet");
    assertThat(UNDEFINED.n()).isEqualTo(3);
    assertThat(UNDEFINED.figure()).isEqualTo(Figure.undefined("no truth yet", 3));
    assertThat(UNDEFINED.withUnit("min").alwaysValid().withDegreesOfFreedom(3).figure())
        .isEqualTo(Figure.undefined("no truth yet", 3).withUnit("min"));
    assertThat(UNDEFINED.scalingFor(1, 0.8, 0.95)).isEqualTo(Figure.undefined("no truth yet", 3));
    assertAllThrow("undefined: no truth yet", UNDEFINED);
    assertThatIllegalStateException()
        .isThrownBy(UNDEFINED::value)
        .withMessage("undefined: no truth yet");
  }

  @Test
  void noSpread_givesAValueAndNothingThatWouldProveIt() {
    assertThat(CONSTANT.defined()).isTrue();
    assertThat(CONSTANT.testable()).isFalse();
    assertThat(CONSTANT.value()).isEqualTo(-1.5);
    assertThat(CONSTANT.figure())
        .isEqualTo(Figure.point(-1.5, 400, "given, no interval: no spread"));
    assertThat(CONSTANT.alwaysValid().figure()).isEqualTo(CONSTANT.figure());
    assertThat(CONSTANT.scalingFor(1, 0.8, 0.95)).isEqualTo(Figure.undefined("no spread", 400));
    assertAllThrow("undefined: no spread", CONSTANT);
  }

  private static void assertAllThrow(String message, Effect effect) {
    for (ThrowingCallable accessor :
        List.<ThrowingCallable>of(
            effect::standardError,
            effect::degreesOfFreedom,
            effect::statistic,
            () -> effect.pValue(Side.TWO_SIDED),
            effect::posterior,
            () -> effect.posterior(new Prior(0, 1)))) {
      assertThatIllegalStateException().isThrownBy(accessor).withMessageContaining(message);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1", "Infinity, 1", "1, NaN", "1, Infinity"})
  void of_whatIsNotFinite_isUndefined(double value, double standardError) {
    assertThat(Effect.of(value, standardError, 9, "given").figure())
        .isEqualTo(Figure.undefined("beyond double arithmetic", 9));
  }

  @Test
  void figure_whoseBoundOverflows_isUndefined() {
    assertThat(Effect.of(1e308, 1e308, 9, "given").figure())
        .isEqualTo(Figure.undefined("beyond double arithmetic", 9));
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertRefused("standardError must not be negative: -1.0", () -> Effect.of(1, -1, 9, "given"));
    assertRefused("n must be at least 1: 0", () -> Effect.of(1, 1, 0, "given"));
    assertRefused("method must say something: ' '", () -> Effect.of(1, 1, 9, " "));
    assertRefused("reason must say something: ' '", () -> Effect.undefined(" ", 9));
    assertRefused("n must not be negative: -1", () -> Effect.undefined("no truth", -1));
    assertRefused(
        "degreesOfFreedom must be at least 1: 0.5", () -> EFFECT.withDegreesOfFreedom(0.5));
    assertRefused("units must be from 0 to 400: 401", () -> EFFECT.withSmallestArm(401));
    assertRefused("units must be from 0 to 400: -1", () -> EFFECT.withSmallestArm(-1));
    assertRefused("clusters must be from 0 to 400: 401", () -> EFFECT.withClusters(401));
    assertRefused("clusters must be from 0 to 400: -1", () -> EFFECT.withClusters(-1));
    assertRefused("tunedFor must be at least 1: 0", () -> EFFECT.alwaysValid(0.95, 0));
    assertRefused("level must be between 0 and 1: 1.0", () -> EFFECT.alwaysValid(1, 100));
    assertRefused("level must be between 0 and 1: 95.0", () -> EFFECT.figure(95));
    assertRefused("level must be between 0 and 1: 0.0", () -> UNDEFINED.figure(0));
    assertRefused("truth must be finite and not 0: 0.0", () -> EFFECT.scalingFor(0, 0.8, 0.95));
    assertRefused(
        "truth must be finite and not 0: NaN", () -> UNDEFINED.scalingFor(Double.NaN, 0.8, 0.95));
    assertRefused("power must be between 0 and 1: 1.0", () -> EFFECT.scalingFor(1, 1, 0.95));
    assertRefused(
        "power must be between 0 and 1: 0.0", () -> EFFECT.scalingFor(1, 0, 0.95, new Prior(0, 1)));
    assertRefused("level must be between 0 and 1: 1.0", () -> EFFECT.scalingFor(1, 0.8, 1));
    assertRefused("mean must be finite", () -> new Prior(Double.NaN, 1));
    assertRefused("standardDeviation must be finite and above 0: 0.0", () -> new Prior(0, 0));
    assertRefused(
        "standardDeviation must be finite and above 0: Infinity",
        () -> new Prior(0, Double.POSITIVE_INFINITY));
  }

  @Test
  @SuppressWarnings("NullAway")
  void null_isRefusedByName() {
    assertThatNullPointerException().isThrownBy(() -> EFFECT.pValue(null)).withMessage("side");
    assertThatNullPointerException()
        .isThrownBy(() -> UNDEFINED.figure(0.95, null))
        .withMessage("side");
    assertThatNullPointerException().isThrownBy(() -> EFFECT.withUnit(null)).withMessage("unit");
    assertThatNullPointerException().isThrownBy(() -> EFFECT.posterior(null)).withMessage("prior");
    assertThatNullPointerException()
        .isThrownBy(() -> EFFECT.compare(null))
        .withMessage("criterion");
  }

  private static void assertRefused(String message, ThrowingCallable misuse) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessageContaining(message);
  }

  /** Published: 0.46316 for these sums, from a search that stops early. */
  @Test
  void pValue_ofOneSideForEveryLook_isWhatASearchOverLevelsFinds() {
    Effect effect =
        TwoSample.means(
                Moments.ofSums(3000, 1396.87, 52377.9767), Moments.ofSums(3461, 2422.7, 134698.29))
            .effect()
            .alwaysValid();
    assertThat(effect.pValue(Side.GREATER)).isCloseTo(0.46316491943359384, within(2e-4));
    assertThat(effect.pValue(Side.LESS)).isEqualTo(1);
  }

  @Test
  void alwaysValid_isWiderThanOneLookAndNarrowestWhereItIsTunedFor() {
    double oneLook = interval(EFFECT, 0.95, Side.TWO_SIDED).width();
    double there = width(400);
    assertThat(there).isBetween(1.4 * oneLook, 1.6 * oneLook);
    assertThat(List.of(width(40), width(250), width(640), width(4_000)))
        .allMatch(width -> width > there);
  }

  private static double width(long tunedFor) {
    return interval(EFFECT.alwaysValid(0.95, tunedFor), 0.95, Side.TWO_SIDED).width();
  }

  @Test
  void alwaysValid_withoutParameters_isTunedForFiveThousandAtTheDefaultLevel() {
    assertThat(EFFECT.alwaysValid().figure()).isEqualTo(EFFECT.alwaysValid(0.95, 5_000).figure());
    assertThat(EFFECT.alwaysValid().figure().method())
        .isEqualTo("given, asymptotic confidence sequence tuned for 5000 units");
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void alwaysValid_atALevelBelowAHalf_isStillAnInterval(Side side) {
    Figure figure = EFFECT.alwaysValid(0.4, 100).figure(0.4, side);
    assertThat(figure.excludes(figure.value())).isFalse();
  }

  /**
   * At twelve standard errors the chance of no difference is far below what a double tells apart.
   */
  @Test
  void pValue_farOut_staysANumber() {
    Effect far = Effect.of(1e6, 1, 400, "given");
    for (Effect effect : List.of(far, far.alwaysValid(), far.withDegreesOfFreedom(3))) {
      assertThat(effect.pValue(Side.TWO_SIDED)).isBetween(0.0, 1e-12);
      assertThat(effect.pValue(Side.GREATER)).isBetween(0.0, 1e-12);
      assertThat(effect.pValue(Side.LESS)).isBetween(0.99, 1.0);
    }
  }

  @Test
  void posterior_withoutPrior_isTheEstimate() {
    Posterior posterior = EFFECT.posterior();
    assertThat(posterior).isEqualTo(new Posterior(-1.5, 0.5, 400, "min", "flat prior"));
    assertThat(posterior.figure(0.95))
        .hasToString(
            "-1.500 min [-2.480, -0.520] (95 %, n = 400, posterior mean, flat prior, normal)");
  }

  /** With a prior as precise as the data both count half, and the variance halves. */
  @Test
  void posterior_withAPriorAsPreciseAsTheData_isInTheMiddle() {
    Posterior posterior = EFFECT.posterior(new Prior(0.5, 0.5));
    assertThat(posterior.mean()).isCloseTo(-0.5, within(1e-15));
    assertThat(posterior.standardDeviation()).isCloseTo(0.5 / Math.sqrt(2), within(1e-15));
    assertThat(posterior.method()).isEqualTo("normal prior 0.5 ± 0.5");
  }

  @Test
  void posterior_ofALossThatFell_favoursTheCandidate() {
    Posterior posterior = EFFECT.posterior();
    assertThat(posterior.chanceToWin(Direction.LOWER)).isCloseTo(0.9986501019683699, within(1e-12));
    assertThat(posterior.chanceToWin(Direction.HIGHER))
        .isCloseTo(0.0013498980316301, within(1e-12));
    double kept = posterior.lossOfKeeping(Direction.LOWER);
    double taken = posterior.lossOfTaking(Direction.LOWER);
    assertThat(kept - taken).isCloseTo(1.5, within(1e-12));
    assertThat(taken).isCloseTo(0.5 * 0.0003821543, within(1e-9)); // L(3) of the unit normal loss
    assertThat(posterior.lossOfKeeping(Direction.HIGHER)).isCloseTo(taken, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e9, -38, -36.9, 36.9, 38, 1e9})
  void expectedLosses_farOut_areTheMeanOrNothing(double mean) {
    Posterior posterior = new Posterior(mean, 1, 9, "", "given");
    assertThat(posterior.lossOfKeeping(Direction.HIGHER))
        .isCloseTo(Math.max(mean, 0), within(1e-12));
    assertThat(posterior.lossOfTaking(Direction.HIGHER))
        .isCloseTo(Math.max(-mean, 0), within(1e-12));
  }

  @Test
  void posterior_misuse_isRefusedWithTheValue() {
    assertRefused("mean must be finite", () -> new Posterior(Double.NaN, 1, 9, "", "given"));
    assertRefused(
        "standardDeviation must be finite and above 0: 0.0",
        () -> new Posterior(0, 0, 9, "", "given"));
    assertRefused("n must be at least 1: 0", () -> new Posterior(0, 1, 0, "", "given"));
    assertRefused("method must say something: ''", () -> new Posterior(0, 1, 9, "", ""));
    assertRefused("level must be between 0 and 1: 0.0", () -> EFFECT.posterior().figure(0));
  }

  /** ((1.96 + 0.8416) 0.5 / 0.5)² times the units so far, less those. */
  @Test
  void scalingFor_oneStandardError_isTheTextbookSampleSize() {
    double z = Z + 0.8416212335729143;
    Figure scaling = EFFECT.scalingFor(0.5, 0.8, 0.95);
    assertThat(scaling.value()).isCloseTo(z * z - 1, within(1e-4));
    assertThat(scaling.n()).isEqualTo(400);
    assertThat(EFFECT.scalingFor(-0.5, 0.8, 0.95).value()).isEqualTo(scaling.value());
  }

  @Test
  void scalingFor_whatIsPowerfulAlready_isZero() {
    assertThat(EFFECT.scalingFor(2, 0.8, 0.95).value()).isZero();
  }

  @Test
  void scalingFor_everyLook_needsMoreThanForOneLook() {
    double oneLook = EFFECT.scalingFor(0.5, 0.8, 0.95).value();
    assertThat(EFFECT.alwaysValid(0.95, 3_000).scalingFor(0.5, 0.8, 0.95).value())
        .isBetween(1.5 * oneLook, 2.5 * oneLook);
  }

  @Test
  void scalingFor_aHopelessTruth_isUndefined() {
    assertThat(EFFECT.scalingFor(1e-9, 0.8, 0.95))
        .isEqualTo(Figure.undefined("more than 100 million times the units are needed", 400));
  }

  /** A wide prior says nothing. */
  @Test
  void scalingFor_withAWidePrior_isThatWithout() {
    assertThat(EFFECT.scalingFor(0.5, 0.8, 0.95, new Prior(0, 1e6)).value())
        .isCloseTo(EFFECT.scalingFor(0.5, 0.8, 0.95).value(), within(1e-6));
  }
}

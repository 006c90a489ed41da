/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.belay.stats.Effect.Side;
import dev.belay.stats.Figure;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerPlanTest {

  private static final List<Power> PLANS =
      List.of(
          Power.means(12),
          Power.means(12).withStudent(),
          Power.means(12).withRatio(0.25),
          Power.paired(5),
          Power.paired(5).withStudent(),
          Power.proportions(0.2),
          Power.proportionsByBaseline(0.2),
          Power.relative(-30, 12),
          Power.means(12).withSequence(5_000),
          Power.means(12).withSide(Side.GREATER).withSequence(5_000),
          Power.means(12).withSide(Side.GREATER).withAlpha(0.01));

  @Test
  void power_ofTheDetectableEffect_isTheWantedOne() {
    for (Power plan : PLANS) {
      double effect = plan.detectableEffect(700, 0.8).value();
      assertThat(plan.power(effect, 700).value()).as(plan.toString()).isCloseTo(0.8, within(1e-9));
    }
  }

  @Test
  void power_ofTheSampleSize_isTheWantedOne() {
    for (Power plan : PLANS) {
      double n = plan.sampleSize(0.1, 0.9).value();
      assertThat(plan.power(0.1, n).value()).as(plan.toString()).isCloseTo(0.9, within(1e-9));
    }
  }

  @Test
  void power_atTheLevelFound_isTheWantedOne() {
    for (Power plan : PLANS) {
      double effect = plan.detectableEffect(400, 0.5).value();
      double alpha = plan.alpha(effect, 400, 0.6).value();
      assertThat(plan.withAlpha(alpha).power(effect, 400).value())
          .as(plan.toString())
          .isCloseTo(0.6, within(1e-9));
    }
  }

  @Test
  void power_risesWithEffectSizeAndLevel() {
    for (Power plan : PLANS) {
      double power = plan.power(0.1, 400).value();
      assertThat(plan.power(0.11, 400).value()).isGreaterThan(power);
      assertThat(plan.power(0.1, 440).value()).isGreaterThan(power);
      assertThat(plan.withAlpha(0.2).power(0.1, 400).value()).isGreaterThan(power);
    }
  }

  /** Cohen 1988, table 2.4.1: 64 in each arm find half a standard deviation, of pairs 34. */
  @Test
  void sampleSize_isCohens() {
    Power means = Power.means(1);
    assertThat(means.sampleSize(0.5, 0.8).value()).isCloseTo(62.79103787479271, within(1e-9));
    assertThat(Math.ceil(means.withStudent().sampleSize(0.5, 0.8).value())).isEqualTo(64);
    Power paired = Power.paired(1).withStudent();
    assertThat(Math.ceil(paired.sampleSize(0.5, 0.8).value())).isEqualTo(34);
    assertThat(paired.power(0.5, 20).value()).isCloseTo(0.5644828966786236, withinPercentage(1e-6));
    assertThat(Power.paired(1).power(0.5, 20).value())
        .isCloseTo(0.6087659030488964, withinPercentage(1e-6));
  }

  @Test
  void pairs_withCorrelatedErrors_needTheShareThatIsTheirs() {
    double r = 0.8;
    double pairs = Power.paired(Math.sqrt(2 * (1 - r))).sampleSize(0.1, 0.8).value();
    Figure split = Power.means(1).sampleSize(0.1, 0.8);
    assertThat(2 * split.value() / pairs).isCloseTo(2 / (1 - r), within(1e-9));
    assertThat(split.n()).isEqualTo((long) Math.ceil(2 * split.value()));
  }

  @Test
  void halvingAStep_doublesTheVariance() {
    Power plan = Power.means(12);
    double atTwenty = plan.detectableEffect(2_000, 0.8).value();
    double atTen = plan.detectableEffect(1_000, 0.8).value();
    assertThat(atTen / atTwenty).isCloseTo(Math.sqrt(2), within(1e-9));
  }

  @Test
  void direction_countsOnlyWhereItIsTheAlternatives() {
    Power less = Power.means(1).withSide(Side.LESS);
    assertThat(less.power(-0.5, 50).value())
        .isEqualTo(Power.means(1).withSide(Side.GREATER).power(0.5, 50).value());
    assertThat(less.power(0.5, 50).value()).isLessThan(0.001);
    assertThat(less.detectableEffect(50, 0.8).value()).isNegative();
    assertThat(Power.means(1).power(-0.5, 50).value())
        .isEqualTo(Power.means(1).power(0.5, 50).value());
  }

  @Test
  void bothTails_addTheAlarmsInTheWrongDirection() {
    Power plan = Power.means(1);
    assertThat(plan.power(0, 50).value()).isCloseTo(0.025, within(1e-12));
    assertThat(plan.countingBothTails().power(0, 50).value()).isCloseTo(0.05, within(1e-12));
    Power oneSided = plan.withSide(Side.GREATER);
    assertThat(oneSided.countingBothTails().power(0, 50).value()).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void student_powerIsThatOfSimulatedTests() {
    Random random = new Random(4);
    int found = 0;
    for (int run = 0; run < 4_000; run++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 10; i++) {
        double value = 1 + random.nextGaussian();
        sum += value;
        squares += value * value;
      }
      double deviation = Math.sqrt((squares - sum * sum / 10) / 9);
      found += sum / 10 / (deviation / Math.sqrt(10)) >= 2.262157162740992 ? 1 : 0;
    }
    double power = Power.paired(1).withStudent().power(1, 10).value();
    assertThat(found / 4_000.0).isCloseTo(power, within(3 * Math.sqrt(0.25 / 4_000)));
  }

  /** The true form 1 - Φ((h - d) / se): what the sequence really finds at the end. */
  @Test
  void sequence_powerIsThatOfItsInterval() {
    double tuning = 500;
    double alpha = 0.05;
    double n = 400;
    double units = 2 * n;
    double error = Math.sqrt(2 / n);
    double rho = Math.sqrt((-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / tuning);
    double spread = units * rho * rho + 1;
    double halfWidth =
        error
            * Math.sqrt(units)
            * Math.sqrt(2 * spread * Math.log(Math.sqrt(spread) / alpha))
            / (units * rho);
    double expected = Normal.above((halfWidth - 0.25) / error);
    double power = Power.means(1).withSequence(tuning).power(0.25, n).value();
    assertThat(power).isCloseTo(expected, within(1e-12));
    SplittableRandom random = new SplittableRandom(8);
    int found = 0;
    for (int run = 0; run < 4_000; run++) {
      double difference = 0.25 + error * Normal.exceededWith(random.nextDouble());
      found += difference > halfWidth ? 1 : 0;
    }
    assertThat(found / 4_000.0).isCloseTo(power, within(3 * Math.sqrt(0.25 / 4_000)));
  }

  @Test
  void sequence_costsPower_andOneSideLessThanTwo() {
    Power fixed = Power.means(1);
    Power sequence = fixed.withSequence(800);
    assertThat(sequence.power(0.25, 400).value()).isLessThan(fixed.power(0.25, 400).value());
    assertThat(sequence.withSide(Side.GREATER).power(0.25, 400).value())
        .isGreaterThan(sequence.power(0.25, 400).value());
  }

  @Test
  void whatCannotBeFound_isUndefined() {
    assertThat(Power.proportions(0.99).detectableEffect(2, 0.99).reason())
        .isEqualTo("no effect is found that often");
    assertThat(Power.relative(0.01, 1).detectableEffect(10, 0.8).reason())
        .isEqualTo("no effect is found that often");
    assertThat(Power.means(1).sampleSize(0, 0.8).reason()).isEqualTo("more than 1.0E15 units");
    assertThat(Power.means(12).alpha(0.1, 400, 0.6).reason())
        .isEqualTo("no level finds it that often");
    assertThat(Power.means(1).sampleSize(1e-30, 0.8).reason()).isEqualTo("more than 1.0E15 units");
  }

  @Test
  void sampleSize_thatTwoUnitsExceed_isTwo() {
    assertThat(Power.means(1).sampleSize(1_000, 0.8).value()).isEqualTo(2);
    assertThat(Power.means(1).withStudent().sampleSize(1_000, 0.8).value()).isEqualTo(2);
  }

  @Test
  void figures_sayWhatWasPlanned() {
    assertThat(Power.means(1).power(0.5, 64).method())
        .isEqualTo("power, means, normal, two-sided at 0.05, no interval: a plan");
    assertThat(Power.means(1).withRatio(3).power(0.5, 64).n()).isEqualTo(256);
    assertThat(Power.paired(1).withRatio(3).power(0.5, 64).n()).isEqualTo(64);
    assertThat(Power.proportions(0.1).withSide(Side.LESS).withSequence(10))
        .hasToString(
            "Power[proportions, pooled variance, confidence sequence, at the end, "
                + "one-sided at 0.05]");
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    String above = " must be above 0 and at most 1.0E70: ";
    refused(() -> Power.means(0), "standardDeviation" + above + 0.0);
    refused(() -> Power.paired(-1), "standardDeviation" + above + -1.0);
    refused(() -> Power.relative(1, 0), "standardDeviation" + above + 0.0);
    refused(() -> Power.relative(0, 1), "a relative difference needs a mean other than 0: 0.0");
    refused(() -> Power.proportions(1), "baseline must be between 0 and 1: 1.0");
    refused(() -> Power.proportionsByBaseline(0), "baseline must be between 0 and 1: 0.0");
    Power plan = Power.proportions(0.9);
    refused(() -> plan.withAlpha(0), "alpha must be between 0 and 1: 0.0");
    refused(() -> plan.withRatio(0), "ratio" + above + 0.0);
    refused(() -> plan.withSequence(0), "tightestAt" + above + 0.0);
    refused(() -> plan.power(0.1, 1.9), "n must be from 2 to 1.0E15: 1.9");
    refused(() -> plan.detectableEffect(2e15, 0.5), "n must be from 2 to 1.0E15: 2.0E15");
    refused(() -> plan.sampleSize(0.05, 1), "power must be between 0 and 1: 1.0");
    refused(
        () -> plan.sampleSize(0.11, 0.8),
        "effect is impossible for proportions, pooled variance: 0.11");
    refused(
        () -> plan.power(-0.91, 10),
        "effect is impossible for proportions, pooled variance: -0.91");
    refused(
        () -> plan.alpha(Double.NaN, 10, 0.5),
        "effect must be finite and at most 1.0E70 in size: NaN");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse, String message) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessage(message);
  }

  @Test
  @SuppressWarnings("NullAway")
  void nulls_areRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Power.means(1).withSide(null))
        .withMessage("side");
  }
}

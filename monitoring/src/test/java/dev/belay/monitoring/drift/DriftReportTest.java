/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.monitoring.drift.DriftReport.Verdict;
import dev.belay.stats.Comparison;
import dev.belay.stats.PairedDifference;
import dev.belay.stats.inference.PValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftReportTest {

  private static final double[] WINTER = Draws.seeded(1).normal(1_000, 1, 5);
  private static final double[] SUMMER = Draws.seeded(2).normal(1_000, 24, 4);
  private static final double[] DISTANCES = Draws.seeded(3).normal(1_000, 700, 200);
  private static final double[] LATER = Draws.seeded(4).normal(1_000, 700, 200);
  private static final FeatureShift TEMPERATURE = FeatureShift.of("temperature", WINTER, SUMMER);
  private static final FeatureShift DISTANCE = FeatureShift.of("distance", DISTANCES, LATER);
  private static final FeatureShift RARE =
      FeatureShift.of("rare", new double[] {1, 2}, new double[] {1});

  @Test
  void verdict_summerAfterWinter_isStableIfTheTemperatureIsSeasonal() {
    DriftReport report = report(DISTANCE, TEMPERATURE.seasonal());
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.reason()).isEqualTo("all 1 stationary features are stable");
    assertThat(report.feature("temperature").verdict()).isEqualTo(Verdict.MOVED);
    assertThat(report.feature("temperature").reason()).startsWith("PSI ");
  }

  @Test
  void verdict_summerAfterWinter_hasMovedIfNobodySaidSo() {
    DriftReport report = report(DISTANCE, TEMPERATURE);
    assertThat(report.verdict()).isEqualTo(Verdict.MOVED);
    assertThat(report.reason()).startsWith("1 of 2 stationary features moved: temperature (PSI ");
    assertThat(report).asString().startsWith("DriftReport[MOVED: 1 of 2 stationary");
  }

  /** Nobody is told that a model is broken because summer came. */
  @Test
  void judgedBy_modelStillBetter_isSoundWhateverMoved() {
    DriftReport report = report(TEMPERATURE).judgedBy(losses(-1));
    assertThat(report.verdict()).isEqualTo(Verdict.SOUND);
    assertThat(report.reason())
        .startsWith("losses: BETTER, the interval lies on the better side of 0")
        .contains("; inputs: 1 of 1 stationary features moved: temperature (PSI ");
  }

  @Test
  void judgedBy_modelWorse_isDegradedAlthoughNothingMoved() {
    DriftReport report = report(DISTANCE).judgedBy(losses(1));
    assertThat(report.verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(report.reason())
        .startsWith("losses: WORSE, ")
        .endsWith("; inputs: all 1 stationary features are stable");
    assertThat(report.features()).isEqualTo(report(DISTANCE).judgedBy(losses(-1)).features());
  }

  @Test
  void judgedBy_undecided_leavesTheVerdictOnTheInputs() {
    for (FeatureShift shift : List.of(DISTANCE, TEMPERATURE, RARE)) {
      DriftReport report = report(shift).judgedBy(losses(0));
      assertThat(report.verdict()).isEqualTo(report(shift).verdict());
      assertThat(report.reason()).startsWith("losses: UNDECIDED, ");
    }
  }

  @Test
  void judgedBy_equivalentOrNotWorse_isSound() {
    Comparison.Criterion wide = Comparison.Criterion.lowerIsBetter().withMargin(5);
    Comparison equivalent = paired(0.01).compare(wide);
    assertThat(equivalent.verdict()).isEqualTo(Comparison.Verdict.EQUIVALENT);
    assertThat(report(DISTANCE).judgedBy(equivalent).verdict()).isEqualTo(Verdict.SOUND);
    Comparison notWorse =
        paired(-0.08).compare(Comparison.Criterion.lowerIsBetter().withMargin(0.15));
    assertThat(notWorse.verdict()).isEqualTo(Comparison.Verdict.UNDECIDED);
    assertThat(notWorse.notWorse()).isTrue();
    assertThat(report(DISTANCE).judgedBy(notWorse).verdict()).isEqualTo(Verdict.SOUND);
  }

  @Test
  void verdict_someUndecided_isUndecidedAndSaysWhich() {
    DriftReport report = report(DISTANCE, RARE);
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.reason())
        .isEqualTo(
            "1 of 2 stationary features are undecided: rare (2 of the least 500 reference"
                + " values)");
    assertThat(report(DISTANCE, RARE.seasonal()).verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report(TEMPERATURE, RARE).verdict()).isEqualTo(Verdict.MOVED);
  }

  @Test
  void verdict_noStationaryFeature_isUndecided() {
    assertThat(report().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report(TEMPERATURE.seasonal()).reason()).isEqualTo("no stationary feature");
  }

  @Test
  void features_areInTheirOrder() {
    assertThat(report(TEMPERATURE.seasonal(), DISTANCE).features())
        .extracting(DriftReport.Feature::name)
        .containsExactly("temperature", "distance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report(DISTANCE).feature("speed"))
        .withMessage("no feature 'speed'");
  }

  @Test
  void feature_withoutAReason_isRefused() {
    PValue none = PValue.noEvidence("none", 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftReport.Feature(DISTANCE, Verdict.STABLE, " ", none, none))
        .withMessage("reason must say something: ' '");
  }

  private static DriftReport report(FeatureShift... shifts) {
    return DriftCriterion.standard().report(List.of(shifts));
  }

  private static Comparison losses(double difference) {
    return paired(difference).compare(Comparison.Criterion.lowerIsBetter());
  }

  /** Losses of the model that differ by so much from those of the heuristic. */
  private static PairedDifference.Independent paired(double difference) {
    PairedDifference.Independent pairs = PairedDifference.independent("min");
    Draws draws = Draws.seeded(9);
    for (int i = 0; i < 400; i++) {
      double heuristic = Math.abs(10 * draws.normal());
      double noise = i % 2 == 0 ? 1 : -1;
      pairs.add(heuristic + 5 + difference + noise, heuristic + 5);
    }
    return pairs;
  }
}

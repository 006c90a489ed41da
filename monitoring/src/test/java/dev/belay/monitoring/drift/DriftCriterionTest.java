/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.monitoring.drift.DriftReport.Verdict;
import dev.belay.stats.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftCriterionTest {

  private static final DriftCriterion STANDARD = DriftCriterion.standard();

  @Test
  void with_valuesOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withSize(0))
        .withMessage("psi must be above 0 and at most 1.0E70: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withMissingRate(1))
        .withMessage("difference must be between 0 and 1: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withLeastValues(29))
        .withMessage("values must be at least 30: 29");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withFalseDiscoveryRate(0))
        .withMessage("rate must be between 0 and 1: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.withFamilywiseError(Double.NaN))
        .withMessage("alpha must be between 0 and 1: NaN");
  }

  @Test
  void with_changesOneThing() {
    assertThat(STANDARD)
        .hasToString(
            "DriftCriterion[PSI 0.1 above chance or missing rate 0.05, at least 500 values,"
                + " Benjamini-Hochberg at 0.05]");
    assertThat(
            STANDARD
                .withFamilywiseError(0.01)
                .withLeastValues(30)
                .withMissingRate(0.2)
                .withSize(0.25))
        .hasToString(
            "DriftCriterion[PSI 0.25 above chance or missing rate 0.2, at least 30 values,"
                + " Holm at 0.01]");
    assertThat(STANDARD.withFamilywiseError(0.01).withFalseDiscoveryRate(0.1))
        .asString()
        .endsWith("Benjamini-Hochberg at 0.1]");
  }

  @Test
  void report_sameNameTwice_isRefused() {
    FeatureShift shift = halves("x", 500, 250, 500, 250);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.report(List.of(shift, shift.seasonal())))
        .withMessage("features must differ: 'x' twice");
  }

  @Test
  void report_leastValues_decidesWhetherThereIsAVerdict() {
    assertThat(only(halves("x", 500, 250, 500, 250)).verdict()).isEqualTo(Verdict.STABLE);
    assertUndecided(halves("x", 499, 250, 500, 250), "499 of the least 500 reference values");
    assertUndecided(halves("x", 500, 250, 499, 250), "499 of the least 500 current values");
    assertUndecided(halves("x", 500, 500, 499, 0), "499 of the least 500 current values");
  }

  /** The samples of eight that made a tool raise an alarm. */
  @Test
  void report_eightValues_isNeverAVerdict() {
    double[] then = {38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0};
    double[] now = {39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8};
    DriftReport report =
        STANDARD.withLeastValues(30).report(List.of(FeatureShift.of("x", then, now)));
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.reason())
        .isEqualTo(
            "1 of 1 stationary features are undecided: x (8 of the least 30 reference values)");
    assertThat(report.feature("x").p().evidence()).isFalse();
    assertThat(report.feature("x").p().value()).isEqualTo(1);
  }

  /** With 10,000 against 10,000 values a difference of two points is certain, and harmless. */
  @Test
  void report_certainButSmall_isStable() {
    DriftReport.Feature feature = only(halves("x", 10_000, 5_000, 10_000, 5_300));
    assertThat(feature.p().value()).isLessThan(0.001);
    assertThat(feature.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(feature.reason())
        .isEqualTo(
            "PSI 0.00360 (0.00020 by chance, n = 10,000 and 10,000), less than 0.1 above chance");
  }

  @Test
  void report_size_decidesAtItsLimit() {
    FeatureShift shift = halves("x", 10_000, 5_000, 10_000, 6_600);
    double excess = shift.size().value() - shift.table().psiByChance();
    assertThat(only(STANDARD.withSize(Math.nextDown(excess)), shift).verdict())
        .isEqualTo(Verdict.MOVED);
    assertThat(only(STANDARD.withSize(excess), shift).verdict()).isEqualTo(Verdict.MOVED);
    assertThat(only(STANDARD.withSize(Math.nextUp(excess)), shift).verdict())
        .isEqualTo(Verdict.STABLE);
  }

  @Test
  void report_evidence_decidesAtItsLimit() {
    FeatureShift shift = halves("x", 500, 250, 500, 290);
    double p = only(STANDARD.withSize(0.02), shift).p().value();
    assertThat(p).isBetween(0.001, 0.1);
    DriftReport.Feature shown = only(STANDARD.withSize(0.02).withFalseDiscoveryRate(p), shift);
    assertThat(shown.verdict()).isEqualTo(Verdict.MOVED);
    assertThat(shown.reason()).startsWith("PSI 0.0257 (0.0040 by chance, n = 500 and 500), p = ");
    DriftReport.Feature notShown =
        only(STANDARD.withSize(0.02).withFalseDiscoveryRate(Math.nextDown(p)), shift);
    assertThat(notShown.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(notShown.reason()).contains(", but not beyond chance: p = ");
  }

  @Test
  void report_missingRate_decidesAtItsLimit() {
    FeatureShift more = missing("x", 100, 1_000, 150, 1_000);
    FeatureShift less = missing("x", 150, 1_000, 100, 1_000);
    double difference = more.missing().value();
    for (FeatureShift shift : List.of(more, less)) {
      DriftReport.Feature moved = only(STANDARD.withMissingRate(difference), shift);
      assertThat(moved.verdict()).isEqualTo(Verdict.MOVED);
      assertThat(moved.reason()).startsWith("missing rate ").contains("Benjamini-Hochberg over 2");
      assertThat(only(STANDARD.withMissingRate(Math.nextUp(difference)), shift).verdict())
          .isEqualTo(Verdict.STABLE);
      double p = moved.missingP().value();
      assertThat(
              only(STANDARD.withMissingRate(0.04).withFamilywiseError(p * 0.99), shift).verdict())
          .isEqualTo(Verdict.STABLE);
    }
  }

  @Test
  void report_allValuesMissing_hasMovedAlthoughNothingIsMeasured() {
    DriftReport.Feature feature = only(missing("x", 0, 1_000, 1_000, 1_000));
    assertThat(feature.verdict()).isEqualTo(Verdict.MOVED);
    assertThat(feature.p().reason()).isEqualTo("0 of the least 500 current values");
    assertThat(feature.reason()).startsWith("missing rate 1.0000 [");
  }

  @Test
  void report_oneValueOnly_isStable() {
    DriftReport.Feature feature = only(halves("x", 500, 500, 500, 500));
    assertThat(feature.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(feature.p().reason()).isEqualTo("all values are in one column");
    assertThat(feature.reason())
        .isEqualTo("PSI 0.00 (0.0 by chance, n = 500 and 500), less than 0.1 above chance");
  }

  /** Too few to test, and too few to matter. */
  @Test
  void report_rareOtherValues_areStable() {
    DriftReport.Feature feature = only(halves("x", 5_000, 5_000, 2_000, 1_996));
    assertThat(feature.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(feature.p().reason()).isEqualTo("all values are in one column");
  }

  @Test
  void report_moreRain_hasMovedAlthoughItIsMostlyDry() {
    double[] dry = new double[1_000];
    double[] wet = new double[1_000];
    for (int i = 0; i < 1_000; i++) {
      dry[i] = i < 930 ? 0 : i;
      wet[i] = i < 700 ? 0 : 930 + i % 70;
    }
    Histogram then = Histogram.ofSample(dry, 10);
    assertThat(only(FeatureShift.of("rain", then, Draws.counted(then, wet))).verdict())
        .isEqualTo(Verdict.MOVED);
    assertThat(only(FeatureShift.of("rain", dry, wet)).verdict()).isEqualTo(Verdict.MOVED);
  }

  /** Half the limit is what 26 columns of 1,000 and 1,000 values give by chance. */
  @Test
  void report_tooManyColumnsForTheValues_isUndecided() {
    assertThat(only(even(26, 1_000)).verdict()).isEqualTo(Verdict.STABLE);
    assertUndecided(even(27, 1_000), "too few values for 27 columns: PSI 0.00 (0.052 by chance");
  }

  @Test
  void report_moreFeatures_needMoreEvidence() {
    DriftCriterion criterion = STANDARD.withSize(0.02);
    FeatureShift shift = halves("x", 500, 250, 500, 290);
    assertThat(only(criterion, shift).verdict()).isEqualTo(Verdict.MOVED);
    List<FeatureShift> many = new ArrayList<>(List.of(shift));
    for (int i = 0; i < 20; i++) {
      many.add(halves("quiet " + i, 500, 250, 500, 250));
    }
    DriftReport.Feature among = criterion.report(many).feature("x");
    assertThat(among.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(among.p().method())
        .isEqualTo("chi-square, Yates, 1 degree of freedom, Benjamini-Hochberg over 21");
  }

  @Test
  void report_featuresWithTooFewValues_areNotCounted() {
    List<FeatureShift> shifts =
        List.of(halves("x", 500, 250, 500, 290), halves("rare", 500, 250, 10, 5));
    assertThat(STANDARD.report(shifts).feature("x").p().method()).endsWith("over 1");
  }

  /** Many certain movements would make Benjamini and Hochberg lenient with the others. */
  @Test
  void report_seasonalFeatures_lowerTheBarForNoOther() {
    DriftCriterion criterion = STANDARD.withSize(0.02);
    FeatureShift shift = halves("x", 500, 250, 500, 290);
    DriftReport.Feature alone = only(criterion, shift);
    List<FeatureShift> many = new ArrayList<>(List.of(shift));
    for (int i = 0; i < 20; i++) {
      many.add(halves("season " + i, 500, 250, 500, 500).seasonal());
    }
    DriftReport report = criterion.report(many);
    assertThat(report.feature("x").p()).isEqualTo(alone.p());
    assertThat(report.feature("season 3").verdict()).isEqualTo(Verdict.MOVED);
    assertThat(report.feature("season 3").p().method()).endsWith("over 20");
  }

  @Test
  void report_familywise_isStricterThanTheRate() {
    List<FeatureShift> shifts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      shifts.add(halves("x" + i, 500, 250, 500, 290));
    }
    DriftCriterion rate = STANDARD.withSize(0.01);
    assertThat(rate.report(shifts).verdict()).isEqualTo(Verdict.MOVED);
    DriftReport familywise = rate.withFamilywiseError(0.05).report(shifts);
    assertThat(familywise.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(familywise.feature("x0").p().method()).endsWith("Holm over 10");
  }

  private static void assertUndecided(FeatureShift shift, String reason) {
    DriftReport.Feature feature = only(shift);
    assertThat(feature.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(feature.reason()).startsWith(reason);
  }

  private static DriftReport.Feature only(FeatureShift shift) {
    return only(STANDARD, shift);
  }

  private static DriftReport.Feature only(DriftCriterion criterion, FeatureShift shift) {
    return criterion.report(List.of(shift)).feature(shift.name());
  }

  /** So many values, and how many of them are in the first of two bins. */
  private static FeatureShift halves(String name, int then, int first, int now, int firstNow) {
    return FeatureShift.of(name, two(first, then - first), two(firstNow, now - firstNow));
  }

  private static Histogram two(int first, int second) {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2);
    builder.add(0, first);
    builder.add(1, second);
    return builder.build();
  }

  private static FeatureShift missing(String name, int then, int of, int now, int ofNow) {
    return FeatureShift.of(name, partly(then, of), partly(now, ofNow));
  }

  private static Histogram partly(int missing, int of) {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2);
    builder.add(Double.NaN, missing);
    builder.add(0, (of - missing) / 2);
    builder.add(1, of - missing - (of - missing) / 2);
    return builder.build();
  }

  private static FeatureShift even(int columns, int values) {
    List<String> names = IntStream.range(0, columns).mapToObj(i -> "" + i).toList();
    Categories.Builder builder = Categories.named(names);
    for (int i = 0; i < values; i++) {
      builder.add(names.get(i % columns));
    }
    return FeatureShift.of("x", builder.build(), builder.build());
  }
}

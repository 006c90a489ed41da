/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.monitoring.drift.DriftReport.Verdict;
import dev.belay.stats.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Verdicts over many seeded reports of twenty features. */
class DriftCriterionSimulationTest {

  private static final int REPORTS = 60;
  private static final int FEATURES = 20;

  /** A criterion without a size leaves the tests alone: one report in twenty errs at 5 %. */
  private static final DriftCriterion TESTS_ONLY = DriftCriterion.standard().withSize(1e-9);

  @Test
  void report_nothingMoved_isStableEachTime() {
    assertThat(count(Verdict.STABLE, DriftCriterion.standard(), i -> 0.0)).isEqualTo(REPORTS);
  }

  @Test
  void report_harmlessShift_isNeverAFinding() {
    assertThat(count(Verdict.MOVED, DriftCriterion.standard(), i -> 0.1)).isZero();
  }

  @Test
  void report_oneFeatureMovedByHalfADeviation_isFoundEachTime() {
    assertThat(count(Verdict.MOVED, DriftCriterion.standard(), i -> i == 7 ? 0.5 : 0))
        .isEqualTo(REPORTS);
  }

  /** Four standard errors above 5 % of 60 reports are 9.8. */
  @Test
  void report_byTestsAlone_errsInNoMoreReportsThanItSays() {
    assertThat(count(Verdict.MOVED, TESTS_ONLY, i -> 0.0)).isLessThan(10);
    assertThat(count(Verdict.MOVED, TESTS_ONLY.withFamilywiseError(0.05), i -> 0.0)).isLessThan(10);
  }

  /** Without the adjustment two reports in three would err. */
  @Test
  void report_byTestsAlone_wouldErrMostlyWithoutAdjustment() {
    Draws draws = Draws.seeded(20);
    int erring = 0;
    for (int i = 0; i < REPORTS; i++) {
      erring +=
          shifts(draws, feature -> 0.0).stream().anyMatch(shift -> shift.p().rejects(0.05)) ? 1 : 0;
    }
    assertThat(erring).isGreaterThan(REPORTS / 3);
  }

  /** A new category that one value in five has, where the reference had none. */
  @Test
  void report_newCategory_isFound() {
    Draws draws = Draws.seeded(21);
    Categories then = categories(() -> draws.uniform() < 0.3 ? "a" : "b", null);
    Categories now =
        categories(() -> draws.uniform() < 0.2 ? "new" : draws.uniform() < 0.3 ? "a" : "b", then);
    DriftReport report =
        DriftCriterion.standard().report(List.of(FeatureShift.of("carrier", then, now)));
    assertThat(report.verdict()).isEqualTo(Verdict.MOVED);
    assertThat(now.other()).isGreaterThan(150);
  }

  /** A category of which a few came, and none before, is what rare categories do. */
  @Test
  void report_fewOfANewCategory_isStable() {
    Draws draws = Draws.seeded(22);
    Categories then = categories(() -> draws.uniform() < 0.3 ? "a" : "b", null);
    Categories now =
        categories(() -> draws.uniform() < 0.004 ? "new" : draws.uniform() < 0.3 ? "a" : "b", then);
    DriftReport report =
        DriftCriterion.standard().report(List.of(FeatureShift.of("carrier", then, now)));
    assertThat(now.other()).isBetween(1L, 12L);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
  }

  /** Without labels: the direction does not matter, and neither does the unit. */
  @Test
  void report_otherUnit_isTheSameVerdict() {
    double[] then = Draws.seeded(30).normal(1_000, 10, 2);
    double[] now = Draws.seeded(31).normal(1_000, 11, 2);
    FeatureShift celsius = FeatureShift.of("t", then, now);
    FeatureShift fahrenheit = FeatureShift.of("t", fahrenheit(then), fahrenheit(now));
    assertThat(fahrenheit.size().value()).isEqualTo(celsius.size().value());
    assertThat(fahrenheit.p()).isEqualTo(celsius.p());
    assertThat(FeatureShift.of("t", now, then).p().value()).isEqualTo(celsius.p().value());
  }

  private static int count(Verdict verdict, DriftCriterion criterion, IntToDoubleFunction shift) {
    Draws draws = Draws.seeded(20);
    int counted = 0;
    for (int i = 0; i < REPORTS; i++) {
      counted += criterion.report(shifts(draws, shift)).verdict() == verdict ? 1 : 0;
    }
    return counted;
  }

  private static List<FeatureShift> shifts(Draws draws, IntToDoubleFunction shift) {
    List<FeatureShift> shifts = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      Histogram then = Histogram.ofSample(draws.normal(1_000, 0, 1), 10);
      double[] now = draws.normal(1_000, shift.applyAsDouble(i), 1);
      shifts.add(FeatureShift.of("x" + i, then, Draws.counted(then, now)));
    }
    return shifts;
  }

  private static Categories categories(Supplier<String> draw, @Nullable Categories like) {
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      drawn.add(draw.get());
    }
    if (like == null) {
      return Categories.ofSample(drawn, 10);
    }
    Categories.Builder builder = like.emptyCopy();
    drawn.forEach(builder::add);
    return builder.build();
  }

  private static double[] fahrenheit(double[] celsius) {
    double[] values = new double[celsius.length];
    Arrays.setAll(values, i -> 2 * celsius[i] + 32);
    return values;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Histogram;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureShiftTest {

  private static final Categories LETTERS = Categories.ofSample(List.of("a", "b"), 5);

  @Test
  void of_blankName_isRefused() {
    double[] sample = {1};
    Histogram histogram = Histogram.ofSample(sample, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureShift.of(" ", sample, sample))
        .withMessage("a feature needs a name: ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureShift.of("", histogram, histogram))
        .withMessage("a feature needs a name: ''");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureShift.of("", LETTERS, LETTERS))
        .withMessage("a feature needs a name: ''");
  }

  @Test
  void of_samplesThatDoNotCompare_areRefused() {
    Histogram one = Histogram.betweenEdges(0, 1).build();
    Histogram other = Histogram.betweenEdges(0, 2).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureShift.of("x", one, other))
        .withMessageStartingWith("edges must be those of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureShift.of("x", LETTERS, Categories.named(List.of("b")).build()))
        .withMessage("names must be [a, b]: [b]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FeatureShift.of("x", new double[] {1}, new double[] {Double.NEGATIVE_INFINITY}))
        .withMessage("value must be finite and at most 1.0E70 in size: -Infinity");
  }

  @Test
  void missing_isCountedForEveryKindOfValue() {
    double[] then = {1, 2, Double.NaN, 3};
    double[] now = {1, Double.NaN, Double.NaN, Double.NaN};
    Histogram histogram = Histogram.ofSample(then, 2);
    Categories categories = Categories.ofSample(Arrays.asList("a", "b", null, "c"), 5);
    Categories.Builder later = categories.emptyCopy();
    later.add("a");
    later.add(null, 3);
    for (FeatureShift shift :
        List.of(
            FeatureShift.of("x", then, now),
            FeatureShift.of("x", histogram, Draws.counted(histogram, now)),
            FeatureShift.of("x", categories, later.build()))) {
      assertThat(shift.missing().value()).isEqualTo(0.5);
      assertThat(shift.missing().n()).isEqualTo(8);
      assertThat(shift.table().referenceCount()).isEqualTo(3);
      assertThat(shift.table().currentCount()).isEqualTo(1);
      assertThat(shift.missingP().value()).isBetween(0.1, 1.0);
    }
  }

  @Test
  void of_samples_usesAllValuesAsEvidenceAndTenBinsAsSize() {
    double[] then = Draws.seeded(1).normal(1_000, 0, 1);
    double[] now = Draws.seeded(2).normal(1_000, 0, 1);
    FeatureShift shift = FeatureShift.of("x", then, now);
    assertThat(shift.p()).isEqualTo(SamplePair.of(then, now).p());
    assertThat(shift.wasserstein()).isEqualTo(SamplePair.of(then, now).wasserstein());
    Histogram tenths = Histogram.ofSample(then, 10);
    assertThat(shift.size())
        .isEqualTo(ContingencyTable.of(tenths, Draws.counted(tenths, now)).psi());
  }

  @Test
  void of_anEmptySample_isUndefined() {
    FeatureShift none = FeatureShift.of("x", new double[] {Double.NaN}, new double[] {1, 2});
    assertThat(none.size().reason()).isEqualTo("no reference values");
    assertThat(none.size().n()).isEqualTo(2);
    assertThat(none.p().reason()).isEqualTo("no reference values");
    assertThat(none.wasserstein().reason()).isEqualTo("no reference values");
    Histogram empty = Histogram.betweenEdges(0, 1).build();
    FeatureShift later = FeatureShift.of("x", Draws.counted(empty, 0.5), empty);
    assertThat(later.wasserstein().reason()).isEqualTo("no current values");
    assertThat(FeatureShift.of("x", empty, empty).wasserstein().reason())
        .isEqualTo("no reference values");
  }

  @Test
  void wasserstein_ofCategories_isUndefined() {
    assertThat(FeatureShift.of("x", LETTERS, LETTERS).wasserstein().reason())
        .isEqualTo("categories are at no distance");
  }

  @Test
  void wasserstein_beyondTheEdges_isUndefined() {
    Histogram bins = Histogram.betweenEdges(0, 1, 2).build();
    FeatureShift shift =
        FeatureShift.of("x", Draws.counted(bins, 0, 2), Draws.counted(bins, 0.5, 2.1, -3));
    assertThat(shift.wasserstein().reason())
        .isEqualTo("beyond the edges of the histogram are 2 of 5 values");
  }

  @Test
  void wasserstein_ofHistograms_spreadsValuesOverTheirBins() {
    Histogram bins = Histogram.betweenEdges(0, 1, 3).build();
    FeatureShift shift =
        FeatureShift.of("x", Draws.counted(bins, 0.5, 0.5), Draws.counted(bins, 2, 2));
    assertThat(shift.wasserstein().value()).isCloseTo(1.5, within(1e-15));
    assertThat(shift.wasserstein().method())
        .isEqualTo("Wasserstein-1 distance, off by at most 1.50 within bins, no interval");
  }

  /** The difference of both functions falls from 1/2 to -1/2 within the second bin. */
  @Test
  void wasserstein_whereTheFunctionsCross_countsBothSides() {
    Histogram bins = Histogram.betweenEdges(0, 1, 2, 3).build();
    FeatureShift shift =
        FeatureShift.of("x", Draws.counted(bins, 0, 2.5), Draws.counted(bins, 1.5, 1.5));
    assertThat(shift.wasserstein().value()).isCloseTo(0.25 + 0.25 + 0.25, within(1e-15));
  }

  @Test
  void p_rareBins_areJoined() {
    Histogram bins = Histogram.betweenEdges(0, 1, 2, 3).build();
    Histogram.Builder then = bins.emptyCopy();
    then.add(0.5, 1_000);
    then.add(1.5, 4);
    then.add(2.5, 6);
    FeatureShift shift = FeatureShift.of("x", then.build(), then.build());
    assertThat(shift.p().method()).contains("1 degree of freedom");
    assertThat(shift.table().p().method()).contains("2 degrees of freedom");
  }

  @Test
  void seasonal_changesTheRoleOnly() {
    FeatureShift shift = FeatureShift.of("x", LETTERS, LETTERS);
    assertThat(shift.role()).isEqualTo(FeatureShift.Role.STATIONARY);
    assertThat(shift.seasonal().role()).isEqualTo(FeatureShift.Role.SEASONAL);
    assertThat(shift.seasonal().size()).isEqualTo(shift.size());
    assertThat(shift.seasonal().p()).isEqualTo(shift.p());
    assertThat(shift).asString().startsWith("x: 0 (n = 4, PSI");
    assertThat(shift.seasonal()).asString().startsWith("x (seasonal): 0 (n = 4, PSI");
  }
}

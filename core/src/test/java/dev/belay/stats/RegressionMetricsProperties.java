/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RegressionMetricsProperties {

  /** A prediction and the truth. */
  record Pair(double predicted, double actual) {}

  private static final List<Function<RegressionMetrics, Figure>> FIGURES =
      List.of(
          RegressionMetrics::mae,
          RegressionMetrics::rmse,
          RegressionMetrics::bias,
          RegressionMetrics::r2,
          RegressionMetrics::explainedVariance,
          RegressionMetrics::maxError);

  @Provide
  Arbitrary<List<Pair>> pairs() {
    Arbitrary<Double> values = Arbitraries.doubles().between(-100, 100).ofScale(1);
    return Combinators.combine(values, values).as(Pair::new).list().ofMinSize(3).ofMaxSize(40);
  }

  @Property(tries = 300)
  void merge_ofAnyPartition_equalsAddingInOneGo(
      @ForAll("pairs") List<Pair> pairs,
      @ForAll @Size(min = 40, max = 40) List<@IntRange(max = 3) Integer> parts) {
    List<RegressionMetrics> metrics = List.of(empty(), empty(), empty(), empty());
    for (int i = 0; i < pairs.size(); i++) {
      metrics.get(parts.get(i)).add(pairs.get(i).predicted(), pairs.get(i).actual());
    }
    RegressionMetrics merged = empty();
    metrics.forEach(merged::merge);
    assertSame(merged, of(pairs));
  }

  @Property(tries = 300)
  void anyOrderOfPairs_givesTheSame(@ForAll("pairs") List<Pair> pairs, @ForAll Random random) {
    List<Pair> shuffled = new ArrayList<>(pairs);
    Collections.shuffle(shuffled, random);
    assertSame(of(shuffled), of(pairs));
  }

  @Property(tries = 300)
  void aCommonOffset_changesNoFigure(
      @ForAll("pairs") List<Pair> pairs, @ForAll @IntRange(min = -4000, max = 4000) int offset) {
    List<Pair> moved =
        pairs.stream()
            .map(pair -> new Pair(quarter(pair.predicted()), quarter(pair.actual())))
            .toList();
    List<Pair> shifted =
        moved.stream()
            .map(pair -> new Pair(pair.predicted() + offset, pair.actual() + offset))
            .toList();
    assertSame(of(shifted), of(moved));
  }

  @Property(tries = 300)
  void aChangeOfScale_stretchesErrorsAndLeavesRatios(
      @ForAll("pairs") List<Pair> pairs, @ForAll @DoubleRange(min = 0.1, max = 60) double scale) {
    RegressionMetrics before = of(pairs);
    RegressionMetrics after =
        of(
            pairs.stream()
                .map(pair -> new Pair(pair.predicted() * scale, pair.actual() * scale))
                .toList());
    assertThat(after.mae().value()).isCloseTo(before.mae().value() * scale, within(1e-9));
    assertThat(after.rmse().value()).isCloseTo(before.rmse().value() * scale, within(1e-9));
    if (before.r2().defined() && after.r2().defined()) {
      double r2 = before.r2().value();
      assertThat(after.r2().value()).isCloseTo(r2, within(1e-9 * (1 + Math.abs(r2))));
    }
  }

  @Property(tries = 300)
  void everyInterval_holdsItsValue(@ForAll("pairs") List<Pair> pairs) {
    for (Function<RegressionMetrics, Figure> name : FIGURES) {
      Figure figure = name.apply(of(pairs));
      if (figure.interval() != null) {
        assertThat(figure.interval().contains(figure.value())).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void maxError_rmse_maeAndBias_areOrdered(@ForAll("pairs") List<Pair> pairs) {
    RegressionMetrics metrics = of(pairs);
    double slack = 1 + 1e-12;
    assertThat(metrics.rmse().value()).isLessThanOrEqualTo(metrics.maxError().value() * slack);
    assertThat(metrics.mae().value()).isLessThanOrEqualTo(metrics.rmse().value() * slack);
    assertThat(Math.abs(metrics.bias().value()))
        .isLessThanOrEqualTo(metrics.mae().value() * slack + 1e-12);
  }

  @Property(tries = 300)
  void r2_isNeverAboveExplainedVariance(@ForAll("pairs") List<Pair> pairs) {
    RegressionMetrics metrics = of(pairs);
    if (metrics.r2().defined()) {
      double explained = metrics.explainedVariance().value();
      assertThat(metrics.r2().value())
          .isLessThanOrEqualTo(explained + 1e-12 * (1 + Math.abs(explained)));
    }
  }

  private static double quarter(double value) {
    return Math.rint(value * 4) / 4;
  }

  private static RegressionMetrics empty() {
    return RegressionMetrics.inUnit("min");
  }

  private static RegressionMetrics of(List<Pair> pairs) {
    RegressionMetrics metrics = empty();
    pairs.forEach(pair -> metrics.add(pair.predicted(), pair.actual()));
    return metrics;
  }

  private static void assertSame(RegressionMetrics actual, RegressionMetrics expected) {
    for (Function<RegressionMetrics, Figure> figure : FIGURES) {
      assertSame(figure.apply(actual), figure.apply(expected));
    }
  }

  private static void assertSame(Figure actual, Figure expected) {
    assertThat(actual.reason()).isEqualTo(expected.reason());
    if (!expected.defined()) {
      return;
    }
    assertClose(actual.value(), expected.value());
    if (actual.interval() != null && expected.interval() != null) {
      Interval interval = Objects.requireNonNull(expected.interval());
      assertBound(actual.interval().lower(), interval.lower(), interval.width());
      assertBound(actual.interval().upper(), interval.upper(), interval.width());
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-10 * (1 + Math.abs(expected))));
  }

  private static void assertBound(double actual, double expected, double width) {
    assertThat(actual).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected) + width)));
  }
}

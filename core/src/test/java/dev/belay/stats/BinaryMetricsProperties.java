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
import net.jqwik.api.constraints.IntRange;

class BinaryMetricsProperties {

  /** A probability and what happened. */
  record Pair(double probability, boolean happened) {}

  private static final List<Function<BinaryMetrics.Probabilities, Figure>> FIGURES =
      List.of(
          BinaryMetrics.Probabilities::positives,
          BinaryMetrics.Probabilities::precision,
          BinaryMetrics.Probabilities::recall,
          BinaryMetrics.Probabilities::specificity,
          BinaryMetrics.Probabilities::f1,
          BinaryMetrics.Probabilities::logLoss,
          BinaryMetrics.Probabilities::brier,
          BinaryMetrics.Probabilities::bias,
          BinaryMetrics.Probabilities::auc,
          metrics -> metrics.brierParts().reliability(),
          metrics -> metrics.brierParts().resolution());

  @Provide
  Arbitrary<List<Pair>> pairs() {
    Arbitrary<Double> probabilities =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0, 1).ofScale(3), Arbitraries.of(0.0, 0.1, 0.5, 1.0));
    return Combinators.combine(probabilities, Arbitraries.of(true, false))
        .as(Pair::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void merge_ofAnySplitOfAnyOrder_equalsAddingInOneGo(
      @ForAll("pairs") List<Pair> pairs,
      @ForAll @IntRange(max = 40) int at,
      @ForAll Random random) {
    List<Pair> shuffled = new ArrayList<>(pairs);
    Collections.shuffle(shuffled, random);
    int split = Math.min(at, pairs.size());
    BinaryMetrics.Probabilities merged = of(shuffled.subList(0, split));
    merged.merge(of(shuffled.subList(split, pairs.size())));
    BinaryMetrics.Probabilities whole = of(pairs);
    assertThat(merged.confusion()).isEqualTo(whole.confusion());
    for (Function<BinaryMetrics.Probabilities, Figure> figure : FIGURES) {
      assertSame(figure.apply(merged), figure.apply(whole));
    }
  }

  @Property(tries = 300)
  void everyInterval_holdsItsValueAndIsWithinItsRange(@ForAll("pairs") List<Pair> pairs) {
    for (Function<BinaryMetrics.Probabilities, Figure> name : FIGURES) {
      Figure figure = name.apply(of(pairs));
      Interval interval = figure.interval();
      if (interval != null) {
        assertThat(interval.contains(figure.value())).isTrue();
        boolean loss = figure.method().startsWith("logarithmic loss");
        boolean bias = figure.method().startsWith("mean probability");
        assertThat(interval.lower()).isGreaterThanOrEqualTo(bias ? -1 : 0);
        assertThat(interval.upper()).isLessThanOrEqualTo(loss ? Double.MAX_VALUE : 1);
      }
    }
  }

  @Property(tries = 300)
  void auc_ofTheOppositeOutcome_isTheOpposite(@ForAll("pairs") List<Pair> pairs) {
    List<Pair> opposite =
        pairs.stream().map(pair -> new Pair(pair.probability(), !pair.happened())).toList();
    Figure area = of(pairs).auc();
    Figure other = of(opposite).auc();
    assertThat(area.defined()).isEqualTo(other.defined());
    if (area.defined()) {
      assertThat(area.value() + other.value()).isCloseTo(1, within(1e-12));
    }
  }

  @Property(tries = 300)
  void auc_dependsOnlyOnTheOrderOfTheProbabilities(@ForAll("pairs") List<Pair> pairs) {
    List<Pair> halved =
        pairs.stream().map(pair -> new Pair(pair.probability() / 2, pair.happened())).toList();
    assertThat(of(halved).auc()).isEqualTo(of(pairs).auc());
  }

  @Property(tries = 300)
  void f1_isTheHarmonicMeanOfPrecisionAndRecall(@ForAll("pairs") List<Pair> pairs) {
    BinaryMetrics metrics = of(pairs);
    if (metrics.confusion().truePositives() > 0) {
      double precision = metrics.precision().value();
      double recall = metrics.recall().value();
      assertThat(metrics.f1().value())
          .isCloseTo(2 * precision * recall / (precision + recall), within(1e-12));
    }
  }

  private static BinaryMetrics.Probabilities of(List<Pair> pairs) {
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    pairs.forEach(pair -> metrics.add(pair.probability(), pair.happened()));
    return metrics;
  }

  private static void assertSame(Figure actual, Figure expected) {
    assertThat(actual.reason()).isEqualTo(expected.reason());
    assertThat(actual.n()).isEqualTo(expected.n());
    if (!expected.defined()) {
      return;
    }
    assertThat(actual.value()).isCloseTo(expected.value(), within(1e-10));
    if (actual.interval() != null && expected.interval() != null) {
      Interval interval = Objects.requireNonNull(expected.interval());
      assertThat(actual.interval().lower()).isCloseTo(interval.lower(), within(1e-6));
      assertThat(actual.interval().upper()).isCloseTo(interval.upper(), within(1e-6));
    }
  }
}

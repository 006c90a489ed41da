/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class HistogramProperties {

  private static final double[] EDGES = {-10, -1, 0, 0.5, 7, 10};

  @Provide
  Arbitrary<List<Double>> values() {
    Arbitrary<Double> any = Arbitraries.doubles().between(-12, 12);
    Arbitrary<Double> special =
        Arbitraries.of(-10.0, -1.0, -0.0, 0.0, 0.5, 10.0, Double.NaN, Double.POSITIVE_INFINITY);
    return Arbitraries.oneOf(any, special).list().ofMaxSize(60);
  }

  @Property(tries = 300)
  void merged_ofAnySplit_equalsCountingInOneGo(
      @ForAll("values") List<Double> values, @ForAll @IntRange(max = 60) int at) {
    int split = Math.min(at, values.size());
    Histogram first = of(values.subList(0, split));
    Histogram second = of(values.subList(split, values.size()));
    assertThat(first.merged(second)).isEqualTo(of(values)).isEqualTo(second.merged(first));
  }

  @Property(tries = 300)
  void everyValue_isCountedOnceWhereItIs(@ForAll("values") List<Double> values) {
    Histogram histogram = of(values);
    assertThat(histogram.count() + histogram.missing()).isEqualTo(values.size());
    for (int bin = 0; bin < histogram.bins(); bin++) {
      double lower = EDGES[bin];
      double upper = bin == EDGES.length - 2 ? Math.nextUp(10.0) : EDGES[bin + 1];
      long within = values.stream().filter(value -> value >= lower && value < upper).count();
      assertThat(histogram.count(bin)).isEqualTo(within);
    }
  }

  @Property(tries = 300)
  void restoringFromCounts_givesTheSame(@ForAll("values") List<Double> values) {
    Histogram histogram = of(values);
    Histogram.Builder restored = Histogram.betweenEdges(histogram.edges());
    restored.add(Double.NEGATIVE_INFINITY, histogram.below());
    restored.add(Double.POSITIVE_INFINITY, histogram.above());
    restored.add(Double.NaN, histogram.missing());
    for (int bin = 0; bin < histogram.bins(); bin++) {
      restored.add(histogram.edges()[bin], histogram.count(bin));
    }
    assertThat(restored.build()).isEqualTo(histogram);
  }

  /** The value is off by less than its bin, which holds the true order statistic. */
  @Property(tries = 300)
  void quantile_isInTheBinOfTheTrueOne(
      @ForAll("values") List<Double> values,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
    Figure quantile = of(values).quantile(share);
    double[] sorted = values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v + 0.0).toArray();
    Arrays.sort(sorted);
    if (quantile.defined()) {
      double truth = sorted[(int) Math.ceil(share * sorted.length) - 1];
      int bin = Math.min(bin(truth), EDGES.length - 2);
      assertThat(quantile.value()).isBetween(EDGES[bin], EDGES[bin + 1]);
    }
  }

  @Property(tries = 300)
  void quantiles_growWithTheShareAndLieInTheirIntervals(
      @ForAll("values") List<Double> values,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double one,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double other) {
    Figure low = of(values).quantile(Math.min(one, other));
    Figure high = of(values).quantile(Math.max(one, other));
    if (low.defined() && high.defined()) {
      assertThat(low.value()).isLessThanOrEqualTo(high.value() + 1e-12);
    }
    assertThat(low.defined() && low.excludes(low.value())).isFalse();
  }

  @Property(tries = 300)
  void ofSample_holdsTheWholeSampleInAtMostSoManyBins(
      @ForAll("values") List<Double> values, @ForAll @IntRange(min = 1, max = 20) int bins) {
    double[] sample =
        values.stream().filter(v -> !v.isInfinite()).mapToDouble(Double::doubleValue).toArray();
    if (Arrays.stream(sample).allMatch(Double::isNaN)) {
      return;
    }
    Histogram histogram = Histogram.ofSample(sample, bins);
    assertThat(histogram.bins()).isLessThanOrEqualTo(bins);
    assertThat(histogram.below() + histogram.above()).isZero();
    assertThat(histogram.count() + histogram.missing()).isEqualTo(sample.length);
  }

  private static int bin(double value) {
    int found = Arrays.binarySearch(EDGES, value);
    return found >= 0 ? found : -found - 2;
  }

  private static Histogram of(List<Double> values) {
    Histogram.Builder builder = Histogram.betweenEdges(EDGES);
    values.forEach(builder::add);
    return builder.build();
  }
}

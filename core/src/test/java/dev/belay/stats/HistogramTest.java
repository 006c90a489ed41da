/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

  @Test
  void add_putsAnEdgeIntoTheBinAboveAndTheLastIntoTheLast() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2, 4);
    for (double value : new double[] {-0.0, 0, 0.5, 1, Math.nextDown(2.0), 2, 4}) {
      builder.add(value);
    }
    Histogram histogram = builder.build();
    assertThat(counts(histogram)).containsExactly(3, 2, 2);
    assertThat(histogram.bins()).isEqualTo(3);
    assertThat(histogram.edges()).containsExactly(0, 1, 2, 4);
  }

  @Test
  void add_ofWhatIsInNoBin_countsItApart() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1);
    builder.add(Math.nextDown(0.0));
    builder.add(Double.NEGATIVE_INFINITY);
    builder.add(Math.nextUp(1.0));
    builder.add(Double.POSITIVE_INFINITY, 2);
    builder.add(Double.NaN, 4);
    builder.add(0.5, 0);
    Histogram histogram = builder.build();
    assertThat(histogram.below()).isEqualTo(2);
    assertThat(histogram.above()).isEqualTo(3);
    assertThat(histogram.missing()).isEqualTo(4);
    assertThat(histogram.count()).isEqualTo(5);
    assertThat(histogram.count(0)).isZero();
    assertThat(histogram)
        .hasToString("Histogram[1 bins [0.0, 1.0], count=5, below=2, above=3, missing=4]");
  }

  @Test
  void build_isACopyThatLaterValuesDoNotChange() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1);
    builder.add(0.5);
    Histogram early = builder.build();
    builder.add(0.5);
    assertThat(early.count()).isEqualTo(1);
    assertThat(builder.build().count()).isEqualTo(2);
  }

  @Test
  void edges_areCopiedInAndOut() {
    double[] edges = {0, 1};
    Histogram histogram = Histogram.betweenEdges(edges).build();
    edges[0] = 9;
    histogram.edges()[1] = 9;
    assertThat(histogram.edges()).containsExactly(0, 1);
  }

  @Test
  void ofSample_hasBinsOfEqualCounts() {
    double[] sample = IntStream.range(0, 1000).mapToDouble(i -> (i * 389) % 1000).toArray();
    Histogram histogram = Histogram.ofSample(sample, 10);
    assertThat(counts(histogram)).containsOnly(100).hasSize(10);
    assertThat(histogram.edges()).startsWith(0, 100).endsWith(900, 999);
    assertThat(histogram.below() + histogram.above()).isZero();
  }

  @Test
  void ofSample_withFewDifferentValues_givesEachItsBin() {
    double[] sample = new double[100];
    sample[3] = 1;
    sample[5] = Double.NaN;
    sample[7] = -0.0;
    Histogram histogram = Histogram.ofSample(sample, 10);
    assertThat(counts(histogram)).containsExactly(98, 1);
    assertThat(histogram.missing()).isEqualTo(1);
    assertThat(histogram.edges()).containsExactly(0, 1, Math.nextUp(1.0));
  }

  @Test
  void ofSample_withAsManyDifferentValuesAsBins_givesEachItsBin() {
    Histogram histogram = Histogram.ofSample(new double[] {1, 1, 1, 1, 1, 2, 3}, 3);
    assertThat(counts(histogram)).containsExactly(5, 1, 1);
  }

  @Test
  void ofSample_withManyEqualValues_hasFewerBinsAndKeepsTheLargestApart() {
    double[] sample = IntStream.range(0, 100).mapToDouble(i -> Math.min(i, 50)).toArray();
    Histogram histogram = Histogram.ofSample(sample, 10);
    assertThat(counts(histogram)).containsExactly(10, 10, 10, 10, 10, 50);
    assertThat(histogram.edges()).endsWith(50, Math.nextUp(50.0));
  }

  @Test
  void ofSample_withMostlyZeros_keepsThemApartFromTheRest() {
    double[] sample = IntStream.range(0, 100).mapToDouble(i -> Math.max(0, i - 92)).toArray();
    Histogram histogram = Histogram.ofSample(sample, 5);
    assertThat(counts(histogram)).containsExactly(93, 7);
    assertThat(histogram.edges()).containsExactly(0, Double.MIN_VALUE, 7);
  }

  @Test
  void ofSample_withManyEqualValuesInTheMiddle_keepsThemApart() {
    double[] sample =
        IntStream.range(0, 100).mapToDouble(i -> i < 30 ? i : Math.max(30, i - 40)).toArray();
    Histogram histogram = Histogram.ofSample(sample, 10);
    assertThat(counts(histogram)).containsExactly(10, 10, 10, 41, 9, 10, 10);
    assertThat(histogram.edges()).containsExactly(0, 10, 20, 30, Math.nextUp(30.0), 40, 50, 59);
  }

  @Test
  void ofSample_ofOneValue_isABinForIt() {
    Histogram histogram = Histogram.ofSample(new double[] {3}, 1);
    assertThat(counts(histogram)).containsExactly(1);
    Histogram.Builder later = histogram.emptyCopy();
    later.add(3.1);
    assertThat(later.build().above()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway")
  void ofSample_ofNothingOrTheInfinite_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Histogram.ofSample(new double[] {Double.NaN, Double.NaN}, 2))
        .withMessage("a sample needs a value that is not missing: 2 missing");
    for (double value : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Histogram.ofSample(new double[] {1, value, 2}, 2))
          .withMessage("values of a sample must be finite or missing: " + value);
    }
    assertThatNullPointerException().isThrownBy(() -> Histogram.ofSample(null, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void bins_thatAreTooManyOrNone_areRefusedWithTheirNumber(int bins) {
    String message = "bins must be from 1 to 1000: " + bins;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Histogram.ofSample(new double[] {1}, bins))
        .withMessage(message);
    if (bins >= 0) {
      double[] edges = IntStream.rangeClosed(0, bins).asDoubleStream().toArray();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Histogram.betweenEdges(edges))
          .withMessage(message);
    }
  }

  @Test
  void bins_upToAThousand_areTaken() {
    double[] edges = IntStream.rangeClosed(0, 1000).asDoubleStream().toArray();
    assertThat(Histogram.betweenEdges(edges).build().bins()).isEqualTo(1000);
    assertThat(Histogram.ofSample(edges, 1000).bins()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "0, 1, 0.5", "0, 1, NaN", "0, 1, Infinity"})
  void edges_thatDoNotAscend_areRefusedWithTheFirst(double first, double second, double third) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Histogram.betweenEdges(first, second, third))
        .withMessage("edges must be finite and ascending: edge 2 is " + third);
  }

  @Test
  void add_aNegativeNumberOfTimes_isRefused() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(0.5, -1))
        .withMessage("times must not be negative: -1");
  }

  @Test
  void merged_ofOtherEdges_isRefusedWithBoth() {
    Histogram one = Histogram.betweenEdges(0, 1, 2).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.merged(Histogram.betweenEdges(0, 1.5, 2).build()))
        .withMessage(
            "edges must be those of 2 bins [0.0, 1.0, 2.0]: 2 bins [0.0, 1.5, 2.0], from edge 1");
    double[] many = IntStream.rangeClosed(0, 11).asDoubleStream().toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.merged(Histogram.betweenEdges(many).build()))
        .withMessageEndingWith(": 11 bins [0.0, …, 11.0], from edge 3");
    double[] ten = IntStream.rangeClosed(1, 11).asDoubleStream().toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.merged(Histogram.betweenEdges(ten).build()))
        .withMessageEndingWith(", 8.0, 9.0, 10.0, 11.0], from edge 0");
  }

  @Test
  void merged_withItself_isTwiceAsMuch() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1);
    for (double value : new double[] {-1, 0.5, 2, Double.NaN}) {
      builder.add(value);
    }
    Histogram once = builder.build();
    Histogram twice = once.merged(once);
    assertThat(once.count()).isEqualTo(3);
    assertThat(
            new long[] {
              twice.below(), twice.count(0), twice.above(), twice.missing(),
            })
        .containsOnly(2);
  }

  @Test
  void equality_isThatOfEdgesAndCounts() {
    Histogram one = filled(0.5);
    assertThat(one).isEqualTo(filled(0.5)).hasSameHashCodeAs(filled(0.5));
    assertThat(one)
        .isNotEqualTo(filled(-1))
        .isNotEqualTo(filled(2))
        .isNotEqualTo(filled(Double.NaN))
        .isNotEqualTo(Histogram.betweenEdges(0, 1).build())
        .isNotEqualTo(null);
    assertThat(filled(-1)).isNotEqualTo(filled(2)).isNotEqualTo(filled(Double.NaN));
    assertThat(filled(2)).isNotEqualTo(filled(Double.NaN));
    assertThat(Histogram.betweenEdges(0, 1).build())
        .isNotEqualTo(Histogram.betweenEdges(0, 2).build())
        .isEqualTo(Histogram.betweenEdges(-0.0, 1).build());
  }

  @Test
  void share_isOfTheValuesThatAreNotMissing() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2);
    for (double value : new double[] {0.5, 1.5, 1.5, 9, Double.NaN}) {
      builder.add(value);
    }
    Figure share = builder.build().share(1);
    assertThat(share).hasToString("0.5000 [0.1500, 0.8500] (95 %, n = 4, share, Wilson score)");
    assertThat(Histogram.betweenEdges(0, 1).build().share(0))
        .isEqualTo(Figure.undefined("no values", 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void binThatIsNot_isRefused(int bin) {
    Histogram histogram = Histogram.betweenEdges(0, 1).build();
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> histogram.count(bin))
        .withMessageContaining("" + bin);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> histogram.share(bin));
  }

  /** Ranks of the median of 100 as in printed tables: the 40th and the 61st. */
  @Test
  void quantile_goesAcrossItsBinAndIsBetweenTheEdgesOfTheOrderStatistics() {
    Figure median = upTo100(0, 39, 40, 50, 60, 61, 100).quantile(0.5);
    assertThat(median.value()).isCloseTo(51, within(1e-12));
    assertThat(median.interval()).isEqualTo(new Interval(40, 100, 0.95));
    assertThat(median.method())
        .isEqualTo("quantile 0.5, within [50.0, 60.0], order statistics by bins");
    assertThat(median.n()).isEqualTo(100);
  }

  @Test
  void quantile_thatIsNotWithinTheEdges_isUndefinedAndSaysWhere() {
    Histogram histogram = upTo100(21, 81);
    assertThat(histogram.quantile(0.19))
        .isEqualTo(Figure.undefined("below the first edge 21.0", 100));
    assertThat(histogram.quantile(0.2).reason()).isEqualTo("below the first edge 21.0");
    assertThat(histogram.quantile(0.2 + 1e-9).value()).isCloseTo(21, within(1e-6));
    assertThat(histogram.quantile(0.81).value()).isCloseTo(81, within(1e-12));
    assertThat(histogram.quantile(0.82))
        .isEqualTo(Figure.undefined("above the last edge 81.0", 100));
    assertThat(Histogram.betweenEdges(0, 1).build().quantile(0.5))
        .isEqualTo(Figure.undefined("no values", 0));
  }

  @Test
  void quantile_isInABinThatHasAny() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2);
    builder.add(-1, 20);
    builder.add(1.5, 80);
    assertThat(builder.build().quantile(0.2 + 1e-9).value()).isCloseTo(1, within(1e-6));
  }

  /** The 40th of 100 values is the lower bound of the median. */
  @Test
  void quantileInterval_isOpenIfItsOrderStatisticIsBelowTheFirstEdge() {
    assertThat(upTo100(40, 70, 100).quantile(0.5).interval()).isEqualTo(new Interval(40, 70, 0.95));
    assertThat(upTo100(41, 70, 100).quantile(0.5).interval())
        .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, 70, 0.95));
  }

  @Test
  void quantile_whoseIntervalReachesBeyondTheEdges_isBoundedOnOneSideOrNot() {
    Histogram low = upTo100(21, 30, 90, 100);
    assertThat(low.quantile(0.25).interval())
        .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, 90, 0.95));
    Histogram high = upTo100(0, 10, 70, 80);
    assertThat(high.quantile(0.75).interval())
        .isEqualTo(new Interval(10, Double.POSITIVE_INFINITY, 0.95));
    assertThat(upTo100(45, 55).quantile(0.5))
        .isEqualTo(
            Figure.point(
                50.45454545454545,
                100,
                "quantile 0.5, within [45.0, 55.0], no interval: too few values"));
  }

  @Test
  void quantile_ofFewValues_hasNoInterval() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1);
    builder.add(0.5, 5);
    assertThat(builder.build().quantile(0.5).interval()).isNull();
    builder.add(0.5, 1);
    assertThat(builder.build().quantile(0.5).interval()).isEqualTo(new Interval(0, 1, 0.95));
  }

  @Test
  void quantile_ofMoreValuesThanAnIntHolds_isStillThere() {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2, 3);
    for (double value : new double[] {0, 1, 2}) {
      builder.add(value, 4_000_000_000L);
    }
    Figure median = builder.build().quantile(0.5);
    assertThat(median.value()).isCloseTo(1.5, within(1e-12));
    assertThat(median.interval()).isEqualTo(new Interval(1, 2, 0.95));
    Figure last = builder.build().quantile(Math.nextDown(1.0));
    assertThat(last.interval()).isEqualTo(new Interval(2, Double.POSITIVE_INFINITY, 0.95));
  }

  @Test
  void quantile_acrossTheWidestBin_isFinite() {
    Histogram.Builder builder = Histogram.betweenEdges(-Double.MAX_VALUE, Double.MAX_VALUE);
    builder.add(0, 10);
    assertThat(builder.build().quantile(0.5).value()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void quantile_ofNoShare_isRefusedWithIt(double share) {
    Histogram histogram = Histogram.betweenEdges(0, 1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram.quantile(share))
        .withMessage("share must be between 0 and 1: " + share);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> histogram.quantile(0.5, share))
        .withMessage("level must be between 0 and 1: " + share);
  }

  /** Exponential values in bins a fifth of a mean wide. */
  @Test
  void quantileIntervals_coverTheTruth() {
    Random random = new Random(47);
    double[] edges = IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 5.0).toArray();
    int covered = 0;
    for (int i = 0; i < 1_000; i++) {
      Histogram.Builder builder = Histogram.betweenEdges(edges);
      random.doubles(200).map(share -> -Math.log1p(-share)).forEach(builder::add);
      covered += builder.build().quantile(0.9).excludes(Math.log(10)) ? 0 : 1;
    }
    assertThat(covered).isBetween(945, 1_000);
  }

  private static Histogram upTo100(double... edges) {
    Histogram.Builder builder = Histogram.betweenEdges(edges);
    IntStream.rangeClosed(1, 100).forEach(builder::add);
    return builder.build();
  }

  private static Histogram filled(double value) {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1);
    DoubleStream.of(value).forEach(builder::add);
    return builder.build();
  }

  private static long[] counts(Histogram histogram) {
    return IntStream.range(0, histogram.bins()).mapToLong(histogram::count).toArray();
  }
}

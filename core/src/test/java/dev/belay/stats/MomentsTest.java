/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

  /**
   * NIST StRD, univariate summary statistics, NumAcc1 to NumAcc4: certified mean and standard
   * deviation. A row is the first value, the two that alternate after it, how many there are, the
   * certificate and the number of correct digits (log relative error) of the deviation that a
   * double implementation reached, less half a digit. What is left of NumAcc3 and 4 is lost when
   * their decimals become doubles.
   */
  @ParameterizedTest
  @CsvSource({
    "10000001, 10000003, 10000002, 3, 10000002, 1, 14.5",
    "1.2, 1.1, 1.3, 1001, 1.2, 0.1, 14.5",
    "1000000.2, 1000000.1, 1000000.3, 1001, 1000000.2, 0.1, 8.95",
    "10000000.2, 10000000.1, 10000000.3, 1001, 10000000.2, 0.1, 7.75",
  })
  void standardDeviation_ofNistData_isCorrectInOneGoAndMergedFromSevenChunks(
      double first, double odd, double even, int n, double mean, double deviation, double digits) {
    double[] values =
        IntStream.range(0, n).mapToDouble(i -> i == 0 ? first : i % 2 == 1 ? odd : even).toArray();
    for (Moments moments : new Moments[] {of(values), mergedInChunks(values, 7)}) {
      assertThat(correctDigits(moments.standardDeviation(), deviation)).isGreaterThan(digits);
      assertThat(correctDigits(moments.mean(), mean)).isGreaterThan(14.5);
      assertThat(moments.count()).isEqualTo(n);
    }
  }

  @Test
  void variance_withAnOffsetOfABillion_isExactToTheLastDigits() {
    double[] values = IntStream.range(0, 10_000).mapToDouble(i -> 1e9 + (i % 100) / 4.0).toArray();
    double exact = (100.0 * 100 - 1) / 12 / 16 * 10_000 / 9_999;
    assertThat(of(values).variance()).isCloseTo(exact, within(exact * 1e-14));
    assertThat(mergedInChunks(values, 7).variance()).isCloseTo(exact, within(exact * 1e-14));
  }

  /** Differences of Cushny and Peebles as in Student 1908; R prints this interval for them. */
  @Test
  void meanFigure_ofStudentsOwnData_isHisInterval() {
    Figure figure = of(1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4).meanFigure();
    assertThat(figure.value()).isCloseTo(1.58, within(1e-12));
    Interval interval = Objects.requireNonNull(figure.interval());
    assertThat(interval.lower()).isCloseTo(0.7001142, within(5e-8));
    assertThat(interval.upper()).isCloseTo(2.4598858, within(5e-8));
    assertThat(figure).hasToString("1.580 [0.700, 2.460] (95 %, n = 10, mean, Student t)");
  }

  /** The quartile of Student's t with one degree of freedom is exactly 1. */
  @Test
  void meanFigure_atTheQuartilesOfTwoValues_isBoundedByTheValues() {
    Interval interval = Objects.requireNonNull(of(3, 5).meanFigure(0.5).interval());
    assertThat(interval.lower()).isCloseTo(3, within(1e-12));
    assertThat(interval.upper()).isCloseTo(5, within(1e-12));
    assertThat(interval.level()).isEqualTo(0.5);
  }

  @Test
  void meanFigure_ofOneValue_hasNoIntervalAndSaysSo() {
    assertThat(of(7).meanFigure())
        .isEqualTo(Figure.point(7, 1, "mean, no interval: one observation"));
  }

  @Test
  void meanFigure_ofEqualValues_hasNoIntervalSinceTwoOfAKindProveNothing() {
    assertThat(of(7, 7, 7).meanFigure())
        .isEqualTo(Figure.point(7, 3, "mean, no interval: no spread"));
  }

  @Test
  void meanFigure_ofNothing_isUndefined() {
    assertThat(of().meanFigure()).isEqualTo(Figure.undefined("no values", 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 95})
  void meanFigure_atALevelOutsideZeroToOne_isRefusedEvenWithoutAnInterval(double level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of().meanFigure(level))
        .withMessageContaining("" + level);
  }

  /** 1, 2 and 4: the sum is 7, that of the squares 21, the variance 7/3. */
  @Test
  void ofSums_isAsIfTheValuesHadBeenAdded() {
    Moments moments = Moments.ofSums(3, 7, 21);
    assertThat(moments.count()).isEqualTo(3);
    assertThat(moments.mean()).isCloseTo(7 / 3.0, within(1e-15));
    assertThat(moments.variance()).isCloseTo(7 / 3.0, within(1e-14));
    moments.add(8);
    moments.merge(of(3, 5));
    assertThat(moments.mean()).isCloseTo(of(1, 2, 4, 8, 3, 5).mean(), within(1e-14));
    assertThat(moments.variance()).isCloseTo(of(1, 2, 4, 8, 3, 5).variance(), within(1e-13));
  }

  @Test
  void ofSums_doesNotKnowTheExtremes_norDoesWhatItIsMergedInto() {
    Moments merged = of(1, 9);
    merged.merge(Moments.ofSums(3, 7, 21));
    for (Moments moments : new Moments[] {Moments.ofSums(3, 7, 21), merged}) {
      moments.add(4);
      assertThatIllegalStateException()
          .isThrownBy(moments::min)
          .withMessage("undefined: sums do not tell extremes");
      assertThatIllegalStateException()
          .isThrownBy(moments::max)
          .withMessage("undefined: sums do not tell extremes");
    }
  }

  @Test
  void ofSums_ofNothing_isEmpty() {
    Moments none = Moments.ofSums(0, 0, 0);
    none.add(3);
    assertThat(none.min()).isEqualTo(3);
    assertThat(none.count()).isEqualTo(1);
  }

  /** Ten times 0.1 squared is 0.1 but for the last digits, which must not count as impossible. */
  @Test
  void ofSums_ofEqualValues_hasNoVarianceInSpiteOfRounding() {
    Moments equal = Moments.ofSums(10, 10 * 0.1, 10 * 0.1 * 0.1 * (1 - 1e-15));
    assertThat(equal.variance()).isCloseTo(0, within(1e-15));
    assertThat(Moments.ofSums(1, 7, 49).count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1396.87, 52377.9767",
    "10, 10, 9.99999",
    "0, 1, 1",
    "0, 0, 1",
    "1, 7, 50",
    "3, 7, NaN",
    "3, NaN, 21",
    "3, Infinity, Infinity"
  })
  void ofSums_thatNoDataHas_isRefusedWithTheSums(long n, double sum, double squares) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.ofSums(n, sum, squares))
        .withMessage(
            "no data has these sums: n = "
                + n
                + ", sum = "
                + sum
                + ", sum of squares = "
                + squares);
  }

  @Test
  void ofSums_misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.ofSums(-1, 0, 0))
        .withMessage("n must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Moments.ofSums(1, 1e71, 1e142))
        .withMessage("mean must be finite and at most 1.0E70 in size: 1.0E71");
  }

  @Test
  void accessors_ofNothing_throwRatherThanReturnANumber() {
    Moments none = new Moments();
    assertThatIllegalStateException()
        .isThrownBy(none::mean)
        .withMessage("undefined: needs 1 value, has 0");
    assertThatIllegalStateException().isThrownBy(none::min);
    assertThatIllegalStateException().isThrownBy(none::max);
    assertThat(none).hasToString("Moments[count=0]");
  }

  @Test
  void variance_ofOneValue_throwsRatherThanReturnsZero() {
    assertThatIllegalStateException()
        .isThrownBy(of(3)::variance)
        .withMessage("undefined: needs 2 values, has 1");
    assertThatIllegalStateException().isThrownBy(of(3)::standardDeviation);
    assertThat(of(3)).hasToString("Moments[count=1, mean=3.0]");
    assertThat(of(3, 3)).hasToString("Moments[count=2, mean=3.0, sd=0.0]");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e70, -1.1e70})
  void add_ofAValueThatIsNotUsable_isRefusedAndChangesNothing(double value) {
    Moments moments = of(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moments.add(value))
        .withMessageEndingWith(": " + value);
    assertThat(moments).hasToString(of(1, 2).toString());
  }

  @Test
  void variance_ofTheLargestValues_isFinite() {
    assertThat(of(1e70, -1e70).variance()).isCloseTo(2e140, within(1e126));
  }

  @Test
  void minAndMax_areTheExtremesAlsoWhenMerged() {
    Moments moments = of(2, -3);
    moments.merge(of(8, 1));
    assertThat(moments.min()).isEqualTo(-3);
    assertThat(moments.max()).isEqualTo(8);
  }

  @Test
  void merge_withNothing_changesNothingOnEitherSide() {
    Moments moments = of(1, 2, 4);
    moments.merge(new Moments());
    assertThat(moments).hasToString(of(1, 2, 4).toString());
    Moments none = new Moments();
    none.merge(moments);
    assertThat(none).hasToString(of(1, 2, 4).toString());
    new Moments().merge(new Moments());
  }

  @Test
  void merge_withItself_countsEachValueTwice() {
    Moments moments = of(1, 2, 4);
    moments.merge(moments);
    assertThat(moments.variance()).isCloseTo(of(1, 2, 4, 1, 2, 4).variance(), within(1e-14));
    assertThat(moments.count()).isEqualTo(6);
  }

  static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  private static Moments mergedInChunks(double[] values, int chunks) {
    Moments merged = new Moments();
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = values.length * chunk / chunks;
      int to = values.length * (chunk + 1) / chunks;
      merged.merge(of(Arrays.copyOfRange(values, from, to)));
    }
    return merged;
  }

  private static double correctDigits(double value, double certified) {
    double error = Math.abs(value - certified) / Math.abs(certified);
    return error == 0 ? 15 : Math.min(15, -Math.log10(error));
  }
}

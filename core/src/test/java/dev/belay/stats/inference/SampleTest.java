/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

  private static final Sample DIGITS = Sample.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5);

  private static Interval interval(Figure figure) {
    return Objects.requireNonNull(figure.interval());
  }

  private static Sample range(int first, int last) {
    return Sample.of(IntStream.rangeClosed(first, last).asDoubleStream().toArray());
  }

  /** NumPy's default quantiles. */
  @ParameterizedTest
  @CsvSource({"0.1, 1", "0.25, 2.5", "0.5, 4", "0.9, 6"})
  void quantile_interpolatesBetweenOrderStatistics(double q, double expected) {
    assertThat(DIGITS.quantile(q).value()).isEqualTo(expected);
  }

  /** David and Nagaraja, section 7.1: ranks 40 and 61 of 100 for a median at 95 %. */
  @Test
  void quantile_ofAHundredValues_hasTheRanksOfTheBinomial() {
    Interval median = interval(range(1, 100).quantile(0.5));
    assertThat(median.lower()).isEqualTo(40);
    assertThat(median.upper()).isEqualTo(61);
  }

  @Test
  void quantile_nearTheEnd_isOneSided() {
    Interval high = interval(range(1, 20).quantile(0.9));
    assertThat(high.lower()).isEqualTo(15);
    assertThat(high.upper()).isInfinite();
    assertThat(interval(range(1, 20).quantile(0.1)).lower()).isInfinite();
  }

  @Test
  void quantile_ofTooFewValues_hasNoInterval() {
    Figure five = range(1, 5).quantile(0.5);
    assertThat(five.interval()).isNull();
    assertThat(five.method()).isEqualTo("quantile, no interval: too few values");
    assertThat(range(1, 6).quantile(0.5).interval()).isNotNull();
    assertThat(Sample.of().quantile(0.5).reason()).isEqualTo("no values");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void quantile_coversAtLeastAsOftenAsItSays(double q) {
    SplittableRandom random = new SplittableRandom(7);
    int covered = 0;
    for (int run = 0; run < 2_000; run++) {
      Figure figure = Sample.of(random.doubles(60).toArray()).quantile(q, 0.9);
      covered += figure.excludes(q) ? 0 : 1;
    }
    assertThat(covered / 2_000.0).isBetween(0.9 - 3 * Math.sqrt(0.09 / 2_000), 0.97);
  }

  @Test
  void outliers_areBeyondTheReach_notAtIt() {
    Sample even = Sample.of(0, 1, 2, 3, 4, 8);
    assertThat(even.quantile(0.75).value()).isEqualTo(3.75);
    double factor = (8 - 3.75) / 2.5;
    assertThat(even.outliersByQuartiles(Math.nextUp(factor))).isEmpty();
    assertThat(even.outliersByQuartiles(factor - 1e-9)).containsExactly(5);
    assertThat(Sample.of(4, 0, 1, 2, 3, -9).outliersByQuartiles(1.2)).containsExactly(5);
  }

  @Test
  void outliersByDeviation_cannotBeBeyondWhatTheirNumberAllows() {
    double most = 4 / Math.sqrt(5);
    assertThat(Sample.of(0, 0, 0, 0, 1).outliersByDeviation(most + 1e-9)).isEmpty();
    assertThat(Sample.of(0, 0, 0, 0, 1).outliersByDeviation(most - 1e-9)).containsExactly(4);
  }

  @Test
  void outliers_ofFewerThanTwoValues_areNone() {
    assertThat(Sample.of(1).outliersByQuartiles(1)).isEmpty();
    assertThat(Sample.of(1).outliersByDeviation(1)).isEmpty();
  }

  @Test
  void ratioOfMeans_coversAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    for (int run = 0; run < 2_000; run++) {
      Sample mine = Sample.of(random.doubles(100, 2, 6).toArray());
      Sample baseline = Sample.of(random.doubles(100, 1, 3).toArray());
      covered += mine.ratioOfMeans(baseline).excludes(2) ? 0 : 1;
    }
    assertThat(covered / 2_000.0).isBetween(0.935, 0.965);
  }

  @Test
  void ratioOfMeans_ofABaselineThatMayBeZero_hasNoInterval() {
    Figure ratio = Sample.of(3, 4, 5).ratioOfMeans(Sample.of(-5, 0, 6));
    assertThat(ratio.value()).isCloseTo(12, within(1e-12));
    assertThat(ratio.interval()).isNull();
    assertThat(ratio.method()).contains("baseline not distinct from 0");
  }

  @Test
  void effects_withoutSpread_haveNoInterval() {
    Sample tens = Sample.of(10, 10, 10);
    assertThat(tens.ratioOfMeans(Sample.of(1, 1)).interval()).isNull();
    assertThat(tens.commonLanguage(Sample.of(1, 1)).value()).isEqualTo(1);
    assertThat(tens.commonLanguage(Sample.of(1, 1)).interval()).isNull();
    assertThat(tens.cohenD(Sample.of(1, 1)).reason()).isEqualTo("no spread");
  }

  @Test
  void effects_ofOneValue_haveNoInterval() {
    assertThat(Sample.of(3).ratioOfMeans(Sample.of(1, 2, 3)).interval()).isNull();
    assertThat(Sample.of(2).commonLanguage(Sample.of(1, 2, 3)).interval()).isNull();
    assertThat(Sample.of(3).cohenD(DIGITS).reason()).isEqualTo("fewer than 2 values");
  }

  @Test
  void effects_ofAnEmptySample_areUndefined() {
    assertThat(Sample.of().ratioOfMeans(DIGITS).reason()).isEqualTo("an empty sample");
    assertThat(DIGITS.commonLanguage(Sample.of()).reason()).isEqualTo("an empty sample");
    assertThat(DIGITS.commonLanguage(Sample.of()).n()).isEqualTo(11);
  }

  @Test
  void commonLanguage_countsPairs_tiesByHalf() {
    Figure effect = Sample.of(1, 3, 5).commonLanguage(Sample.of(1, 2, 4));
    assertThat(effect.value()).isCloseTo((0.5 + 2 + 3) / 9, within(1e-15));
    assertThat(interval(effect).upper()).isEqualTo(1);
  }

  @Test
  void commonLanguage_coversAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(5);
    int covered = 0;
    for (int run = 0; run < 2_000; run++) {
      Sample mine = Sample.of(random.doubles(80, 0.5, 1.5).toArray());
      Sample baseline = Sample.of(random.doubles(80).toArray());
      covered += mine.commonLanguage(baseline).excludes(0.875) ? 0 : 1;
    }
    assertThat(covered / 2_000.0).isBetween(0.925, 0.965);
  }

  @Test
  void cohenD_coversAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(3);
    int covered = 0;
    for (int run = 0; run < 2_000; run++) {
      double[] mine = random.doubles(60).map(u -> 0.5 + Normal.exceededWith(u)).toArray();
      double[] baseline = random.doubles(60).map(Normal::exceededWith).toArray();
      covered += Sample.of(mine).cohenD(Sample.of(baseline)).excludes(0.5) ? 0 : 1;
    }
    assertThat(covered / 2_000.0).isBetween(0.935, 0.965);
  }

  @Test
  void of_keepsACopy() {
    double[] values = {1, 2, 3};
    Sample sample = Sample.of(values);
    values[0] = 100;
    assertThat(sample.mean(0.9).value()).isEqualTo(2);
    assertThat(sample.size()).isEqualTo(3);
    assertThat(sample).hasToString("Sample[size=3, median=2.0]");
    assertThat(Sample.of()).hasToString("Sample[size=0]");
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.of(1, Double.NaN))
        .withMessage("value must be finite and at most 1.0E70 in size: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DIGITS.quantile(1))
        .withMessage("q must be between 0 and 1: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DIGITS.quantile(0.5, 1))
        .withMessage("level must be between 0 and 1: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DIGITS.outliersByQuartiles(0))
        .withMessage("factor must be above 0 and at most 1.0E70: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DIGITS.outliersByDeviation(-1))
        .withMessage("factor must be above 0 and at most 1.0E70: -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DIGITS.mean(0))
        .withMessage("level must be between 0 and 1: 0.0");
  }
}

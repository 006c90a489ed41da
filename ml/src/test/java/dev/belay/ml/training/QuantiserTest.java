/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantiserTest {
  private static final double NAN = Double.NaN;

  @Test
  void bin_threeDistinctValues_haveABinEachWithEdgesHalfway() {
    Quantiser quantiser = Quantiser.fit(new double[][] {{3, 1, NAN, 2, 1}}, 8);
    assertThat(quantiser.bins(0)).isEqualTo(3);
    assertThat(quantiser.bin(0, NAN)).isZero();
    assertThat(quantiser.bin(0, -100)).isEqualTo(1);
    assertThat(quantiser.bin(0, Math.nextDown(1.5))).isEqualTo(1);
    assertThat(quantiser.bin(0, 1.5)).isEqualTo(2);
    assertThat(quantiser.bin(0, 1e9)).isEqualTo(3);
    assertThat(quantiser.lowerEdge(0, 3)).isEqualTo(2.5);
  }

  @Test
  void lowerEdge_firstBin_isNegativeInfinityWhichHasThatBin() {
    Quantiser quantiser = Quantiser.fit(new double[][] {{1, 2}}, 2);
    assertThat(quantiser.lowerEdge(0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(quantiser.bin(0, Double.NEGATIVE_INFINITY)).isEqualTo(1);
  }

  @Test
  void fit_continuousColumn_fillsTheBinsEqually() {
    double[] column = new SplittableRandom(1).doubles(10_000, -5, 5).toArray();
    int[] rows = rowsPerBin(column, 50);
    assertThat(rows).hasSize(50);
    assertThat(Arrays.stream(rows)).allSatisfy(count -> assertThat(count).isBetween(199, 201));
  }

  @Test
  void fit_sevenOfTenRowsAreZero_zeroTakesOneBinAndTheRestShareTheOthers() {
    double[] column =
        IntStream.range(0, 10_000).mapToDouble(i -> i % 10 < 7 ? 0 : i - 4_000).toArray();
    int[] rows = rowsPerBin(column, 31);
    Arrays.sort(rows);
    assertThat(rows).hasSize(31).endsWith(7_000);
    assertThat(Arrays.stream(rows).limit(30))
        .allSatisfy(count -> assertThat(count).isBetween(95, 105));
  }

  @Test
  void fit_frequentAndRareValuesInTurn_everyFrequentOneKeepsItsBin() {
    // 40 frequent values, and 41 rare ones between them, which have only 10 bins of their own.
    double[] column = IntStream.range(0, 4_000).mapToDouble(i -> i - i % 100).toArray();
    column = Arrays.copyOf(column, 4_041);
    for (int i = 0; i <= 40; i++) {
      column[4_000 + i] = 100 * i - 50;
    }
    Quantiser quantiser = Quantiser.fit(new double[][] {column}, 50);
    assertThat(quantiser.bins(0)).isLessThanOrEqualTo(50);
    assertThat(IntStream.range(0, 40).map(i -> quantiser.bin(0, 100 * i)).distinct()).hasSize(40);
  }

  @Test
  void fit_mostOfAShareBelowAFrequentValue_doesNotGoIntoItsBin() {
    // 40 rows below it, 60 above, so a share of 50 for each of two bins beside its own.
    double[] column = IntStream.range(-40, 1_060).mapToDouble(i -> i < 60 ? i : 0).toArray();
    Quantiser quantiser = Quantiser.fit(new double[][] {column}, 3);
    assertThat(quantiser.bin(0, -1)).isEqualTo(1);
    assertThat(quantiser.bin(0, 0)).isEqualTo(2);
    assertThat(quantiser.bin(0, 1)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {7, Double.NaN, Double.POSITIVE_INFINITY})
  void fit_columnOfOneValue_hasOneBin(double value) {
    Quantiser quantiser = Quantiser.fit(new double[][] {{value, value}, {}}, 4);
    assertThat(quantiser.bins(0)).isEqualTo(1);
    assertThat(quantiser.bin(0, 7)).isEqualTo(1);
    assertThat(quantiser.bin(1, 7)).isEqualTo(1);
  }

  @Test
  void fit_columns_areLeftAsTheyAre() {
    double[] column = {3, 1, 2};
    Quantiser.fit(new double[][] {column}, 2);
    assertThat(column).containsExactly(3, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 256})
  void fit_tooFewOrTooManyBins_isRefused(int bins) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantiser.fit(new double[][] {{1}}, bins))
        .withMessage("between 2 and 255 bins, not " + bins);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void lowerEdge_noSuchBin_isRefused(int bin) {
    Quantiser quantiser = Quantiser.fit(new double[][] {{1, 2}}, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantiser.lowerEdge(0, bin))
        .withMessage("feature 0 has bins 1 to 2, not " + bin);
  }

  private static int[] rowsPerBin(double[] column, int bins) {
    Quantiser quantiser = Quantiser.fit(new double[][] {column}, bins);
    int[] rows = new int[quantiser.bins(0)];
    for (double value : column) {
      rows[quantiser.bin(0, value) - 1]++;
    }
    return rows;
  }
}

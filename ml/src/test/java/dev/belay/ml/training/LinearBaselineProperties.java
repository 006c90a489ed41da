/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LinearBaselineProperties {

  @Property(tries = 100)
  void predict_targetLinearInTheFeatures_isExact(
      @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = -100, max = 100) Double> coefficients,
      @ForAll @DoubleRange(min = -1000, max = 1000) double intercept,
      @ForAll long seed) {
    double[] weights = coefficients.stream().mapToDouble(c -> c).toArray();
    double[][] rows = rows(200, weights.length, seed);
    double[] targets = linear(rows, weights, intercept);
    LinearBaseline fitted = LinearBaseline.fit(examples(rows, targets));

    double[][] others = rows(50, weights.length, seed + 1);
    double[] expected = linear(others, weights, intercept);
    for (int i = 0; i < others.length; i++) {
      assertThat(fitted.predict(others[i])).isCloseTo(expected[i], within(0.01));
    }
  }

  @Property(tries = 50)
  void predict_columnThatRepeatsAnother_changesNothing(@ForAll long seed) {
    double[][] rows = rows(200, 2, seed);
    double[] targets = linear(rows, new double[] {3, -2}, 1);
    double[][] repeated =
        IntStream.range(0, 200)
            .mapToObj(i -> new double[] {rows[i][0], rows[i][1], 5 * rows[i][0], 4})
            .toArray(double[][]::new);
    LinearBaseline fitted = LinearBaseline.fit(examples(repeated, targets));

    for (int i = 0; i < 200; i++) {
      assertThat(fitted.predict(repeated[i])).isCloseTo(targets[i], within(0.001));
    }
  }

  @Property(tries = 50)
  void predict_valuesThatAreMissing_haveAnEffectOfTheirOwn(
      @ForAll long seed, @ForAll @IntRange(min = -50, max = 50) int effect) {
    double[][] rows = rows(300, 1, seed);
    double[] targets = new double[300];
    for (int i = 0; i < 300; i++) {
      if (i % 3 == 0) {
        rows[i][0] = Double.NaN;
      }
      targets[i] = i % 3 == 0 ? effect : 2 * rows[i][0] + 1;
    }
    LinearBaseline fitted = LinearBaseline.fit(examples(rows, targets));

    assertThat(fitted.predict(new double[] {Double.NaN})).isCloseTo(effect, within(0.01));
    assertThat(fitted.predict(new double[] {7})).isCloseTo(15, within(0.01));
  }

  private static Examples examples(double[][] rows, double[] targets) {
    return new Examples(rows, targets, new long[0], new int[rows.length]);
  }

  private static double[][] rows(int count, int features, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> random.doubles(features, -10, 10).toArray())
        .toArray(double[][]::new);
  }

  private static double[] linear(double[][] rows, double[] weights, double intercept) {
    return IntStream.range(0, rows.length)
        .mapToDouble(
            i ->
                intercept
                    + IntStream.range(0, weights.length)
                        .mapToDouble(j -> weights[j] * rows[i][j])
                        .sum())
        .toArray();
  }
}

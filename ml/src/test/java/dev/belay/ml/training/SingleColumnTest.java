/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SingleColumnTest {
  private static final double[] VALUES = new Random(1).doubles(5000, -3, 3).toArray();
  private static final double[] TAIL = of(VALUES, Math::exp);

  static List<Arguments> functions() {
    return List.of(
        function("another unit", x -> 60 * x - 7),
        function("turned round", x -> -x),
        function("rounded", Math::rint),
        function("heavy tail", x -> Math.exp(5 * x)),
        function("up and down", x -> Math.cos(2 * x)),
        function("yes or no", x -> x > 2.9 ? 1 : 0));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void r2_anyFunctionOfTheFeature_isAbove99Percent(String name, DoubleUnaryOperator function) {
    assertThat(r2(VALUES, of(VALUES, function))).isBetween(0.99, 1.0);
  }

  @Test
  void r2_unrelated_isNearZero() {
    assertThat(r2(VALUES, new Random(2).doubles(5000).toArray())).isBetween(0.0, 0.03);
  }

  @Test
  void r2_lineWithNoise_isAboutTheShareOfTheLine() {
    assertThat(r2(TAIL, noisy(0.8))).isCloseTo(0.8, within(0.005));
  }

  @Test
  void r2_missingThatSaysItAll_isOne() {
    double[] values = of(VALUES, x -> x > 0 ? Double.NaN : 1);

    assertThat(r2(values, of(VALUES, x -> x > 0 ? 5 : 2))).isCloseTo(1, within(1e-12));
  }

  @Test
  void r2_nothingKnownOrNothingToExplain_isZero() {
    double[] constant = of(VALUES, x -> 4);

    assertThat(r2(of(VALUES, x -> Double.NaN), VALUES)).isCloseTo(0, within(1e-12));
    assertThat(r2(VALUES, constant)).isZero();
    assertThat(r2(constant, VALUES)).isCloseTo(0, within(1e-12));
  }

  @Test
  void noLeak_justBelowTheLimit_passes() {
    assertThatCode(() -> guard(0.9899)).doesNotThrowAnyException();
  }

  @Test
  void noLeak_justAboveTheLimit_isRefusedWithNameAndR2() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard(0.9901))
        .withMessageStartingWith(
            "feature 'x' alone explains the target with an R² of 0.9901 (by a straight line), above"
                + " 0.99");
  }

  private static double r2(double[] values, double[] targets) {
    return SingleColumn.best(values, targets).r2();
  }

  private static void guard(double r2) {
    double[][] rows =
        IntStream.range(0, TAIL.length)
            .mapToObj(i -> new double[] {TAIL[i]})
            .toArray(double[][]::new);
    Guards.noLeak(
        new Examples(rows, noisy(r2), new long[0], new int[5000]), List.of("x"), Set.of());
  }

  /**
   * A line of values with a long tail plus noise that is exactly uncorrelated with them: the line
   * explains exactly the share wanted, and no other fit as much.
   */
  private static double[] noisy(double r2) {
    double[] x = centred(TAIL);
    Random random = new Random(3);
    double[] noise = centred(of(x, any -> random.nextGaussian()));
    double slope = dot(noise, x) / dot(x, x);
    for (int i = 0; i < noise.length; i++) {
      noise[i] -= slope * x[i];
    }
    double scale = Math.sqrt((1 - r2) / r2 * dot(x, x) / dot(noise, noise));
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] + scale * noise[i]).toArray();
  }

  private static double[] centred(double[] values) {
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    return of(values, x -> x - mean);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double[] of(double[] values, DoubleUnaryOperator function) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> function.applyAsDouble(values[i]))
        .toArray();
  }

  private static Arguments function(String name, DoubleUnaryOperator function) {
    return Arguments.of(name, function);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SamplePairProperties {

  @Property(tries = 200)
  void exact_isTheShareOfOrdersWithADistanceAsLarge(
      @ForAll @IntRange(min = 1, max = 6) int n,
      @ForAll @IntRange(min = 1, max = 6) int m,
      @ForAll @IntRange(min = 0, max = 36) int scaled) {
    int distance = Math.min(scaled, n * m);
    int orders = 0;
    int beyond = 0;
    for (int order = 0; order < 1 << (n + m); order++) {
      if (Integer.bitCount(order) == n) {
        orders++;
        beyond += largest(order, n, m) >= distance ? 1 : 0;
      }
    }
    assertThat(KolmogorovPaths.p(n, m, distance))
        .isCloseTo((double) beyond / orders, within(1e-12));
  }

  @Property
  void distances_areTheSameBothWays(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -100, max = 100) Double> one,
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -100, max = 100) Double> other) {
    SamplePair there = pair(one, other);
    SamplePair back = pair(other, one);
    assertThat(back.kolmogorovSmirnov()).isEqualTo(there.kolmogorovSmirnov());
    assertThat(back.exact().value()).isCloseTo(there.exact().value(), within(1e-12));
    assertThat(back.wasserstein().value()).isCloseTo(there.wasserstein().value(), within(1e-9));
    assertThat(back.energy().value()).isCloseTo(there.energy().value(), within(1e-9));
  }

  @Property
  void distances_ofASampleFromItself_areZero(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -100, max = 100) Double> values) {
    SamplePair pair = pair(values, values);
    assertThat(pair.kolmogorovSmirnov().value()).isZero();
    assertThat(pair.wasserstein().value()).isZero();
    assertThat(pair.energy().value()).isZero();
    assertThat(pair.p().value()).isEqualTo(1);
    assertThat(pair.asymptotic().value()).isEqualTo(1);
    assertThat(pair.atEffectiveSize().value()).isEqualTo(1);
  }

  @Property
  void wasserstein_ofEqualSizes_isTheMeanDistanceInOrder(
      @ForAll @Size(8) List<@DoubleRange(min = -100, max = 100) Double> one,
      @ForAll @Size(8) List<@DoubleRange(min = -100, max = 100) Double> other) {
    double[] a = sorted(one);
    double[] b = sorted(other);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    assertThat(pair(one, other).wasserstein().value()).isCloseTo(sum / 8, within(1e-9));
  }

  private static SamplePair pair(List<Double> reference, List<Double> current) {
    return SamplePair.of(sorted(reference), sorted(current));
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static int largest(int order, int n, int m) {
    int i = 0;
    int j = 0;
    int largest = 0;
    for (int step = 0; step < n + m; step++) {
      if ((order >> step & 1) == 1) {
        i++;
      } else {
        j++;
      }
      largest = Math.max(largest, Math.abs(i * m - j * n));
    }
    return largest;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class QuantiserProperties {

  @Property
  void bin_anyValue_isAtLeastKExactlyAtOrAboveTheLowerEdgeOfK(
      @ForAll("columns") double[] column,
      @ForAll("values") double value,
      @ForAll @IntRange(min = 2, max = 20) int bins) {
    Quantiser quantiser = fit(column, bins);
    for (int k = 1; k <= quantiser.bins(0); k++) {
      double edge = quantiser.lowerEdge(0, k);
      for (double x : new double[] {value, edge, Math.nextDown(edge), Math.nextUp(edge)}) {
        assertThat(quantiser.bin(0, x) >= k).isEqualTo(x >= edge);
      }
    }
  }

  @Property
  void bin_observedValues_areMissingOrInOrderAndUseEveryBin(
      @ForAll("columns") double[] column, @ForAll @IntRange(min = 2, max = 20) int bins) {
    Quantiser quantiser = fit(column, bins);
    int[] used = present(column).sorted().mapToInt(value -> quantiser.bin(0, value)).toArray();
    assertThat(used).isSorted();
    assertThat(Arrays.stream(used).distinct().count())
        .isEqualTo(used.length == 0 ? 0 : quantiser.bins(0));
    assertThat(quantiser.bins(0)).isBetween(1, bins);
  }

  @Property
  void bin_fewDistinctValues_eachHasItsOwn(@ForAll("columns") double[] column) {
    // Adding 0.0 makes one zero of the two.
    long distinct = present(column).map(value -> value + 0.0).distinct().count();
    if (distinct > 1 && distinct <= Quantiser.MOST_BINS) {
      assertThat(fit(column, Quantiser.MOST_BINS).bins(0)).isEqualTo((int) distinct);
    }
  }

  private static Quantiser fit(double[] column, int bins) {
    return Quantiser.fit(new double[][] {column}, bins);
  }

  private static DoubleStream present(double[] column) {
    return Arrays.stream(column).filter(value -> !Double.isNaN(value));
  }

  @Provide
  Arbitrary<double[]> columns() {
    return values().array(double[].class).ofMaxSize(60);
  }

  /** Neighbours, both zeros, the smallest and the largest numbers, infinities, missing ones. */
  @Provide
  Arbitrary<Double> values() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, Arbitraries.integers().between(-5, 5).map(i -> i / 2.0)),
        net.jqwik.api.Tuple.of(
            3,
            Arbitraries.of(
                1.0,
                Math.nextUp(1.0),
                Math.nextDown(1.0),
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                2 * Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Math.nextDown(Double.MAX_VALUE),
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN)),
        net.jqwik.api.Tuple.of(1, Arbitraries.doubles()));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class MultiplicityProperties {

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Property(tries = 300)
  void adjusted_isBetweenTheRawAndBonferronis_andHolmIsNeverBelowBenjaminiHochberg(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> values) {
    double[] p = array(values);
    double[] holm = Multiplicity.holm(p);
    double[] hochberg = Multiplicity.benjaminiHochberg(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(hochberg[i]).isBetween(p[i] * (1 - 1e-15), 1.0);
      assertThat(holm[i]).isGreaterThanOrEqualTo(hochberg[i] * (1 - 1e-15));
      assertThat(holm[i]).isLessThanOrEqualTo(Math.min(1, p.length * p[i]) + 1e-15 + worst(p, i));
    }
  }

  /** Holm's values are monotone, so a value may be lifted to that of a smaller p. */
  private static double worst(double[] p, int index) {
    return Arrays.stream(p)
        .filter(other -> other <= p[index])
        .map(other -> Math.min(1, p.length * other))
        .max()
        .orElse(0);
  }

  @Property(tries = 300)
  void adjusted_keepsTheOrder(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> values) {
    double[] p = array(values);
    for (double[] adjusted : List.of(Multiplicity.holm(p), Multiplicity.benjaminiHochberg(p))) {
      for (int i = 0; i < p.length; i++) {
        for (int j = 0; j < p.length; j++) {
          assertThat(p[i] < p[j] && adjusted[i] > adjusted[j]).isFalse();
        }
      }
    }
  }

  @Property(tries = 200)
  void adjusted_movesWithItsP_whateverTheOrderOfArguments(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> values,
      @ForAll Random random) {
    double[] p = array(values);
    List<Integer> order =
        IntStream.range(0, p.length).boxed().collect(java.util.stream.Collectors.toList());
    Collections.shuffle(order, random);
    double[] shuffled = order.stream().mapToDouble(i -> p[i]).toArray();
    double[] before = Multiplicity.holm(p);
    double[] after = Multiplicity.holm(shuffled);
    double[] hochbergBefore = Multiplicity.benjaminiHochberg(p);
    double[] hochbergAfter = Multiplicity.benjaminiHochberg(shuffled);
    for (int i = 0; i < p.length; i++) {
      assertThat(after[i]).isCloseTo(before[order.get(i)], within(1e-15));
      assertThat(hochbergAfter[i]).isCloseTo(hochbergBefore[order.get(i)], within(1e-15));
    }
  }
}

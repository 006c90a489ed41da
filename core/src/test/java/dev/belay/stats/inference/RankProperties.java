/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The distributions against every sign and every choice, the pairs against all of them. */
class RankProperties {

  private static double[] array(List<? extends Number> values) {
    return values.stream().mapToDouble(Number::doubleValue).toArray();
  }

  @Property(tries = 100)
  void signs_areAllCounted(
      @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 6) Integer> sizes,
      @ForAll @IntRange(max = 100) int half) {
    int[] ranks = Ranks.of(array(sizes)).doubled();
    double value = half / 2.0;
    int atMost = 0;
    int atLeast = 0;
    for (int signs = 0; signs < 1 << ranks.length; signs++) {
      int sum = chosen(ranks, signs);
      atMost += sum <= half ? 1 : 0;
      atLeast += sum >= half ? 1 : 0;
    }
    ExactRankDistribution exact = ExactRankDistribution.ofSigns(ranks);
    double all = 1 << ranks.length;
    assertThat(exact.atMost(value)).isCloseTo(atMost / all, within(1e-12));
    assertThat(exact.atLeast(value)).isCloseTo(atLeast / all, within(1e-12));
  }

  @Property(tries = 100)
  void choices_areAllCounted(
      @ForAll @Size(min = 2, max = 10) List<@IntRange(min = 1, max = 6) Integer> values,
      @ForAll @IntRange(min = 1, max = 9) int wanted,
      @ForAll @IntRange(max = 60) int half) {
    int[] ranks = Ranks.of(array(values)).doubled();
    int size = Math.min(wanted, ranks.length - 1);
    double offset = size * (size + 1) / 2.0;
    int atMost = 0;
    int all = 0;
    for (int choice = 0; choice < 1 << ranks.length; choice++) {
      if (Integer.bitCount(choice) == size) {
        all++;
        atMost += chosen(ranks, choice) / 2.0 - offset <= half / 2.0 ? 1 : 0;
      }
    }
    ExactRankDistribution exact = ExactRankDistribution.ofChoice(ranks, size);
    assertThat(exact.atMost(half / 2.0)).isCloseTo((double) atMost / all, within(1e-12));
  }

  private static int chosen(int[] ranks, int choice) {
    int sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += ((choice >> i) & 1) * ranks[i];
    }
    return sum;
  }

  @Property(tries = 200)
  void ranks_addUp_andFollowTheValues(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -5, max = 5) Integer> values) {
    double[] numbers = array(values);
    int[] ranks = Ranks.of(numbers).doubled();
    assertThat(Arrays.stream(ranks).sum()).isEqualTo(ranks.length * (ranks.length + 1));
    for (int i = 0; i < ranks.length; i++) {
      for (int j = 0; j < ranks.length; j++) {
        assertThat(Integer.compare(ranks[i], ranks[j]))
            .isEqualTo(Double.compare(numbers[i], numbers[j]));
      }
    }
  }

  @Property(tries = 200)
  void averages_areOrderedAsIfBuilt(
      @ForAll @Size(min = 1, max = 25) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    double[] sorted = array(values);
    Arrays.sort(sorted);
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      for (int j = i; j < sorted.length; j++) {
        pairs.add(sorted[i] / 2 + sorted[j] / 2);
      }
    }
    assertOrdered(PairwiseOrder.averages(sorted), pairs);
  }

  @Property(tries = 200)
  void differences_areOrderedAsIfBuilt(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -3, max = 3) Integer> others) {
    double[] first = array(values);
    double[] second = array(others);
    Arrays.sort(first);
    Arrays.sort(second);
    List<Double> pairs = new ArrayList<>();
    for (double a : first) {
      for (double b : second) {
        pairs.add(a - b);
      }
    }
    assertOrdered(PairwiseOrder.differences(first, second), pairs);
  }

  private static void assertOrdered(PairwiseOrder order, List<Double> pairs) {
    Collections.sort(pairs);
    assertThat(order.size()).isEqualTo(pairs.size());
    for (int k = 1; k <= pairs.size(); k++) {
      assertThat(order.smallest(k)).isEqualTo(pairs.get(k - 1) + 0.0);
    }
    double middle = pairs.get((pairs.size() - 1) / 2);
    assertThat(order.median())
        .isCloseTo(middle + (pairs.get(pairs.size() / 2) - middle) / 2, within(1e-9));
  }
}

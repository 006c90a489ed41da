/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MomentsProperties {

  private static final double LARGEST = 1e6;

  @Property(tries = 300)
  void merge_ofAnyPartition_equalsAddingInOneGo(
      @ForAll @Size(min = 2, max = 60) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @Size(min = 60, max = 60) List<@IntRange(max = 4) Integer> parts) {
    List<Moments> moments = List.of(of(), of(), of(), of(), of());
    for (int i = 0; i < values.size(); i++) {
      moments.get(parts.get(i)).add(values.get(i));
    }
    Moments merged = new Moments();
    moments.forEach(merged::merge);
    assertSame(merged, of(values));
  }

  @Property(tries = 300)
  void anyOrderOfValues_givesTheSame(
      @ForAll @Size(min = 2) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll Random random) {
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    assertSame(of(shuffled), of(values));
  }

  @Property(tries = 300)
  void shiftAndScale_moveTheMeanAndStretchTheDeviation(
      @ForAll @Size(min = 2) List<@DoubleRange(min = -1e3, max = 1e3) Double> values,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double shift,
      @ForAll @DoubleRange(min = -100, max = 100) double scale) {
    Moments before = of(values);
    Moments after = of(values.stream().map(value -> shift + scale * value).toList());
    double tolerance = 1e-12 * LARGEST;
    assertThat(after.mean()).isCloseTo(shift + scale * before.mean(), within(tolerance));
    assertThat(after.standardDeviation())
        .isCloseTo(Math.abs(scale) * before.standardDeviation(), within(tolerance));
  }

  @Property(tries = 300)
  void interval_holdsTheMeanAndWidensWithTheLevel(
      @ForAll @Size(min = 2) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @DoubleRange(min = 0.05, max = 0.9) double level) {
    Moments moments = of(values);
    Assume.that(moments.variance() > 0);
    Interval narrow = Objects.requireNonNull(moments.meanFigure(level).interval());
    Interval wide = Objects.requireNonNull(moments.meanFigure(level + 0.05).interval());
    assertThat(narrow.contains(moments.mean())).isTrue();
    assertThat(wide.width()).isGreaterThan(narrow.width());
  }

  private static void assertSame(Moments actual, Moments expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.min()).isEqualTo(expected.min());
    assertThat(actual.max()).isEqualTo(expected.max());
    assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-14 * LARGEST));
    assertThat(actual.variance())
        .isCloseTo(expected.variance(), within(1e-12 * (1 + expected.variance())));
  }

  private static Moments of(List<Double> values) {
    Moments moments = new Moments();
    values.forEach(moments::add);
    return moments;
  }

  private static Moments of() {
    return new Moments();
  }
}

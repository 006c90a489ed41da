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
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ContingencyTableProperties {

  @Property
  void distances_areTheSameBothWays(
      @ForAll @Size(5) List<@LongRange(max = 1_000) Long> one,
      @ForAll @Size(5) List<@LongRange(max = 1_000) Long> other) {
    ContingencyTable there = table(one, other);
    ContingencyTable back = table(other, one);
    assertThat(back.psi().value()).isCloseTo(there.psi().value(), within(1e-9));
    assertThat(back.psi(0.001).value()).isCloseTo(there.psi(0.001).value(), within(1e-9));
    assertThat(back.jensenShannon().value())
        .isCloseTo(there.jensenShannon().value(), within(1e-12));
    assertThat(back.hellinger().value()).isCloseTo(there.hellinger().value(), within(1e-12));
    assertThat(back.p().value()).isCloseTo(there.p().value(), within(1e-9));
  }

  @Property
  void distances_ofASampleFromItself_areZero(
      @ForAll @Size(5) List<@LongRange(max = 1_000) Long> counts) {
    ContingencyTable table = table(counts, counts);
    assertThat(table.psi().value()).isZero();
    assertThat(table.jensenShannon().value()).isZero();
    assertThat(table.hellinger().value()).isZero();
    assertThat(table.totalVariation().value()).isZero();
    assertThat(table.p().value()).isEqualTo(1);
  }

  @Property
  void distances_boundEachOther(
      @ForAll @Size(5) List<@LongRange(max = 1_000) Long> one,
      @ForAll @Size(5) List<@LongRange(max = 1_000) Long> other) {
    ContingencyTable table = table(one, other);
    double variation = table.totalVariation().value();
    double hellinger = table.hellinger().value();
    assertThat(table.largestDifference().value()).isBetween(0.0, variation + 1e-12);
    assertThat(variation)
        .isBetween(hellinger * hellinger - 1e-12, Math.sqrt(2) * hellinger + 1e-12);
    double divergence = Math.pow(table.jensenShannon().value(), 2);
    assertThat(divergence).isBetween(0.0, variation + 1e-12);
    assertThat(table.psi().value()).isNotNegative();
  }

  @Property
  void withoutRareColumns_losesNoValue(
      @ForAll @Size(8) List<@LongRange(max = 30) Long> one,
      @ForAll @Size(8) List<@LongRange(max = 300) Long> other) {
    ContingencyTable table = table(one, other);
    ContingencyTable joined = table.withoutRareColumns();
    assertThat(joined.referenceCount()).isEqualTo(table.referenceCount());
    assertThat(joined.currentCount()).isEqualTo(table.currentCount());
  }

  /** A value more in the first column, so that no sample is empty. */
  private static ContingencyTable table(List<Long> reference, List<Long> current) {
    return ContingencyTable.of(oneMore(reference), oneMore(current));
  }

  private static long[] oneMore(List<Long> counts) {
    long[] more = counts.stream().mapToLong(Long::longValue).toArray();
    more[0]++;
    return more;
  }
}

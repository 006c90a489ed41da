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
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PairedDifferenceProperties {

  /** The losses of both on one unit of one day. */
  record Loss(long day, double candidate, double baseline) {

    Loss exchanged() {
      return new Loss(day, /* candidate= */ baseline, /* baseline= */ candidate);
    }
  }

  @Provide
  Arbitrary<List<Loss>> losses() {
    Arbitrary<Long> days = Arbitraries.longs().between(-2, 5);
    Arbitrary<Double> losses = Arbitraries.doubles().between(0, 50).ofScale(1);
    return Combinators.combine(days, losses, losses)
        .as(Loss::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void merge_ofAnyPartition_equalsAddingInOneGo(
      @ForAll("losses") List<Loss> losses, @ForAll @Size(min = 40, max = 40) List<Boolean> left) {
    PairedDifference.Independent independent = PairedDifference.independent("");
    PairedDifference.Independent restOfIndependent = PairedDifference.independent("");
    PairedDifference.Clustered clustered = PairedDifference.clustered("");
    PairedDifference.Clustered restOfClustered = PairedDifference.clustered("");
    for (int i = 0; i < losses.size(); i++) {
      add(left.get(i) ? independent : restOfIndependent, losses.get(i));
      add(left.get(i) ? clustered : restOfClustered, losses.get(i));
    }
    independent.merge(restOfIndependent);
    clustered.merge(restOfClustered);
    assertSame(independent, independent(losses));
    assertSame(clustered, clustered(losses));
  }

  @Property(tries = 300)
  void anyOrderOfPairs_givesTheSame(@ForAll("losses") List<Loss> losses, @ForAll Random random) {
    List<Loss> shuffled = new ArrayList<>(losses);
    Collections.shuffle(shuffled, random);
    assertSame(independent(shuffled), independent(losses));
    assertSame(clustered(shuffled), clustered(losses));
  }

  @Property(tries = 300)
  void exchangingTheTwo_mirrorsTheInterval(@ForAll("losses") List<Loss> losses) {
    List<Loss> exchanged = losses.stream().map(Loss::exchanged).toList();
    assertMirrored(independent(exchanged).absolute(), independent(losses).absolute());
    assertMirrored(clustered(exchanged).absolute(), clustered(losses).absolute());
  }

  @Property(tries = 300)
  void aConstantAddedToTheCandidate_movesTheIntervalByIt(
      @ForAll("losses") List<Loss> losses, @ForAll @DoubleRange(min = 0, max = 9) double more) {
    List<Loss> moved =
        losses.stream()
            .map(loss -> new Loss(loss.day(), loss.candidate() + more, loss.baseline()))
            .toList();
    assertMoved(independent(moved).absolute(), independent(losses).absolute(), more);
    assertMoved(clustered(moved).absolute(), clustered(losses).absolute(), more);
  }

  @Property(tries = 300)
  void relative_doesNotDependOnTheUnit(
      @ForAll("losses") List<Loss> losses, @ForAll @IntRange(min = 1, max = 10) int power) {
    double scale = Math.pow(2, power);
    List<Loss> scaled =
        losses.stream()
            .map(loss -> new Loss(loss.day(), loss.candidate() * scale, loss.baseline() * scale))
            .toList();
    assertMoved(independent(scaled).relative(), independent(losses).relative(), 0);
    assertMoved(clustered(scaled).relative(), clustered(losses).relative(), 0);
  }

  @Property(tries = 300)
  void everyInterval_holdsItsValue(@ForAll("losses") List<Loss> losses) {
    for (PairedDifference difference :
        List.of(independent(losses), PairedDifferenceProperties.clustered(losses))) {
      for (Figure figure : List.of(difference.absolute(), difference.relative())) {
        assertThat(figure.interval() == null || figure.interval().contains(figure.value()))
            .isTrue();
      }
    }
  }

  private static PairedDifference.Independent independent(List<Loss> losses) {
    PairedDifference.Independent difference = PairedDifference.independent("");
    losses.forEach(loss -> add(difference, loss));
    return difference;
  }

  private static PairedDifference.Clustered clustered(List<Loss> losses) {
    PairedDifference.Clustered difference = PairedDifference.clustered("");
    losses.forEach(loss -> add(difference, loss));
    return difference;
  }

  private static void add(PairedDifference.Independent difference, Loss loss) {
    difference.add(loss.candidate(), loss.baseline());
  }

  private static void add(PairedDifference.Clustered difference, Loss loss) {
    difference.add(loss.day(), loss.candidate(), loss.baseline());
  }

  private static void assertSame(PairedDifference actual, PairedDifference expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertMoved(actual.absolute(), expected.absolute(), 0);
    assertMoved(actual.relative(), expected.relative(), 0);
  }

  private static void assertMoved(Figure actual, Figure before, double by) {
    assertThat(actual.reason()).isEqualTo(before.reason());
    if (actual.defined()) {
      assertClose(actual.value(), before.value() + by);
    }
    if (actual.interval() != null && before.interval() != null) {
      assertClose(actual.interval().lower(), before.interval().lower() + by);
      assertClose(actual.interval().upper(), before.interval().upper() + by);
    }
  }

  private static void assertMirrored(Figure actual, Figure before) {
    assertThat(actual.reason()).isEqualTo(before.reason());
    if (actual.interval() != null && before.interval() != null) {
      assertClose(actual.value(), -before.value());
      assertClose(actual.interval().lower(), -before.interval().upper());
      assertClose(actual.interval().upper(), -before.interval().lower());
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
  }
}

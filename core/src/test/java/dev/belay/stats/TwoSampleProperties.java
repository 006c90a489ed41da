/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import dev.belay.stats.Moments.Joint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold for every design. */
class TwoSampleProperties {

  private static final Map<Verdict, Verdict> SWAPPED =
      Map.of(
          Verdict.BETTER, Verdict.WORSE,
          Verdict.WORSE, Verdict.BETTER,
          Verdict.EQUIVALENT, Verdict.EQUIVALENT,
          Verdict.UNDECIDED, Verdict.UNDECIDED);

  /** What a unit has: an outcome, a denominator, and both before. */
  record Unit(double outcome, double weight, double before, double weightBefore) {

    Unit times(double scale) {
      return new Unit(outcome * scale, weight, before * scale, weightBefore);
    }

    /** Moves the outcome of each weight, so that means and ratios alike move by {@code by}. */
    Unit plus(double by) {
      return new Unit(outcome + by * weight, weight, before, weightBefore);
    }
  }

  /** Designs of two arms, each from its units. */
  enum Design {
    MEANS,
    RATIOS,
    CUPED_MEANS,
    CUPED_RATIOS,
    STRATIFIED;

    TwoSample of(List<Unit> baseline, List<Unit> candidate) {
      return switch (this) {
        case MEANS -> TwoSample.means(means(baseline), means(candidate));
        case RATIOS -> TwoSample.ratios(joint(baseline, 2), joint(candidate, 2));
        case CUPED_MEANS -> TwoSample.cupedMeans(cuped(baseline), cuped(candidate));
        case CUPED_RATIOS -> TwoSample.cupedRatios(joint(baseline, 4), joint(candidate, 4));
        case STRATIFIED -> TwoSample.stratified(List.of(CUPED_RATIOS.of(baseline, candidate)));
      };
    }
  }

  private static Moments means(List<Unit> units) {
    Moments moments = new Moments();
    units.forEach(unit -> moments.add(unit.outcome() / unit.weight()));
    return moments;
  }

  private static Joint cuped(List<Unit> units) {
    Joint joint = Joint.of(2);
    units.forEach(unit -> joint.add(unit.outcome() / unit.weight(), unit.before()));
    return joint;
  }

  private static Joint joint(List<Unit> units, int quantities) {
    Joint joint = Joint.of(quantities);
    for (Unit unit : units) {
      if (quantities == 2) {
        joint.add(unit.outcome(), unit.weight());
      } else {
        joint.add(unit.outcome(), unit.weight(), unit.before(), unit.weightBefore());
      }
    }
    return joint;
  }

  @Provide
  Arbitrary<List<Unit>> arms() {
    Arbitrary<Double> outcomes = Arbitraries.doubles().between(-20, 50).ofScale(1);
    Arbitrary<Double> weights = Arbitraries.doubles().between(1, 9).ofScale(1);
    return Combinators.combine(outcomes, weights, outcomes, weights)
        .as(Unit::new)
        .list()
        .ofMinSize(8)
        .ofMaxSize(30);
  }

  @Property(tries = 300)
  void exchangingTheArms_mirrorsIntervalAndVerdict(
      @ForAll Design design,
      @ForAll("arms") List<Unit> baseline,
      @ForAll("arms") List<Unit> candidate) {
    TwoSample straight = design.of(baseline, candidate);
    TwoSample exchanged = design.of(candidate, baseline);
    assertClose(exchanged.effect().value(), -straight.effect().value());
    if (straight.effect().testable() && exchanged.effect().testable()) {
      assertClose(exchanged.effect().standardError(), straight.effect().standardError());
      assertClose(exchanged.effect().degreesOfFreedom(), straight.effect().degreesOfFreedom());
    }
    for (Criterion criterion : List.of(criterion(), criterion().withMargin(7.5))) {
      Comparison comparison = exchanged.compare(criterion);
      assertThat(comparison.verdict())
          .isEqualTo(SWAPPED.get(straight.compare(criterion).verdict()));
    }
  }

  private static Criterion criterion() {
    return Criterion.lowerIsBetter().withLeastUnits(8);
  }

  @Property(tries = 300)
  void anotherUnit_scalesTheDifferenceAndLeavesTheRelativeOne(
      @ForAll Design design,
      @ForAll("arms") List<Unit> baseline,
      @ForAll("arms") List<Unit> candidate,
      @ForAll @IntRange(min = 1, max = 10) int power) {
    double scale = Math.pow(2, power);
    TwoSample straight = design.of(baseline, candidate);
    TwoSample scaled =
        design.of(
            baseline.stream().map(unit -> unit.times(scale)).toList(),
            candidate.stream().map(unit -> unit.times(scale)).toList());
    assertClose(scaled.effect().value() / scale, straight.effect().value());
    if (straight.effect().testable() && scaled.effect().testable()) {
      assertClose(scaled.effect().standardError() / scale, straight.effect().standardError());
    }
    assertThat(scaled.relativeEffect().reason()).isEqualTo(straight.relativeEffect().reason());
    if (straight.relativeEffect().defined()) {
      assertClose(scaled.relativeEffect().value(), straight.relativeEffect().value());
    }
  }

  @Property(tries = 300)
  void aConstantAddedToBothArms_changesNothing(
      @ForAll Design design,
      @ForAll("arms") List<Unit> baseline,
      @ForAll("arms") List<Unit> candidate,
      @ForAll @IntRange(min = -50, max = 50) int more) {
    TwoSample straight = design.of(baseline, candidate);
    TwoSample moved =
        design.of(
            baseline.stream().map(unit -> unit.plus(more)).toList(),
            candidate.stream().map(unit -> unit.plus(more)).toList());
    assertClose(moved.effect().value(), straight.effect().value());
    if (straight.effect().testable() && moved.effect().testable()) {
      assertClose(moved.effect().standardError(), straight.effect().standardError());
    }
  }

  @Property(tries = 300)
  void anyOrderAndAnyPartitionOfUnits_giveTheSame(
      @ForAll("arms") List<Unit> units, @ForAll Random random) {
    List<Unit> shuffled = new ArrayList<>(units);
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(units.size() + 1);
    Joint merged = joint(shuffled.subList(0, cut), 4);
    merged.merge(joint(shuffled.subList(cut, units.size()), 4));
    assertSame(merged, joint(units, 4));
  }

  @Property(tries = 300)
  void sums_giveWhatTheUnitsGive(@ForAll("arms") List<Unit> units) {
    double[] sums = new double[2];
    double[][] products = new double[2][2];
    for (Unit unit : units) {
      double[] values = {unit.outcome(), unit.weight()};
      for (int i = 0; i < 2; i++) {
        sums[i] += values[i];
        for (int j = 0; j < 2; j++) {
          products[i][j] += values[i] * values[j];
        }
      }
    }
    assertSame(Joint.ofSums(units.size(), sums, products), joint(units, 2));
  }

  private static void assertSame(Joint actual, Joint expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    for (int i = 0; i < expected.quantities(); i++) {
      assertClose(actual.mean(i), expected.mean(i));
      for (int j = 0; j < expected.quantities(); j++) {
        assertClose(actual.covariance(i, j), expected.covariance(i, j));
      }
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {

  /**
   * Interval of the paired t test for a model and a heuristic on 40 items. SciPy 1.10 gives
   * -1.868650072515477 to -0.009849927484522514: its quantile for 39 degrees of freedom is off by
   * 8e-9. These are the bounds with the quantile to 30 digits.
   */
  @Test
  void absolute_ofFortyItems_isThePairedTInterval() {
    PairedDifference.Independent difference = independent(fortyItems());
    assertThat(difference.absolute().value()).isCloseTo(-0.93925, within(1e-12));
    assertBounds(difference.absolute(), -1.8686500763301528, -0.0098499236698468);
    assertThat(difference.absolute().excludes(0)).isTrue();
    assertThat(difference.count()).isEqualTo(40);
  }

  /** SciPy 1.10: with four items the same model is not proven better. */
  @Test
  void absolute_ofFourItems_isThePairedTIntervalAndProvesNothing() {
    PairedDifference.Independent difference = PairedDifference.independent("min");
    difference.add(Math.abs(4.79 - 5.46), Math.abs(2.77 - 5.46));
    difference.add(Math.abs(2.68 - 5.63), Math.abs(-0.72 - 5.63));
    difference.add(Math.abs(3.71 - 2.81), Math.abs(3.79 - 2.81));
    difference.add(Math.abs(6.19 - 5.89), Math.abs(10.42 - 5.89));
    assertThat(difference.absolute().value()).isCloseTo(-2.4325, within(1e-12));
    assertBounds(difference.absolute(), -5.318933038437597, 0.45393303843759636);
    assertThat(difference.absolute().excludes(0)).isFalse();
    assertThat(difference.relative().value()).isCloseTo(-0.6687285223367698, within(1e-12));
  }

  /** Cushny and Peebles' sleep data; interval as R's documentation of t.test prints it. */
  @Test
  void absolute_ofTheSleepData_isThePublishedInterval() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    Figure figure = independent(new double[][] {first, second}).absolute();
    assertThat(figure.value()).isCloseTo(-1.58, within(1e-12));
    Interval interval = Objects.requireNonNull(figure.interval());
    assertThat(interval.lower()).isCloseTo(-2.4598858, within(5e-8));
    assertThat(interval.upper()).isCloseTo(-0.7001142, within(5e-8));
  }

  /** Value as published with the 40 items; bounds by NumPy from the definition. */
  @Test
  void relative_ofFortyItems_isTheRatioWithItsDeltaInterval() {
    Figure figure = independent(fortyItems()).relative();
    assertThat(figure.value()).isCloseTo(-0.3476450448783195, within(1e-12));
    assertBounds(figure, -0.6070701064404407, -0.08821998331619829);
    assertThat(figure.unit()).isEmpty();
    assertThat(figure.method())
        .isEqualTo("relative paired difference, delta method, independent pairs, Student t");
  }

  /** Bounds by NumPy from the definition, eight clusters of five items in a row. */
  @Test
  void clusteredFigures_ofFortyItemsInEightDays_areTheSandwichAndNoLongerProveAnything() {
    PairedDifference.Clustered difference = clustered(fortyItems(), 5);
    assertThat(difference.clusters()).isEqualTo(8);
    assertThat(difference.absolute().value()).isCloseTo(-0.93925, within(1e-12));
    assertBounds(difference.absolute(), -2.079199639505579, 0.20069963950557967);
    assertBounds(difference.relative(), -0.6961113556043674, 0.0008212658477283474);
    assertThat(difference.absolute().excludes(0)).isFalse();
    assertThat(difference.absolute())
        .hasToString(
            "-0.9392 min [-2.0792, 0.2007] (95 %, n = 40, mean paired difference, "
                + "cluster-robust, 8 clusters, Student t)");
  }

  @Test
  void clusteredInterval_isTheSandwichWrittenAsADoubleSumOverPairsOfOneCluster() {
    double[][] losses = fortyItems();
    int[] clusters = new int[40];
    for (int i = 0; i < 40; i++) {
      clusters[i] = i * i % 7;
    }
    PairedDifference.Clustered difference = PairedDifference.clustered("");
    for (int i = 0; i < 40; i++) {
      difference.add(clusters[i], losses[0][i], losses[1][i]);
    }
    double tWithThreeDegrees = 3.182446305284263;
    double error = Math.sqrt(sandwich(losses, clusters));
    assertThat(difference.clusters()).isEqualTo(4);
    assertBounds(
        difference.absolute(),
        -0.93925 - tWithThreeDegrees * error,
        -0.93925 + tWithThreeDegrees * error);
  }

  /** G/(G-1) with G = n makes the sandwich s²/n exactly. */
  @Test
  void clusteredFigures_withEachPairItsOwnCluster_areThoseOfIndependentPairs() {
    PairedDifference.Clustered clustered = clustered(fortyItems(), 1);
    PairedDifference.Independent independent = independent(fortyItems());
    for (double level : new double[] {0.5, 0.95, 0.999}) {
      assertSameBounds(clustered.absolute(level), independent.absolute(level));
      assertSameBounds(clustered.relative(level), independent.relative(level));
    }
  }

  @Test
  void absolute_ofFewerThanTwoPairs_isUndefined() {
    PairedDifference.Independent difference = PairedDifference.independent("min");
    Figure undefined = Figure.undefined("fewer than 2 pairs", 0).withUnit("min");
    assertThat(difference.absolute()).isEqualTo(undefined);
    difference.add(1, 2);
    assertThat(difference.absolute().reason()).isEqualTo("fewer than 2 pairs");
    assertThat(difference.relative()).isEqualTo(Figure.undefined("fewer than 2 pairs", 1));
  }

  @Test
  void clusteredFigures_ofManyPairsInOneCluster_areUndefined() {
    PairedDifference.Clustered difference = clustered(fortyItems(), 40);
    assertThat(difference.absolute().reason()).isEqualTo("fewer than 2 clusters");
    assertThat(difference.relative()).isEqualTo(Figure.undefined("fewer than 2 clusters", 40));
  }

  @Test
  void clusteredFigures_ofTwoClusters_haveOneDegreeOfFreedom() {
    PairedDifference.Clustered difference = PairedDifference.clustered("");
    difference.add(1, 12, 10);
    difference.add(2, 14, 10);
    double quartile = 1;
    assertBounds(difference.absolute(0.5), 3 - quartile, 3 + quartile);
    assertBounds(difference.relative(0.5), 0.3 - quartile / 10, 0.3 + quartile / 10);
    assertThat(difference.toString())
        .startsWith("PairedDifference[absolute=3.000 [")
        .contains(", relative=0.3000 [");
  }

  @Test
  void equalDifferences_proveNothing() {
    PairedDifference.Independent independent = PairedDifference.independent("");
    PairedDifference.Clustered clustered = PairedDifference.clustered("");
    for (int i = 0; i < 3; i++) {
      independent.add(0.1, 1.2);
      clustered.add(i, 0.1, 1.2);
    }
    for (PairedDifference difference : new PairedDifference[] {independent, clustered}) {
      assertThat(difference.absolute().value()).isCloseTo(-1.1, within(1e-15));
      assertThat(difference.absolute().interval()).isNull();
      assertThat(difference.absolute().method()).endsWith("no interval: no spread");
      assertThat(difference.absolute().excludes(0)).isFalse();
    }
  }

  @Test
  void relative_toABaselineWithoutLoss_isUndefined() {
    PairedDifference.Independent difference = PairedDifference.independent("");
    difference.add(1, 0);
    difference.add(2, 0);
    String reason = "mean baseline loss is not above 0";
    assertThat(difference.relative()).isEqualTo(Figure.undefined(reason, 2));
    difference.add(2, -1);
    assertThat(difference.relative().reason()).isEqualTo(reason);
    assertThat(difference.absolute().defined()).isTrue();
  }

  @Test
  void relative_toABaselineNotDistinctFromZero_hasNoInterval() {
    PairedDifference.Independent difference = PairedDifference.independent("");
    difference.add(1, 1);
    difference.add(2, 5);
    assertThat(difference.relative(0.95).method())
        .endsWith("no interval: baseline loss not distinct from 0");
    assertThat(difference.relative(0.95).value()).isCloseTo(-0.5, within(1e-15));
    assertThat(difference.relative(0.5).interval()).isNotNull();
  }

  @Test
  void relative_beyondTheRangeOfADouble_isUndefinedRatherThanInfinite() {
    PairedDifference.Independent difference = PairedDifference.independent("");
    difference.add(1e70, 1e-300);
    difference.add(2e69, 2e-300);
    assertThat(difference.relative()).isEqualTo(Figure.undefined("beyond double arithmetic", 2));
  }

  @Test
  void relative_whoseIntervalIsBeyondDoubles_isUndefined() {
    PairedDifference.Independent difference = PairedDifference.independent("min");
    difference.add(1e70, 1e-238);
    difference.add(-1e70, 1e-238);
    assertThat(difference.relative()).isEqualTo(Figure.undefined("beyond double arithmetic", 2));
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1, candidateLoss", "1, -Infinity, baselineLoss", "1, 1e71, baselineLoss"})
  void add_ofALossThatIsNotUsable_isRefusedByNameAndChangesNothing(
      double candidate, double baseline, String name) {
    PairedDifference.Independent independent = independent(fortyItems());
    PairedDifference.Clustered clustered = clustered(fortyItems(), 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> independent.add(candidate, baseline))
        .withMessageStartingWith(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clustered.add(99, candidate, baseline))
        .withMessageStartingWith(name);
    assertThat(independent).hasToString(independent(fortyItems()).toString());
    assertThat(clustered).hasToString(clustered(fortyItems(), 5).toString());
  }

  @Test
  void clustersBeyondTheLimit_areDroppedAndCountedAndLeaveNoFigure() {
    PairedDifference.Clustered difference = PairedDifference.clustered("min");
    for (int cluster = 0; cluster < 100_000; cluster++) {
      difference.add(cluster, cluster % 3, 1);
    }
    assertThat(difference.absolute().defined()).isTrue();
    difference.add(100_000, 1, 1);
    difference.add(7, 1, 1);
    assertThat(difference.clusters()).isEqualTo(100_000);
    assertThat(difference.count()).isEqualTo(100_001);
    assertThat(difference.dropped()).isEqualTo(1);
    assertThat(difference.absolute().reason())
        .isEqualTo("pairs beyond 100000 clusters were dropped: 1");
    PairedDifference.Clustered other = PairedDifference.clustered("min");
    other.add(100_001, 1, 1);
    other.add(100_001, 2, 1);
    other.merge(difference);
    assertThat(other.dropped()).isEqualTo(2);
    assertThat(other.relative().defined()).isFalse();
  }

  @Test
  void merge_inAnotherUnit_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PairedDifference.independent("min").merge(PairedDifference.independent("s")))
        .withMessage("unit must be 'min': 's'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.clustered("min").merge(PairedDifference.clustered("")));
  }

  @Test
  void merge_withItself_countsEachPairTwice() {
    PairedDifference.Independent independent = independent(fortyItems());
    independent.merge(independent);
    assertThat(independent.count()).isEqualTo(80);
    assertThat(independent.absolute().value()).isCloseTo(-0.93925, within(1e-12));
    PairedDifference.Clustered clustered = clustered(fortyItems(), 5);
    Figure before = clustered.absolute();
    clustered.merge(clustered);
    assertThat(clustered.count()).isEqualTo(80);
    assertThat(clustered.clusters()).isEqualTo(8);
    assertSameBounds(clustered.absolute(), before);
  }

  /** SciPy 1.10: t = -2.0441277067096477, p = 0.04773491142554454. */
  @Test
  void effect_ofFortyItems_hasThePairedTAndTheFigures() {
    PairedDifference.Independent difference = independent(fortyItems());
    Effect effect = difference.effect();
    assertThat(effect.statistic()).isCloseTo(-2.0441277067096477, within(1e-12));
    assertThat(effect.pValue(Effect.Side.TWO_SIDED)).isCloseTo(0.04773491142554454, within(1e-11));
    assertThat(effect.degreesOfFreedom()).isEqualTo(39);
    assertThat(effect.smallestArm()).isEqualTo(40);
    assertThat(effect.clusters()).isEqualTo(40);
    assertThat(effect.figure(0.9)).isEqualTo(difference.absolute(0.9));
    assertThat(difference.relativeEffect().figure(0.9)).isEqualTo(difference.relative(0.9));
    assertThat(difference.relativeEffect().unit()).isEmpty();
  }

  @Test
  void compare_ofFewClusters_isUndecidedThoughThePairsAreMany() {
    PairedDifference.Clustered days = PairedDifference.clustered("min");
    for (int pair = 0; pair < 190; pair++) {
      days.add(pair % 19, 5 + pair % 7 / 10.0, 9);
    }
    assertThat(days.effect().clusters()).isEqualTo(19);
    Comparison few = days.compare(Comparison.Criterion.lowerIsBetter());
    assertThat(few.verdict()).isEqualTo(Comparison.Verdict.UNDECIDED);
    assertThat(few.reason()).isEqualTo("19 of the least 20 effective clusters");
    assertThat(few.more().value()).isEqualTo(10);
    for (int pair = 0; pair < 10; pair++) {
      days.add(19, 5, 9);
    }
    Comparison enough = days.compare(Comparison.Criterion.lowerIsBetter());
    assertThat(enough.verdict()).isEqualTo(Comparison.Verdict.BETTER);
    assertThat(enough.difference()).isEqualTo(days.absolute());
    assertThat(enough.relative()).isEqualTo(days.relative());
  }

  /** One day of 100 pairs and 30 of one: 130²/10,030 is 1.68. */
  @Test
  void compare_ofClustersOfVeryUnequalSize_waitsForTheEffectiveNumber() {
    PairedDifference.Clustered days = PairedDifference.clustered("min");
    for (int pair = 0; pair < 130; pair++) {
      days.add(Math.max(0, pair - 99), 5 + pair % 7 / 10.0, 9);
    }
    assertThat(days.clusters()).isEqualTo(31);
    assertThat(days.effect().clusters()).isEqualTo(1);
    Comparison few = days.compare(Comparison.Criterion.lowerIsBetter());
    assertThat(few.verdict()).isEqualTo(Comparison.Verdict.UNDECIDED);
    assertThat(few.reason()).isEqualTo("1 of the least 20 effective clusters");
  }

  /** Twenty days of 10 pairs and one of another size: 21 pairs make 20.009 days, 22 make 19.841. */
  @ParameterizedTest
  @CsvSource({"10, 21", "9, 20", "11, 20", "21, 20", "22, 19"})
  void effectiveClusters_areRoundedDown(int pairsOfTheFirst, long expected) {
    PairedDifference.Clustered days = PairedDifference.clustered("min");
    for (int day = 0; day < 21; day++) {
      for (int pair = 0; pair < (day == 0 ? pairsOfTheFirst : 10); pair++) {
        days.add(day, 5, 9);
      }
    }
    assertThat(days.effect().clusters()).isEqualTo(expected);
  }

  @Test
  void compare_ofNothing_isUndecidedForWantOfPairs() {
    Comparison none =
        PairedDifference.independent("min").compare(Comparison.Criterion.lowerIsBetter());
    assertThat(none.verdict()).isEqualTo(Comparison.Verdict.UNDECIDED);
    assertThat(none.reason()).isEqualTo("fewer than 2 pairs");
    assertThat(none.difference().unit()).isEqualTo("min");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 95})
  void figures_atALevelOutsideZeroToOne_areRefusedEvenWhereUndefined(double level) {
    PairedDifference none = PairedDifference.independent("");
    assertThatIllegalArgumentException().isThrownBy(() -> none.absolute(level));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.relative(level))
        .withMessageContaining("" + level);
  }

  /** The meat of the sandwich as its definition has it: all products within a cluster. */
  private static double sandwich(double[][] losses, int[] clusters) {
    int n = clusters.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double same = clusters[i] == clusters[j] ? 1 : 0;
        double left = losses[0][i] - losses[1][i] + 0.93925;
        sum += same * left * (losses[0][j] - losses[1][j] + 0.93925);
      }
    }
    return sum / n / n * 4 / 3;
  }

  /** Absolute errors of the model and of the heuristic. */
  private static double[][] fortyItems() {
    double[][] columns = Table.columns("paired_40.csv");
    double[][] losses = new double[2][40];
    for (int i = 0; i < 40; i++) {
      losses[0][i] = Math.abs(columns[0][i] - columns[2][i]);
      losses[1][i] = Math.abs(columns[1][i] - columns[2][i]);
    }
    return losses;
  }

  private static PairedDifference.Independent independent(double[][] losses) {
    PairedDifference.Independent difference = PairedDifference.independent("min");
    for (int i = 0; i < losses[0].length; i++) {
      difference.add(losses[0][i], losses[1][i]);
    }
    return difference;
  }

  private static PairedDifference.Clustered clustered(double[][] losses, int size) {
    PairedDifference.Clustered difference = PairedDifference.clustered("min");
    for (int i = 0; i < losses[0].length; i++) {
      difference.add(i / size, losses[0][i], losses[1][i]);
    }
    return difference;
  }

  private static void assertBounds(Figure figure, double lower, double upper) {
    Interval interval = Objects.requireNonNull(figure.interval());
    assertThat(interval.lower()).isCloseTo(lower, within(1e-9));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-9));
  }

  private static void assertSameBounds(Figure actual, Figure expected) {
    Interval interval = Objects.requireNonNull(expected.interval());
    assertBounds(actual, interval.lower(), interval.upper());
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import dev.belay.stats.Moments.Joint;
import dev.belay.stats.TwoSample.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * How often 95 % intervals of two arms hold the truth, and how often an always-valid verdict is
 * false when one looks after every unit, on simulated data of which the truth is known. Seeds are
 * fixed; with 2,000 repetitions a share of 0.95 is known to about 0.005.
 */
class ComparisonCoverageTest {

  private static final int REPETITIONS = 2_000;

  /** Skewed values: exponential with mean {@code mean}. */
  private static double skewed(Random random, double mean) {
    return -mean * Math.log1p(-random.nextDouble());
  }

  @Test
  void intervalsOfMeans_coverWithUnequalArmsOfSkewedValues() {
    Function<Random, TwoSample> split =
        random -> {
          Moments baseline = new Moments();
          Moments candidate = new Moments();
          for (int i = 0; i < 200; i++) {
            baseline.add(skewed(random, 10));
          }
          for (int i = 0; i < 80; i++) {
            candidate.add(skewed(random, 8));
          }
          return TwoSample.means(baseline, candidate);
        };
    assertThat(coverage(1, split, -2, -0.2)).allMatch(share -> share > 0.93 && share < 0.965);
  }

  @Test
  void intervalsOfProportions_cover() {
    Function<Random, TwoSample> split =
        random ->
            TwoSample.proportions(
                new Proportion(successes(random, 300, 0.3), 300),
                new Proportion(successes(random, 200, 0.45), 200));
    assertThat(coverage(2, split, 0.15, 0.5)).allMatch(share -> share > 0.935 && share < 0.965);
  }

  /** Users with several trips each, whose errors depend on each other. */
  @Test
  void intervalsOfRatios_coverWhereUnitsOfAUserDependOnEachOther() {
    Function<Random, TwoSample> split =
        random -> {
          Joint[] arms = {Joint.of(2), Joint.of(2)};
          for (int user = 0; user < 400; user++) {
            int arm = user % 2;
            int trips = 1 + random.nextInt(9);
            double own = skewed(random, arm == 0 ? 10 : 9);
            arms[arm].add(trips * (own + random.nextGaussian()), trips);
          }
          return TwoSample.ratios(arms[0], arms[1]);
        };
    assertThat(coverage(3, split, -1, -0.1)).allMatch(share -> share > 0.925 && share < 0.965);
  }

  @Test
  void intervalsOfCupedMeans_coverAndAreNarrower() {
    List<Double> widths = new ArrayList<>();
    Function<Random, TwoSample> split =
        random -> {
          Joint[] arms = {Joint.of(2), Joint.of(2)};
          Moments[] plain = {new Moments(), new Moments()};
          for (int i = 0; i < 300; i++) {
            int arm = i % 3 == 0 ? 1 : 0;
            double before = 5 + random.nextGaussian();
            double outcome = 10 + 2 * before + random.nextGaussian() - arm;
            arms[arm].add(outcome, before);
            plain[arm].add(outcome);
          }
          TwoSample adjusted = TwoSample.cupedMeans(arms[0], arms[1]);
          widths.add(
              adjusted.effect().standardError()
                  / TwoSample.means(plain[0], plain[1]).effect().standardError());
          return adjusted;
        };
    assertThat(coverage(4, split, -1, -0.05)).allMatch(share -> share > 0.935 && share < 0.965);
    double narrowing = widths.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    assertThat(narrowing).isBetween(0.42, 0.48); // √(1 - r²) with r² = 4/5
  }

  @Test
  void intervalsOfCupedRatios_cover() {
    Function<Random, TwoSample> split =
        random -> {
          Joint[] arms = {Joint.of(4), Joint.of(4)};
          for (int user = 0; user < 400; user++) {
            int arm = user % 2;
            int before = 1 + random.nextInt(9);
            int after = 1 + random.nextInt(9);
            double own = 10 + 2 * random.nextGaussian();
            double outcome = own - arm + 0.5 * random.nextGaussian();
            arms[arm].add(after * outcome, after, before * own, before);
          }
          return TwoSample.cupedRatios(arms[0], arms[1]);
        };
    assertThat(coverage(5, split, -1, -0.1)).allMatch(share -> share > 0.93 && share < 0.965);
  }

  @Test
  void intervalsOfQuantiles_cover() {
    Function<Random, TwoSample> split =
        random ->
            TwoSample.quantiles(
                Quantile.of(0.9, random.doubles(500).map(u -> -10 * Math.log1p(-u)).toArray()),
                Quantile.of(0.9, random.doubles(400).map(u -> -8 * Math.log1p(-u)).toArray()));
    double truth = -2 * Math.log(10);
    assertThat(coverage(6, split, truth, -0.2)).allMatch(share -> share > 0.925 && share < 0.97);
  }

  /** A hard stratum that the candidate happens to get more of: only stratified is it fair. */
  @Test
  void intervalsOfStrata_coverWhereTheMixOfTheArmsDiffers() {
    Function<Random, TwoSample> stratified =
        random -> TwoSample.stratified(strata(random).stream().map(s -> s.means()).toList());
    Function<Random, TwoSample> pooled =
        random -> {
          List<TwoArms> strata = strata(random);
          strata.get(0).merge(strata.get(1));
          return strata.get(0).means();
        };
    assertThat(coverage(7, stratified, -1, -1 / 15.0))
        .allMatch(share -> share > 0.93 && share < 0.965);
    assertThat(coverage(7, pooled, -1, -1 / 15.0)).allMatch(share -> share < 0.5);
  }

  @Test
  void alwaysValidVerdictsOfTwoArms_areRarelyFalseThoughOneLooksAfterEveryUnit() {
    Criterion everyLook = Criterion.lowerIsBetter().alwaysValid(400);
    Criterion oneLook = Criterion.lowerIsBetter();
    int falseAlarms = 0;
    int falseAlarmsOfOneLook = 0;
    Random random = new Random(8);
    for (int run = 0; run < 400; run++) {
      TwoArms arms = new TwoArms();
      boolean alarm = false;
      boolean oneLookAlarm = false;
      for (int i = 0; i < 1_000; i++) {
        arms.arm(i % 2).add(skewed(random, 10));
        TwoSample split = arms.means();
        alarm |= split.compare(everyLook).verdict() != Verdict.UNDECIDED;
        oneLookAlarm |= split.compare(oneLook).verdict() != Verdict.UNDECIDED;
      }
      falseAlarms += alarm ? 1 : 0;
      falseAlarmsOfOneLook += oneLookAlarm ? 1 : 0;
    }
    assertThat(falseAlarms / 400.0).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / 400));
    assertThat(falseAlarmsOfOneLook / 400.0).isGreaterThan(0.15);
  }

  /** Tuned for the burn-in itself, where the variance of the days is known worst. */
  @Test
  void alwaysValidVerdictsOfDays_areRarelyFalseThoughPairsOfADayGoWrongTogether() {
    Criterion everyLook = Criterion.lowerIsBetter().alwaysValid(300);
    int falseAlarms = 0;
    Random random = new Random(9);
    for (int run = 0; run < 400; run++) {
      PairedDifference.Clustered days = PairedDifference.clustered("min");
      boolean alarm = false;
      for (int day = 0; day < 100; day++) {
        double own = random.nextGaussian();
        for (int i = 0; i < 15; i++) {
          days.add(day, 10 + own + random.nextGaussian(), 10);
        }
        alarm |= days.compare(everyLook).verdict() != Verdict.UNDECIDED;
      }
      falseAlarms += alarm ? 1 : 0;
    }
    assertThat(falseAlarms / 400.0).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / 400));
  }

  /** Shares of the intervals that hold the true difference and the true relative difference. */
  private static List<Double> coverage(
      long seed, Function<Random, TwoSample> split, double absolute, double relative) {
    Random random = new Random(seed);
    int covered = 0;
    int coveredRelative = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      TwoSample arms = split.apply(random);
      covered += arms.absolute().excludes(absolute) ? 0 : 1;
      coveredRelative += arms.relative().excludes(relative) ? 0 : 1;
    }
    return List.of((double) covered / REPETITIONS, (double) coveredRelative / REPETITIONS);
  }

  private static long successes(Random random, int n, double share) {
    return random.doubles(n).filter(u -> u < share).count();
  }

  /** An easy stratum with losses of 10 and a hard one with 20, equally many units of each. */
  private static List<TwoArms> strata(Random random) {
    TwoArms easy = new TwoArms();
    TwoArms hard = new TwoArms();
    for (int i = 0; i < 100; i++) {
      int arm = i < 80 ? 0 : 1;
      easy.arm(arm).add(10 - arm + random.nextGaussian());
      hard.arm(1 - arm).add(20 - (1 - arm) + 3 * random.nextGaussian());
    }
    return List.of(easy, hard);
  }

  private static final class TwoArms {

    private final Moments[] arms = {new Moments(), new Moments()};

    Moments arm(int arm) {
      return arms[arm];
    }

    TwoSample means() {
      return TwoSample.means(arms[0], arms[1]);
    }

    void merge(TwoArms other) {
      arms[0].merge(other.arms[0]);
      arms[1].merge(other.arms[1]);
    }
  }
}

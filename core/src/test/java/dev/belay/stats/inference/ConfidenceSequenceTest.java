/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.stats.Proportion;
import dev.belay.stats.inference.ConfidenceSequence.BoundedMean;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Every sequence is read at every look: what a fixed interval at the same level does not survive.
 */
class ConfidenceSequenceTest {

  private static final double THREE_ERRORS = 3 * Math.sqrt(0.0475 / 1_000);

  private static Interval interval(Figure figure) {
    return Objects.requireNonNull(figure.interval());
  }

  @Test
  void bernoulli_lookedAtAfterEveryTrial_missesAtMostAsOftenAsSaid() {
    SplittableRandom random = new SplittableRandom(21);
    int missed = 0;
    int naive = 0;
    for (int run = 0; run < 1_000; run++) {
      long successes = 0;
      boolean out = false;
      boolean naiveOut = false;
      for (int trial = 1; trial <= 300; trial++) {
        successes += random.nextDouble() < 0.3 ? 1 : 0;
        Proportion observed = new Proportion(successes, trial);
        // The interval costs two searches; the evidence against the truth costs none.
        out |= evidence(observed, 0.3) > Math.log(20);
        naiveOut |= trial >= 10 && observed.figure().excludes(0.3);
      }
      missed += out ? 1 : 0;
      naive += naiveOut ? 1 : 0;
    }
    assertThat(missed / 1_000.0).isLessThan(0.05 + THREE_ERRORS);
    assertThat(naive / 1_000.0).isGreaterThan(0.2);
  }

  private static double evidence(Proportion observed, double share) {
    double variance = share * (1 - share);
    return UniformBoundary.betaBinomial(UniformBoundary.Tuning.at(100 * variance), share, 1 - share)
        .logMixture(observed.successes() - share * observed.trials(), variance * observed.trials());
  }

  @Test
  void bernoulli_intervalEnds_whereTheEvidenceDoes() {
    Interval interval = interval(ConfidenceSequence.bernoulli(new Proportion(70, 200), 100, 0.95));
    Proportion observed = new Proportion(70, 200);
    assertThat(evidence(observed, interval.lower() - 1e-9)).isGreaterThan(Math.log(20));
    assertThat(evidence(observed, interval.lower() + 1e-9)).isLessThan(Math.log(20));
    assertThat(evidence(observed, interval.upper() - 1e-9)).isLessThan(Math.log(20));
    assertThat(evidence(observed, interval.upper() + 1e-9)).isGreaterThan(Math.log(20));
  }

  @Test
  void bernoulli_ofFailuresInsteadOfSuccesses_isMirrored() {
    Interval there = interval(ConfidenceSequence.bernoulli(new Proportion(15, 50), 50));
    Interval back = interval(ConfidenceSequence.bernoulli(new Proportion(35, 50), 50));
    assertThat(back.lower()).isCloseTo(1 - there.upper(), within(1e-9));
    assertThat(back.upper()).isCloseTo(1 - there.lower(), within(1e-9));
  }

  @Test
  void withoutData_everythingIsUndefined() {
    Sample none = Sample.of();
    assertThat(ConfidenceSequence.bernoulli(new Proportion(0, 0), 50).reason())
        .isEqualTo("no trials");
    assertThat(ConfidenceSequence.quantile(none, 0.5, 50).reason()).isEqualTo("no values");
    assertThat(ConfidenceSequence.quantileTest(none, Sample.of(1), 0.5, 50))
        .isEqualTo(PValue.noEvidence("an empty sample", 1));
    assertThat(ConfidenceSequence.ofMean(0, 1).figure().reason()).isEqualTo("no values");
  }

  @Test
  void quantiles_lookedAtAgainAndAgain_missAtMostAsOftenAsSaid() {
    SplittableRandom random = new SplittableRandom(22);
    int missed = 0;
    for (int run = 0; run < 300; run++) {
      double[] values = random.doubles(800).toArray();
      boolean out = false;
      for (int n = 50; n <= 800; n += 50) {
        Sample sample = Sample.of(java.util.Arrays.copyOf(values, n));
        out |= ConfidenceSequence.quantile(sample, 0.5, 100).excludes(0.5);
        out |= ConfidenceSequence.quantile(sample, 0.9, 100).excludes(0.9);
      }
      missed += out ? 1 : 0;
    }
    assertThat(missed / 300.0).isLessThan(0.05 + 3 * Math.sqrt(0.0475 / 300));
  }

  @Test
  void quantile_narrowsWithValues_andIsMirrored() {
    Sample few = Sample.of(new SplittableRandom(1).doubles(500).toArray());
    Sample many = Sample.of(new SplittableRandom(1).doubles(20_000).toArray());
    Figure median = ConfidenceSequence.quantile(many, 0.5, 500);
    assertThat(interval(median).width())
        .isLessThan(interval(ConfidenceSequence.quantile(few, 0.5, 500)).width())
        .isLessThan(0.06);
    Sample mirrored = Sample.of(new SplittableRandom(1).doubles(500).map(x -> -x).toArray());
    Interval low = interval(ConfidenceSequence.quantile(mirrored, 0.3, 500));
    Interval high = interval(ConfidenceSequence.quantile(few, 0.7, 500));
    assertThat(low.upper()).isEqualTo(-high.lower());
  }

  @Test
  void quantile_ofFewValues_hasNoInterval_andNearTheEndOneBound() {
    Figure few = ConfidenceSequence.quantile(Sample.of(1, 2, 3), 0.5, 10);
    assertThat(few.value()).isEqualTo(2);
    assertThat(few.interval()).isNull();
    assertThat(few.method()).endsWith("no interval: too few values");
    Sample sample = Sample.of(new SplittableRandom(1).doubles(300).toArray());
    Interval high = interval(ConfidenceSequence.quantile(sample, 0.99, 100));
    assertThat(high.lower()).isBetween(0.5, 0.99);
    assertThat(high.upper()).isInfinite();
  }

  @Test
  void quantileTest_ofEqualArms_rejectsAtMostAsOftenAsSaid() {
    SplittableRandom random = new SplittableRandom(23);
    int rejected = 0;
    for (int run = 0; run < 200; run++) {
      double[] first = random.doubles(400).toArray();
      double[] second = random.doubles(400).toArray();
      boolean out = false;
      for (int n = 50; n <= 400; n += 50) {
        Sample mine = Sample.of(java.util.Arrays.copyOf(first, n));
        Sample other = Sample.of(java.util.Arrays.copyOf(second, n));
        out |= ConfidenceSequence.quantileTest(mine, other, 0.5, 100).rejects(0.05);
      }
      rejected += out ? 1 : 0;
    }
    assertThat(rejected / 200.0).isLessThan(0.05 + 3 * Math.sqrt(0.0475 / 200));
  }

  @Test
  void quantileTest_isSymmetric_andUnmovedByTies() {
    Sample first = Sample.of(new SplittableRandom(5).ints(300, 0, 20).asDoubleStream().toArray());
    Sample second = Sample.of(new SplittableRandom(6).ints(300, 8, 28).asDoubleStream().toArray());
    PValue p = ConfidenceSequence.quantileTest(first, second, 0.5, 100);
    assertThat(p.rejects(1e-6)).isTrue();
    assertThat(ConfidenceSequence.quantileTest(second, first, 0.5, 100)).isEqualTo(p);
    assertThat(ConfidenceSequence.quantileTest(first, first, 0.5, 100).value()).isEqualTo(1);
  }

  /** Heavy tails cut at the bound, two values only, and hardly any spread. */
  @Test
  void boundedMean_lookedAtAfterEveryValue_missesAtMostAsOftenAsSaid() {
    SplittableRandom random = new SplittableRandom(24);
    DoubleSupplier heavy = () -> Math.min(30, Math.pow(random.nextDouble(), -0.8) - 1);
    assertThat(missed(heavy, 30, meanOf(heavy))).isLessThan(0.05 + THREE_ERRORS);
    assertThat(missed(() -> random.nextDouble() < 0.02 ? 30 : 0, 30, 0.6))
        .isLessThan(0.05 + THREE_ERRORS);
    assertThat(missed(() -> 10 + random.nextDouble(), 30, 10.5)).isLessThan(0.05 + THREE_ERRORS);
  }

  private static double meanOf(DoubleSupplier values) {
    double sum = 0;
    for (int i = 0; i < 4_000_000; i++) {
      sum += values.getAsDouble();
    }
    return sum / 4_000_000;
  }

  private static double missed(DoubleSupplier values, double bound, double mean) {
    int missed = 0;
    for (int run = 0; run < 1_000; run++) {
      BoundedMean sequence = ConfidenceSequence.ofMean(0, bound).tightestAt(300, bound / 6);
      boolean out = false;
      for (int i = 1; i <= 400 && !out; i++) {
        sequence.add(values.getAsDouble());
        out = i % 5 == 0 && sequence.figure().excludes(mean);
      }
      missed += out ? 1 : 0;
    }
    return missed / 1_000.0;
  }

  /** What one stops on is chosen by the data: the interval still holds. */
  @Test
  void boundedMean_stoppedWhenItLooksBest_stillHoldsTheMean() {
    SplittableRandom random = new SplittableRandom(25);
    int wrong = 0;
    for (int run = 0; run < 1_000; run++) {
      BoundedMean sequence = ConfidenceSequence.ofMean(-1, 1).tightestAt(500, 0.5);
      for (int i = 0; i < 1_000; i++) {
        sequence.add(random.nextDouble(-1, 1));
        if (i % 10 == 9 && sequence.figure().excludes(0)) {
          wrong++;
          break;
        }
      }
    }
    assertThat(wrong / 1_000.0).isLessThan(0.05 + THREE_ERRORS);
  }

  @Test
  void boundedMean_isLessThanTwiceAsWideAsAFixedInterval() {
    SplittableRandom random = new SplittableRandom(26);
    BoundedMean sequence = ConfidenceSequence.ofMean(0, 1).tightestAt(2_000, 0.2887);
    for (int i = 0; i < 2_000; i++) {
      sequence.add(random.nextDouble());
    }
    double fixed = 2 * 1.96 * 0.2887 / Math.sqrt(2_000);
    assertThat(interval(sequence.figure()).width() / fixed).isBetween(1.4, 1.8);
  }

  @Test
  void boundedMean_ofConstantValues_narrows() {
    BoundedMean sequence = ConfidenceSequence.ofMean(0, 10);
    for (int i = 0; i < 10_000; i++) {
      sequence.add(7);
    }
    Interval interval = interval(sequence.figure());
    assertThat(interval.contains(7)).isTrue();
    assertThat(interval.width()).isLessThan(0.05);
  }

  @Test
  void boundedMean_merged_hasTheMeanOfAllAndStillCovers() {
    SplittableRandom random = new SplittableRandom(27);
    int missed = 0;
    for (int run = 0; run < 1_000; run++) {
      BoundedMean all = ConfidenceSequence.ofMean(0, 1);
      double sum = 0;
      boolean out = false;
      for (int part = 0; part < 8; part++) {
        BoundedMean hour = ConfidenceSequence.ofMean(0, 1);
        for (int i = 0; i < 50; i++) {
          double value = random.nextDouble();
          sum += value;
          hour.add(value);
        }
        all.merge(hour);
        out |= all.figure().excludes(0.5);
      }
      assertThat(all.figure().value()).isCloseTo(sum / 400, within(1e-12));
      assertThat(all.count()).isEqualTo(400);
      missed += out ? 1 : 0;
    }
    assertThat(missed / 1_000.0).isLessThan(0.05 + THREE_ERRORS);
  }

  @Test
  void boundedMean_scalesWithItsUnit() {
    BoundedMean unit = ConfidenceSequence.ofMean(0, 1).tightestAt(100, 0.2);
    BoundedMean scaled = ConfidenceSequence.ofMean(-50, 50).tightestAt(100, 20);
    new SplittableRandom(1)
        .doubles(300)
        .forEach(
            value -> {
              unit.add(value);
              scaled.add(100 * value - 50);
            });
    Interval small = interval(unit.figure(0.9));
    Interval large = interval(scaled.figure(0.9));
    assertThat(large.lower()).isCloseTo(100 * small.lower() - 50, within(1e-6));
    assertThat(large.upper()).isCloseTo(100 * small.upper() - 50, within(1e-6));
    assertThat(interval(unit.figure(0.99)).width()).isGreaterThan(small.width());
  }

  @Test
  void boundedMean_refusesWhatIsOutside_andStaysAsItWas() {
    BoundedMean sequence = ConfidenceSequence.ofMean(0, 10);
    sequence.add(10);
    sequence.add(0);
    Figure before = sequence.figure();
    refused(() -> sequence.add(10 + 1e-9), "value must be within [0.0, 10.0]: 10.000000001");
    refused(() -> sequence.add(-1e-9), "value must be within [0.0, 10.0]: -1.0E-9");
    refused(() -> sequence.add(Double.NaN), "value must be within [0.0, 10.0]: NaN");
    assertThat(sequence.figure()).isEqualTo(before);
    assertThat(sequence.toString()).startsWith("BoundedMean[0.0 to 10.0, 5.000");
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    refused(
        () -> ConfidenceSequence.ofMean(1, 1), "lower bound must be below upper bound: [1.0, 1.0]");
    refused(
        () -> ConfidenceSequence.ofMean(0, Double.POSITIVE_INFINITY),
        "upper must be finite and at most 1.0E70 in size: Infinity");
    BoundedMean sequence = ConfidenceSequence.ofMean(0, 1);
    refused(() -> sequence.tightestAt(0, 1), "values must be at least 1: 0");
    refused(
        () -> sequence.tightestAt(1, 0),
        "standardDeviation must be above 0 and at most 1.0E70: 0.0");
    refused(() -> sequence.figure(0), "level must be between 0 and 1: 0.0");
    refused(() -> sequence.merge(sequence), "a sequence cannot be merged into itself: " + sequence);
    BoundedMean other = ConfidenceSequence.ofMean(0, 2);
    refused(
        () -> sequence.merge(other),
        "bounds and tuning must be the same: " + sequence + ", " + other);
    BoundedMean tuned = sequence.tightestAt(5, 0.5);
    refused(
        () -> sequence.merge(tuned),
        "bounds and tuning must be the same: " + sequence + ", " + tuned);
    sequence.add(0.5);
    assertThatIllegalStateException()
        .isThrownBy(() -> sequence.tightestAt(5, 0.5))
        .withMessage("a sequence is tuned before its values: 1");
  }

  @Test
  void misuseOfTheFactories_isRefusedWithTheValue() {
    Proportion half = new Proportion(1, 2);
    Sample sample = Sample.of(1, 2);
    refused(() -> ConfidenceSequence.bernoulli(half, 0), "tightestAt must be at least 1: 0");
    refused(() -> ConfidenceSequence.bernoulli(half, 1, 1), "level must be between 0 and 1: 1.0");
    refused(() -> ConfidenceSequence.quantile(sample, 0, 1), "q must be between 0 and 1: 0.0");
    refused(() -> ConfidenceSequence.quantile(sample, 0.5, 0), "tightestAt must be at least 1: 0");
    refused(
        () -> ConfidenceSequence.quantile(sample, 0.5, 1, 0), "level must be between 0 and 1: 0.0");
    refused(
        () -> ConfidenceSequence.quantileTest(sample, sample, 1, 1),
        "q must be between 0 and 1: 1.0");
    refused(
        () -> ConfidenceSequence.quantileTest(sample, sample, 0.5, 0),
        "tightestAt must be at least 1: 0");
  }

  private static void refused(ThrowingCallable misuse, String message) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessage(message);
  }
}

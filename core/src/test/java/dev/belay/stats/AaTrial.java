/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import dev.belay.stats.inference.ConfidenceSequence;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One experiment of a simulation: outcomes come in, and after each of them somebody looks at it
 * twice, once with the interval for every look and once with that for one look.
 */
abstract class AaTrial {

  static final double LEVEL = 0.95;
  private static final int TABLE = 4_001;
  private static final double[] STUDENT = new double[TABLE];

  static {
    for (int freedom = 1; freedom < TABLE; freedom++) {
      STUDENT[freedom] = TDistribution.of(freedom).inverseSurvivalProbability((1 - LEVEL) / 2);
    }
  }

  final AaLosses losses;
  final double gain;
  final double[] pair = new double[2];

  AaTrial(AaLosses losses, double gain) {
    this.losses = losses;
    this.gain = gain;
  }

  /** Adds what there is to see at the next look. */
  abstract void next(Random random);

  /** Whether the interval for every look excludes 0. */
  abstract boolean decided();

  /** Whether Student's interval, made for one look, excludes 0. */
  abstract boolean decidedForOneLook();

  /** The mean difference and its standard error so far. */
  abstract Effect effect();

  static boolean studentExcludesZero(Effect effect) {
    return effect.testable()
        && Math.abs(effect.statistic())
            > STUDENT[(int) Math.min(TABLE - 1, effect.degreesOfFreedom())];
  }

  /**
   * Both predict each unit, and the difference of their bounded losses has a confidence sequence
   * that needs no large sample, hence no burn-in.
   */
  static final class Bounded extends AaTrial {

    private final PairedDifference.Independent difference = PairedDifference.independent("min");
    private final ConfidenceSequence.BoundedMean mean;
    private double sum;
    private double reach;

    Bounded(AaLosses losses, double gain, Tuning tuning) {
      super(losses, gain);
      mean =
          ConfidenceSequence.ofMean(-losses.bound(), losses.bound())
              .tightestAt(tuning.tunedFor(), losses.deviation());
    }

    @Override
    void next(Random random) {
      losses.next(random, 0, gain, pair);
      difference.add(pair[0], pair[1]);
      mean.add(pair[0] - pair[1]);
      sum += pair[0] - pair[1];
    }

    /** The reach of the sum never shrinks, so a sum within an earlier one need not be looked at. */
    @Override
    boolean decided() {
      if (Math.abs(sum) <= reach) {
        return false;
      }
      Figure figure = mean.figure(LEVEL);
      Interval interval = Objects.requireNonNull(figure.interval());
      double wider = Math.max(figure.value() - interval.lower(), interval.upper() - figure.value());
      reach = wider * mean.count();
      return figure.excludes(0);
    }

    @Override
    boolean decidedForOneLook() {
      return difference.count() >= 30 && studentExcludesZero(effect());
    }

    @Override
    Effect effect() {
      return difference.effect();
    }
  }

  /**
   * What is fixed beforehand.
   *
   * @param tunedFor the number of units at which the interval is to be narrowest
   * @param burnIn the least number of units in each arm, or of clusters
   */
  record Tuning(long tunedFor, long burnIn) {}

  /** A trial that is judged by a criterion. */
  abstract static class Judged extends AaTrial {

    private final long tunedFor;
    private final long burnIn;

    Judged(AaLosses losses, double gain, Tuning tuning) {
      super(losses, gain);
      this.tunedFor = tuning.tunedFor();
      this.burnIn = tuning.burnIn();
    }

    abstract Comparison compare(Comparison.Criterion criterion);

    /** The number of units in the smaller arm or the effective number of clusters. */
    abstract long evidence();

    private boolean enough() {
      return evidence() >= burnIn;
    }

    @Override
    final boolean decided() {
      boolean decided = enough() && effect().alwaysValid(LEVEL, tunedFor).figure(LEVEL).excludes(0);
      if (decided && verdict() == Comparison.Verdict.UNDECIDED) {
        throw new AssertionError("the interval decides, the verdict does not: " + effect());
      }
      return decided;
    }

    @Override
    final boolean decidedForOneLook() {
      return enough() && studentExcludesZero(effect());
    }

    /** The verdict in full, which costs more than the interval that decides it. */
    final Comparison.Verdict verdict() {
      Comparison.Criterion criterion =
          Comparison.Criterion.lowerIsBetter()
              .alwaysValid(tunedFor)
              .withLeastUnits(burnIn)
              .withLeastClusters(burnIn);
      return compare(criterion).verdict();
    }
  }

  /** Both predict each unit. */
  static final class Paired extends Judged {

    private final PairedDifference.Independent difference = PairedDifference.independent("min");

    Paired(AaLosses losses, double gain, Tuning tuning) {
      super(losses, gain, tuning);
    }

    @Override
    void next(Random random) {
      losses.next(random, 0, gain, pair);
      difference.add(pair[0], pair[1]);
    }

    @Override
    long evidence() {
      return difference.count();
    }

    @Override
    Effect effect() {
      return difference.effect();
    }

    @Override
    Comparison compare(Comparison.Criterion criterion) {
      return difference.compare(criterion);
    }
  }

  /** A coin decides who serves each unit. */
  static final class Split extends Judged {

    private final Moments candidate = new Moments();
    private final Moments baseline = new Moments();

    Split(AaLosses losses, double gain, Tuning tuning) {
      super(losses, gain, tuning);
    }

    @Override
    void next(Random random) {
      losses.next(random, 0, gain, pair);
      if (random.nextBoolean()) {
        candidate.add(pair[0]);
      } else {
        baseline.add(pair[1]);
      }
    }

    @Override
    long evidence() {
      return Math.min(candidate.count(), baseline.count());
    }

    @Override
    Effect effect() {
      return TwoSample.means(baseline, candidate).effect();
    }

    @Override
    Comparison compare(Comparison.Criterion criterion) {
      return TwoSample.means(baseline, candidate).compare(criterion);
    }
  }

  /** Both predict each unit, days of 5 to 25 units go wrong together, one looks once a day. */
  static final class Days extends Judged {

    static final int MEAN_UNITS = 15;
    private final PairedDifference.Clustered difference = PairedDifference.clustered("min");
    private final double[] other = new double[2];
    private long day;
    private long allUnits;
    private long squaredUnits;

    Days(AaLosses losses, double gain, Tuning tuning) {
      super(losses, gain, tuning);
    }

    @Override
    void next(Random random) {
      double ofCandidate = dayEffect(random);
      double ofBaseline = dayEffect(random);
      int units = MEAN_UNITS - 10 + random.nextInt(21);
      for (int unit = 0; unit < units; unit++) {
        losses.next(random, ofCandidate, gain, pair);
        losses.next(random, ofBaseline, 0, other);
        difference.add(day, pair[0], other[1]);
      }
      day++;
      allUnits += units;
      squaredUnits += (long) units * units;
    }

    private double dayEffect(Random random) {
      return losses.bounded() ? AaLosses.student(random) / 3 : random.nextGaussian();
    }

    /** The effective number of days, which are not of one size. */
    @Override
    long evidence() {
      return allUnits * allUnits / Math.max(1, squaredUnits);
    }

    @Override
    Effect effect() {
      return difference.effect();
    }

    @Override
    Comparison compare(Comparison.Criterion criterion) {
      return difference.compare(criterion);
    }
  }
}

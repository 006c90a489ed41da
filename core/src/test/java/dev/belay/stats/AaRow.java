/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One row of the simulation: many experiments of a design, each looked at after every outcome.
 *
 * @param design what is compared with what, and when one looks
 * @param losses where the losses come from
 */
record AaRow(Design design, AaLosses losses) {

  /** What is compared with what. */
  enum Design {
    /** Both predict every unit. */
    PAIRED("pairs, after each", 1),
    /** Half of the units go to either. */
    SPLIT("split 50:50, after each unit", 1),
    /** Both predict every unit, and the exact sequence of bounded losses decides. */
    BOUNDED("pairs, after each, exact for bounded losses", 1),
    /** Both predict every unit, and days go wrong together. */
    DAYS("pairs in days that go wrong together, after each day", AaTrial.Days.MEAN_UNITS);

    private final String text;
    private final int unitsPerLook;

    Design(String text, int unitsPerLook) {
      this.text = text;
      this.unitsPerLook = unitsPerLook;
    }

    AaTrial trial(AaLosses losses, double gain, AaTrial.Tuning tuning) {
      return switch (this) {
        case PAIRED -> new AaTrial.Paired(losses, gain, tuning);
        case SPLIT -> new AaTrial.Split(losses, gain, tuning);
        case BOUNDED -> new AaTrial.Bounded(losses, gain, tuning);
        case DAYS -> new AaTrial.Days(losses, gain, tuning);
      };
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * How experiments are run.
   *
   * @param gain how much better the candidate is
   * @param tunedFor the look at which the interval for every look is to be narrowest
   * @param burnIn the look before which nothing is decided
   * @param looks the number of looks
   * @param onceAt the look at which a test for one look is due
   */
  record Plan(double gain, int tunedFor, int burnIn, int looks, int onceAt) {}

  /** Enough to know the number of looks to about 2 %. */
  private static final int PILOT_UNITS = 600_000;

  /** The look of a decision that was never made. */
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * What came of it.
   *
   * @param stops the look at which each experiment was decided for every look
   * @param decidedForOneLook how many experiments the interval for one look decided at any look
   * @param atOnce how many it decided when looked at only once, at the given look
   */
  record Result(long[] stops, long decidedForOneLook, long atOnce) {

    double share(long count) {
      return (double) count / stops.length;
    }

    double decided() {
      return share(Arrays.stream(stops).filter(stop -> stop != NEVER).count());
    }

    double standardError() {
      return Math.sqrt(decided() * (1 - decided()) / stops.length);
    }

    /** The median look of a decision, all experiments counted; infinite if half had none. */
    double medianStop() {
      long[] sorted = stops.clone();
      Arrays.sort(sorted);
      long middle = sorted[stops.length / 2];
      return middle == NEVER ? Double.POSITIVE_INFINITY : middle;
    }
  }

  /** Runs experiments with seeds of their own, so that threads change nothing. */
  Result run(int runs, long seed, Plan plan) {
    long[][] each =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> experiment(mixed(seed, run), plan))
            .toArray(long[][]::new);
    return new Result(column(each, 0).toArray(), column(each, 1).sum(), column(each, 2).sum());
  }

  private static LongStream column(long[][] rows, int column) {
    return Arrays.stream(rows).mapToLong(row -> row[column]);
  }

  AaTrial trial(Plan plan) {
    long units = (long) plan.tunedFor() * design.unitsPerLook;
    return design.trial(losses, plan.gain(), new AaTrial.Tuning(units, plan.burnIn()));
  }

  private long[] experiment(long seed, Plan plan) {
    Random random = new Random(seed);
    AaTrial experiment = trial(plan);
    int onceAt = plan.onceAt();
    long[] result = {NEVER, 0, 0};
    for (int look = 1; look <= plan.looks(); look++) {
      experiment.next(random);
      if (result[0] == NEVER && experiment.decided()) {
        result[0] = look;
      }
      if (look == onceAt || result[1] == 0) {
        boolean decided = experiment.decidedForOneLook();
        result[1] = decided ? 1 : result[1];
        result[2] = look == onceAt && decided ? 1 : result[2];
      }
      if (result[0] != NEVER && result[1] == 1 && look >= onceAt) {
        break;
      }
    }
    return result;
  }

  /**
   * The number of looks after which a test for one look has a power of 80 % at level 95 %: with
   * Guenther's correction for an estimated variance (The American Statistician 35(4), 1981, pp.
   * 243-244).
   */
  int looksForOneTest(long seed, double gain) {
    AaTrial pilot = trial(new Plan(gain, 1, 2, 1, 1));
    Random random = new Random(seed);
    int looked = PILOT_UNITS / design.unitsPerLook;
    for (int look = 0; look < looked; look++) {
      pilot.next(random);
    }
    Effect effect = pilot.effect();
    double quantiles = 1.959963984540054 + 0.8416212335729143;
    double looksPerSquare = looked * Math.pow(effect.standardError() / effect.value(), 2);
    return (int) Math.ceil(quantiles * quantiles * looksPerSquare + 1.92);
  }

  /** The finaliser of MurmurHash3, 64 bits: neighbouring seeds start far apart. */
  private static long mixed(long seed, long run) {
    long mixed = seed * 0x9e3779b97f4a7c15L + run;
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Random;

/**
 * Where the losses of a simulation come from. A stream is exchangeable, candidate for baseline,
 * unless it says otherwise: at a gain of 0 both lose the same on average.
 */
enum AaLosses {
  /** Normal losses whose common part makes them correlate by 0.64. */
  NORMAL("normal", false) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      double common = 1.6 * random.nextGaussian();
      pair[0] = 10 + day + common + 1.2 * random.nextGaussian() - gain;
      pair[1] = 10 + day + common + 1.2 * random.nextGaussian();
    }
  },
  /** Absolute errors of Student's t with 3 degrees of freedom, without a bound. */
  HEAVY("Student t3 errors", false) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      double common = student(random) + day;
      pair[0] = Math.abs(3 * (common + student(random)) * (1 - gain));
      pair[1] = Math.abs(3 * (common + student(random)));
    }
  },
  /** The same, bounded: min(|e|, 30). */
  HEAVY_BOUNDED("Student t3 errors, losses capped at 30", true) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      HEAVY.next(random, day, gain, pair);
      pair[0] = Math.min(BOUND, pair[0]);
      pair[1] = Math.min(BOUND, pair[1]);
    }
  },
  /** The same, bounded nearer to what is usual. */
  HEAVY_CLOSELY_BOUNDED("Student t3 errors, losses capped at 12", true) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      HEAVY.next(random, day, gain, pair);
      pair[0] = Math.min(bound(), pair[0]);
      pair[1] = Math.min(bound(), pair[1]);
    }

    @Override
    double bound() {
      return 12;
    }
  },
  /** Lognormal losses, bounded. */
  LOGNORMAL_BOUNDED("lognormal errors, losses capped at 30", true) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      double common = 0.7 * random.nextGaussian() + day;
      pair[0] = Math.min(BOUND, 3 * Math.exp(common + 0.7 * random.nextGaussian()) * (1 - gain));
      pair[1] = Math.min(BOUND, 3 * Math.exp(common + 0.7 * random.nextGaussian()));
    }
  },
  /**
   * A lognormal loss, bounded, against a constant one of the same mean: as skewed as a difference
   * can be.
   */
  SKEWED_BOUNDED("lognormal errors, losses capped at 30, against a constant", true) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      pair[0] = Math.min(BOUND, 3 * Math.exp(random.nextGaussian() + day)) * (1 - gain);
      pair[1] = MEAN_OF_SKEWED;
    }
  },
  /** The same without a bound. */
  SKEWED("lognormal errors, against a constant", false) {
    @Override
    void next(Random random, double day, double gain, double[] pair) {
      pair[0] = 3 * Math.exp(random.nextGaussian() + day) * (1 - gain);
      pair[1] = 3 * Math.exp(0.5);
    }
  };

  private static final double BOUND = 30;

  /** 3 e^½ Φ(ln 10 - 1) + 30 (1 - Φ(ln 10)), the mean of min(3 e^Z, 30). */
  private static final double MEAN_OF_SKEWED = 4.789093227443117;

  private final String text;
  private final boolean bounded;

  AaLosses(String text, boolean bounded) {
    this.text = text;
    this.bounded = bounded;
  }

  /** Fills in the losses of candidate and baseline on one unit of a day. */
  abstract void next(Random random, double day, double gain, double[] pair);

  /** The deviation of the difference, as somebody might guess it beforehand. */
  double deviation() {
    return 5;
  }

  /** The bound C of bounded losses. */
  double bound() {
    return BOUND;
  }

  boolean bounded() {
    return bounded;
  }

  static double student(Random random) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double normal = random.nextGaussian();
      squares += normal * normal;
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }

  @Override
  public String toString() {
    return text;
  }
}

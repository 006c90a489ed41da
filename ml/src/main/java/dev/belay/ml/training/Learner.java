/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;
import java.util.Locale;

/**
 * An algorithm and its settings: {@link Boosting} or {@link RandomForest}. Immutable. Its text says
 * everything that decides the model besides data and seed.
 */
public abstract sealed class Learner permits Boosting, RandomForest {
  private final Loss loss;

  Learner(Loss loss) {
    this.loss = loss;
  }

  /** {@return what it minimises} */
  public final Loss loss() {
    return loss;
  }

  /** How many trees it trains. */
  abstract int size();

  /** A rough cost, from figures measured once on one machine; see the module's README. */
  abstract double secondsEstimated(int rows, int features, int threads);

  /** Refuses what this algorithm cannot learn from, beyond what none can. */
  void require(Examples train) {}

  abstract CompiledForest train(Job job);

  static double requireAbove(double least, double value, String what) {
    if (!(value > least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be above " + least + ": " + value);
    }
    return value;
  }

  static int requireBetween(int least, int value, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be between %d and %d: %d", what, least, most, value));
    }
    return value;
  }

  static double requireShare(double value, String what) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " must be above 0 and at most 1: " + value);
    }
    return value;
  }
}

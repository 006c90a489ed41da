/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * What is staked on p-values being small, and won: in logarithms, since the product of a few
 * hundred factors is beyond doubles. Mutable.
 */
abstract sealed class Bet {

  private Bet() {}

  /** Starts again with a capital of 1. */
  abstract void begin();

  abstract void take(double p);

  abstract double logCapital();

  /** Multiplies by ε p^(ε - 1), whose mean over uniform p is 1. */
  static final class Power extends Bet {

    private final double epsilon;
    private double logCapital;

    Power(double epsilon) {
      this.epsilon = epsilon;
    }

    @Override
    void begin() {
      logCapital = 0;
    }

    @Override
    void take(double p) {
      logCapital += Math.log(epsilon) + (epsilon - 1) * Math.log(p);
    }

    @Override
    double logCapital() {
      return logCapital;
    }

    @Override
    public String toString() {
      return "power " + epsilon;
    }
  }

  /**
   * The integral of all powers over ε from 0 to 1: with L the sum of -ln p over n values it is the
   * integral of εⁿ e^(L(1 - ε)), that is e^L L^-(n + 1) γ(n + 1, L).
   */
  static final class SimpleMixture extends Bet {

    /** How many standard deviations below its mean γ is still far above the smallest double. */
    private static final double FARTHEST = 20;

    private long count;
    private double sum;

    @Override
    void begin() {
      count = 0;
      sum = 0;
    }

    @Override
    void take(double p) {
      count++;
      sum -= Math.log(p);
    }

    @Override
    double logCapital() {
      double shape = count + 1.0;
      return sum < shape - FARTHEST * Math.sqrt(shape) || sum < 1 ? series(shape) : closed(shape);
    }

    private double closed(double shape) {
      return sum
          - shape * Math.log(sum)
          + LogGamma.value(shape)
          + Math.log(RegularizedGamma.P.value(shape, sum));
    }

    /** The same as the sum over k of L^k n! / (n + 1 + k)!, whose terms fall from the first on. */
    private double series(double shape) {
      double term = 1 / shape;
      double total = term;
      for (int k = 1; term > total * 1e-17; k++) {
        term *= sum / (shape + k);
        total += term;
      }
      return Math.log(total);
    }

    @Override
    public String toString() {
      return "simple mixture";
    }
  }
}

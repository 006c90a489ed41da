/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import org.apache.commons.numbers.gamma.LogGamma;

/** Counts drawn with unknown shares that a Dirichlet prior centres on the intended ones. */
final class DirichletMultinomial {

  private DirichletMultinomial() {}

  /**
   * The logarithm of B(α + n) / B(α) / Π θᵢ^nᵢ with α = concentration · θ: how much likelier the
   * counts are under the prior than under the shares θ themselves.
   */
  static double logBayesFactor(double concentration, double[] shares, long[] counts) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < shares.length; i++) {
      double prior = concentration * shares[i];
      sum += logRising(prior, (double) counts[i]) - counts[i] * Math.log(shares[i]);
      total += counts[i];
    }
    return sum - logRising(concentration, total);
  }

  private static double logRising(double from, double steps) {
    return LogGamma.value(from + steps) - LogGamma.value(from);
  }
}

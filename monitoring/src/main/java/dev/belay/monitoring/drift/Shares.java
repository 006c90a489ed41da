/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import java.util.function.DoubleBinaryOperator;

/** Two distributions over the same columns, and how far apart they are. */
final class Shares {

  private final double[] reference;
  private final double[] current;

  /** Keeps the arrays, which nobody may change. */
  Shares(double[] reference, double[] current) {
    this.reference = reference;
    this.current = current;
  }

  double psi() {
    return sum((r, c) -> (r - c) * Math.log(r / c));
  }

  double jensenShannon() {
    return Math.sqrt(Math.max(0, sum(Shares::bits) / 2));
  }

  double hellinger() {
    return Math.sqrt(sum((r, c) -> Math.pow(Math.sqrt(r) - Math.sqrt(c), 2)) / 2);
  }

  double totalVariation() {
    return sum((r, c) -> Math.abs(r - c)) / 2;
  }

  double largestDifference() {
    double largest = 0;
    for (int i = 0; i < reference.length; i++) {
      largest = Math.max(largest, Math.abs(reference[i] - current[i]));
    }
    return largest;
  }

  private double sum(DoubleBinaryOperator term) {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      sum += term.applyAsDouble(reference[i], current[i]);
    }
    return sum;
  }

  /** What a column adds to twice the divergence. */
  private static double bits(double r, double c) {
    double mean = (r + c) / 2;
    return bitsFrom(mean, r) + bitsFrom(mean, c);
  }

  private static double bitsFrom(double mean, double share) {
    return share == 0 ? 0 : share * Math.log(share / mean) / Math.log(2);
  }
}

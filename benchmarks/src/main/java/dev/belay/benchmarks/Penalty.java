/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

/** What an error costs. A rule and a model are compared by the one they were made for. */
enum Penalty {
  /** Its size, smallest for a median. */
  ABSOLUTE("min") {
    @Override
    double of(double predicted, double actual) {
      return Math.abs(predicted - actual);
    }
  },
  /** Its square, smallest for a mean. */
  SQUARED("min²") {
    @Override
    double of(double predicted, double actual) {
      return (predicted - actual) * (predicted - actual);
    }
  };

  private final String unit;

  Penalty(String unit) {
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  abstract double of(double predicted, double actual);
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/**
 * What a comparison is planned to be, but for its size.
 *
 * @param design whose standard errors it has
 * @param test the test that is made
 * @param alternative the direction of effects that count
 * @param ratio the units of the second arm for each of the first
 * @param bothTails whether an alarm in the wrong direction counts too
 */
record PowerPlan(
    PowerDesign design, PowerTest test, Alternative alternative, double ratio, boolean bothTails) {

  static PowerPlan of(PowerDesign design) {
    return new PowerPlan(design, new PowerTest.Fixed(), Alternative.TWO_SIDED, 1, false);
  }

  PowerPlan with(PowerTest test) {
    return new PowerPlan(design, test, alternative, ratio, bothTails);
  }

  PowerPlan with(Alternative alternative) {
    return new PowerPlan(design, test, alternative, ratio, bothTails);
  }

  PowerPlan with(double ratio) {
    return new PowerPlan(design, test, alternative, ratio, bothTails);
  }

  PowerPlan countingBothTails() {
    return new PowerPlan(design, test, alternative, ratio, true);
  }

  /** The probability of finding an effect with {@code n} units in the first arm. */
  double found(double effect, double n, double alpha) {
    double real = design.realError(effect, ratio) / Math.sqrt(n);
    double inflation = design.testedError(effect, ratio) / Math.sqrt(n) / real;
    PowerTest.Size size =
        new PowerTest.Size(
            alpha / alternative.sides(),
            alternative.sides(),
            n * design.units(ratio),
            design.degreesOfFreedom(n, ratio));
    double directed = alternative.directed(effect) / real;
    double found = test.found(directed, inflation, size);
    return bothTails && alternative == Alternative.TWO_SIDED
        ? found + test.found(-directed, inflation, size)
        : found;
  }

  /** The units of all arms. */
  long units(double n) {
    return (long) Math.ceil(n * design.units(ratio));
  }

  String description() {
    String sides = alternative.sides() == 2 ? "two-sided" : "one-sided";
    return design.name() + ", " + test.name() + ", " + sides;
  }
}

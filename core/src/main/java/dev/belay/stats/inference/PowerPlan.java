/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.stats.Effect.Side;

/**
 * What a comparison is planned to be, but for its size.
 *
 * @param design whose standard errors it has
 * @param test the test that is made
 * @param side the direction of effects that count
 * @param ratio the units of the second arm for each of the first
 * @param bothTails whether an alarm in the wrong direction counts too
 */
record PowerPlan(PowerDesign design, PowerTest test, Side side, double ratio, boolean bothTails) {

  static PowerPlan of(PowerDesign design) {
    return new PowerPlan(design, new PowerTest.Fixed(), Side.TWO_SIDED, 1, false);
  }

  PowerPlan with(PowerTest test) {
    return new PowerPlan(design, test, side, ratio, bothTails);
  }

  PowerPlan with(Side side) {
    return new PowerPlan(design, test, side, ratio, bothTails);
  }

  PowerPlan with(double ratio) {
    return new PowerPlan(design, test, side, ratio, bothTails);
  }

  PowerPlan countingBothTails() {
    return new PowerPlan(design, test, side, ratio, true);
  }

  /** The probability of finding an effect with {@code n} units in the first arm. */
  double found(double effect, double n, double alpha) {
    double real = design.realError(effect, ratio) / Math.sqrt(n);
    double inflation = design.testedError(effect, ratio) / Math.sqrt(n) / real;
    PowerTest.Size size =
        new PowerTest.Size(
            alpha / Sides.count(side),
            Sides.count(side),
            n * design.units(ratio),
            design.degreesOfFreedom(n, ratio));
    double directed = Sides.directed(side, effect) / real;
    double found = test.found(directed, inflation, size);
    return bothTails && side == Side.TWO_SIDED
        ? found + test.found(-directed, inflation, size)
        : found;
  }

  /** The units of all arms. */
  long units(double n) {
    return (long) Math.ceil(n * design.units(ratio));
  }

  String description() {
    String sides = Sides.count(side) == 2 ? "two-sided" : "one-sided";
    return design.name() + ", " + test.name() + ", " + sides;
  }
}

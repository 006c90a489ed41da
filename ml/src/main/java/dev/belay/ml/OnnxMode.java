/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** The tests of a split: a row goes to the true side where its value passes. */
enum OnnxMode {
  BRANCH_LEQ(true, true),
  BRANCH_LT(true, false),
  BRANCH_GTE(false, false),
  BRANCH_GT(false, true);

  private final boolean passesBelow;

  /** Whether a value that is the threshold goes where the smaller ones go. */
  private final boolean joinsBelow;

  OnnxMode(boolean passesBelow, boolean joinsBelow) {
    this.passesBelow = passesBelow;
    this.joinsBelow = joinsBelow;
  }

  static OnnxMode of(String name) {
    for (OnnxMode mode : values()) {
      if (mode.name().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("the trees have a split of the mode " + Quoted.of(name));
  }

  /** {@return the smallest double that goes to the high side once it is a float} */
  double leastHigh(float threshold) {
    if (mirrored(threshold)) {
      return Double.NEGATIVE_INFINITY;
    }
    return SinglePrecision.leastReaching(joinsBelow ? Math.nextUp(threshold) : threshold);
  }

  boolean passesHigh(float threshold) {
    return passesBelow == mirrored(threshold);
  }

  /**
   * Nothing is above infinity, so the split separates what is there, as the high side, from NaN.
   */
  private boolean mirrored(float threshold) {
    return joinsBelow && threshold == Float.POSITIVE_INFINITY;
  }
}

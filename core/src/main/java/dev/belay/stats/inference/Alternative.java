/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/** What a test holds against its null hypothesis of no difference. */
public enum Alternative {
  /** There is a difference, in either direction. */
  TWO_SIDED,
  /** The first is less than the second, or the effect is below zero. */
  LESS,
  /** The first is greater than the second, or the effect is above zero. */
  GREATER;

  int sides() {
    return this == TWO_SIDED ? 2 : 1;
  }

  /** The effect as seen in the direction of the alternative. */
  double directed(double effect) {
    return switch (this) {
      case TWO_SIDED -> Math.abs(effect);
      case LESS -> -effect;
      case GREATER -> effect;
    };
  }
}

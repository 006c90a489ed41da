/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.stats.Effect.Side;

/** What the sides of a test mean for its arithmetic. */
final class Sides {

  private Sides() {}

  /** In how many directions a difference counts. */
  static int count(Side side) {
    return side == Side.TWO_SIDED ? 2 : 1;
  }

  /** The effect as seen in the direction that counts. */
  static double directed(Side side, double effect) {
    return switch (side) {
      case TWO_SIDED -> Math.abs(effect);
      case LESS -> -effect;
      case GREATER -> effect;
    };
  }
}

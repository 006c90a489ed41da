/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.traffic.Arm;

/**
 * An answer and where it comes from.
 *
 * @param value the answer in the unit of the rule and of the model; finite
 * @param origin why it has this value
 * @param arm the group its key was assigned to, whatever answered
 * @param version the version of the model that stood behind the answer, asked or not; {@code
 *     "none"} without one
 */
public record Prediction(double value, Origin origin, Arm arm, String version) {

  /** {@return true if the model answered} */
  public boolean fromModel() {
    return origin == Origin.MODEL;
  }
}

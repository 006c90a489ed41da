/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Origin;
import dev.belay.traffic.Arm;

/**
 * A prediction and what came of it.
 *
 * @param stage the index of the rollout's stage it was made in
 * @param arm the group its key was in
 * @param origin why it had its value
 * @param forecast the values
 * @param actual what happened
 */
record Joined(int stage, Arm arm, Origin origin, Forecast forecast, Outcome actual) {

  /**
   * The values of one prediction.
   *
   * @param served what the caller got
   * @param rule the rule's value, NaN if it was not computed
   * @param model the model's value, NaN if there was none to be believed
   */
  record Forecast(double served, double rule, double model) {

    /** Whether rule and model can be compared on it. */
    boolean paired() {
      return !Double.isNaN(rule) && !Double.isNaN(model);
    }
  }

  /**
   * What happened.
   *
   * @param day the local day
   * @param minutes the delay
   */
  record Outcome(long day, double minutes) {}
}

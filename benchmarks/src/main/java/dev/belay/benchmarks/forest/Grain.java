/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

/** What the continuous features of the reference data look like. */
public enum Grain {
  /** 128 levels each. */
  QUANTISED,
  /** Nearly as many distinct values as rows, each of which a float holds exactly. */
  RAW
}

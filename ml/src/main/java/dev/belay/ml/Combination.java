/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** What the leaves of a forest add up to. */
enum Combination {
  SUM,

  /** The sum, divided by the number of trees. */
  MEAN
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** A side of a split in a tree. */
public enum Side {
  /** Where values below the threshold go. */
  LOW,

  /** Where values at or above the threshold go. */
  HIGH
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

/** Where an alert stands. */
public enum Phase {
  /** Nothing is wrong. */
  INACTIVE,
  /** Something is, and not yet for long enough. */
  PENDING,
  /** Somebody is to be told. */
  FIRING,
  /** Nothing is known, and the rule says that this is to be shown as such. */
  NO_DATA
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

/** What a rule makes of a moment at which its quantity is not known. */
public enum WhenMissing {
  /** As at the moment before: what is pending goes on to fire, what fires goes on firing. */
  KEEP_LAST,
  /** Nothing is wrong. */
  OK,
  /** Something is wrong, as if the limit were passed. */
  ALERTING,
  /** Neither: the alert is in {@link Phase#NO_DATA} until something is known. */
  NO_DATA
}

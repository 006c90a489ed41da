/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

/** How bad it is; the worst last. */
public enum Severity {
  /** Good to know. */
  INFO,
  /** Somebody should look at it today. */
  WARNING,
  /** Somebody should look at it now. */
  CRITICAL
}

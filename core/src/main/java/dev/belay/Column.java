/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/** How columns get into a row; the index is bound when the feature set is built. */
final class Column {
  private Column() {}

  /** Read from the query. */
  @FunctionalInterface
  interface Own<Q> {
    void write(Q query, double[] row);
  }

  /** Computed from columns that are already there. */
  @FunctionalInterface
  interface Derived {
    void write(double[] row);
  }
}

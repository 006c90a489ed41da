/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

/**
 * A cell of the grid, now or on some day. Mutable, so that a question makes no object; what a map
 * holds is a copy that nobody changes.
 */
final class CellKey {
  /** The time around now, as far as the source looks ahead. */
  static final int LIVE = Integer.MIN_VALUE;

  private static final int SECONDS_OF_DAY = 86_400;
  private static final int LAST_DAY = Integer.MAX_VALUE;

  int row;
  int column;

  /** A day since 1970 (UTC), or {@link #LIVE}. */
  int day;

  CellKey at(int newRow, int newColumn, int newDay) {
    row = newRow;
    column = newColumn;
    day = newDay;
    return this;
  }

  CellKey copy() {
    return new CellKey().at(row, column, day);
  }

  /** A moment beyond every calendar is of the first or last day, and not of some day that wraps. */
  static int day(long epochSecond) {
    long day = Math.floorDiv(epochSecond, SECONDS_OF_DAY);
    return (int) Math.max(-LAST_DAY, Math.min(LAST_DAY, day));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellKey key && key.row == row && key.column == column && key.day == day;
  }

  @Override
  public int hashCode() {
    // Rows, columns and days lie close together: the multipliers part them.
    int hash = (row * 0x9E3779B1 + column) * 0x85EBCA77 + day;
    return hash ^ hash >>> 15;
  }

  @Override
  public String toString() {
    return row + "," + column + (day == LIVE ? "" : "," + day);
  }
}

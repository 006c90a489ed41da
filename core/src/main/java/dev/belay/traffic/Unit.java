/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

/**
 * What a key's {@linkplain Murmur hash} stands for, scaled to a range by multiply-shift (Daniel
 * Lemire, "Fast random integer generation in an interval", 2019; flagd's fractional evaluation,
 * second version). These values are a promise: another release or another language must find the
 * same units in the same arms.
 */
final class Unit {
  private Unit() {}

  /** The bucket in {@code [0, total)} a hash falls into; {@code total} is positive. */
  static int bucket(int hash, int total) {
    return (int) ((Integer.toUnsignedLong(hash) * total) >>> 32);
  }

  /** The place in {@code [0, 1)} a hash stands for; exact. */
  static double position(int hash) {
    return Integer.toUnsignedLong(hash) / 0x1p32;
  }

  static double requirePosition(double position) {
    if (!(position >= 0 && position < 1)) {
      throw new IllegalArgumentException("position " + position + " is not in [0, 1)");
    }
    return position;
  }
}

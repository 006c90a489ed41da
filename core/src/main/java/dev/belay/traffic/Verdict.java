/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

/**
 * Reason and arm in one {@code int}, so that the cascade that finds them is written once and
 * allocates nothing.
 */
@SuppressWarnings("EnumOrdinal") // an index for one process; nothing is kept under it
final class Verdict {
  /** The index of no arm. */
  static final int NO_ARM = -1;

  private static final Reason[] REASONS = Reason.values();
  private static final int ARM_BITS = 16;
  private static final int ARM_MASK = (1 << ARM_BITS) - 1;

  private Verdict() {}

  static int of(Reason reason, int arm) {
    return reason.ordinal() << ARM_BITS | (arm + 1);
  }

  static Reason reason(int verdict) {
    return REASONS[verdict >>> ARM_BITS];
  }

  static int arm(int verdict) {
    return (verdict & ARM_MASK) - 1;
  }
}

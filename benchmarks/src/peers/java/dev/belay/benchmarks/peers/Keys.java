/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** 4,096 users by 23 characters of ASCII, taken in turn: more than a branch predictor remembers. */
final class Keys {
  private static final int COUNT = 4_096;
  private static final double SLACK = 3;

  private final String[] keys = new String[COUNT];
  private int next;

  Keys() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < COUNT; i++) {
      keys[i] = String.format(Locale.ROOT, "user-%018d", random.nextLong(1_000_000_000_000_000L));
    }
  }

  String next() {
    next = (next + 1) % COUNT;
    return keys[next];
  }

  /**
   * Counts who is in: engines that hash otherwise choose others, but as many.
   *
   * @throws IllegalStateException if the share is off by more than three percentage points, which
   *     is four standard deviations
   */
  void requireShare(double percent, Predicate<String> isIn) {
    int in = 0;
    for (String key : keys) {
      in += isIn.test(key) ? 1 : 0;
    }
    double share = 100.0 * in / COUNT;
    if (Math.abs(share - percent) > SLACK) {
      throw new IllegalStateException("a share of " + percent + " % came out as " + share + " %");
    }
  }

  /**
   * Compares the choice key by key.
   *
   * @throws IllegalStateException if one is in here and not there
   */
  void requireSame(Predicate<String> ours, Predicate<String> theirs) {
    for (String key : keys) {
      if (ours.test(key) != theirs.test(key)) {
        throw new IllegalStateException("'" + key + "' is chosen by one of two only");
      }
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which rows are kept away from training, to judge the model on. */
sealed interface HoldOut {

  Partition of(Examples sorted, long seed);

  default boolean needsMoments() {
    return true;
  }

  static double requireShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("the hold-out is a share between 0 and 1, not " + share);
    }
    return share;
  }

  /** How many of the rows that is: at least the share. */
  private static int rows(double share, int of) {
    return (int) Math.ceil(share * of);
  }

  /** The rows known at that moment or later. */
  record From(Instant cut) implements HoldOut {
    @Override
    public Partition of(Examples sorted, long seed) {
      // A fraction of a second: the whole second before it is earlier than the cut.
      long second = cut.getEpochSecond() + (cut.getNano() > 0 ? 1 : 0);
      return Partition.at(cut, second, sorted);
    }
  }

  /** The latest rows; those known at the same moment stay together. */
  record Latest(double share) implements HoldOut {
    @Override
    public Partition of(Examples sorted, long seed) {
      int first = Math.max(0, sorted.size() - rows(share, sorted.size()));
      long second = sorted.moments()[first];
      return Partition.at(Instant.ofEpochSecond(second), second, sorted);
    }
  }

  /** Any rows. */
  record Random(double share) implements HoldOut {
    @Override
    public Partition of(Examples sorted, long seed) {
      int[] shuffled = shuffled(sorted.size(), new SplittableRandom(seed));
      int test = rows(share, sorted.size());
      return Partition.random(
          sorted.pick(ascending(shuffled, test, shuffled.length)),
          sorted.pick(ascending(shuffled, 0, test)));
    }

    @Override
    public boolean needsMoments() {
      return false;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
      int[] order = IntStream.range(0, size).toArray();
      for (int i = size - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[other];
        order[other] = held;
      }
      return order;
    }

    private static int[] ascending(int[] order, int from, int to) {
      int[] part = Arrays.copyOfRange(order, from, to);
      Arrays.sort(part);
      return part;
    }
  }
}

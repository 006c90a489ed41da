/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

/** A meter that only a subject moves. */
final class FakeMeter implements Meter {
  private long nanos;
  private long bytes;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** A subject of ten calls, each of which uses that much. */
  Subject using(String name, long nanosPerCall, long bytesPerCall) {
    return Subject.ofRow(
        name,
        10,
        call -> {
          nanos += nanosPerCall;
          bytes += bytesPerCall;
          return call;
        });
  }

  /** The same for a call whose first ones take longer, and that allocates what a round needs. */
  Subject settling(String name, long nanosPerCall, int slowCalls) {
    int[] calls = {0};
    return Subject.ofRow(
        name,
        10,
        call -> {
          boolean slow = calls[0]++ < slowCalls;
          nanos += slow ? 100 * nanosPerCall : nanosPerCall;
          bytes += slow ? 16 : 0;
          return call;
        });
  }
}

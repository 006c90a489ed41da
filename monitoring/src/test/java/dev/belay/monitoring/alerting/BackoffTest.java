/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static LongStream waits(int failure) {
    RandomGenerator random = new SplittableRandom(7);
    return LongStream.range(0, 10_000).map(i -> Backoff.nanosAfter(failure, random));
  }

  @Test
  void bound_doublesUntilTheLongest() {
    for (int failure = 0; failure < 100; failure++) {
      long bound = Duration.ofSeconds(failure < 9 ? 1L << failure : 300).toNanos();
      assertThat(waits(failure).max().orElseThrow())
          .as("after failure " + failure)
          .isBetween((long) (0.99 * bound), bound);
    }
  }

  @Test
  void wait_isUniformFromNothing() {
    assertThat(waits(3).average().orElseThrow()).isBetween(3.9e9, 4.1e9);
    assertThat(waits(3).min().orElseThrow()).isBetween(0L, 10_000_000L);
  }
}

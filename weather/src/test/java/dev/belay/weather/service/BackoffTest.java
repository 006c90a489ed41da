/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"0, 200", "1, 400", "2, 800", "4, 3200", "5, 5000", "9, 5000", "2000000000, 5000"})
  void thePause_isUpToTwiceAsLongEachTime_andNeverAboveFiveSeconds(int repetition, long millis) {
    assertThat(Backoff.before(repetition, ServiceFixture.largest()))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void thePause_isSpreadOverItsWholeRange() {
    Random random = new Random(7);
    int[] tenths = new int[10];
    for (int i = 0; i < 10_000; i++) {
      long nanos = Backoff.before(0, random).toNanos();
      tenths[(int) Math.min(9, nanos / 20_000_000)]++;
    }
    // Five standard deviations of a binomial(10,000, 0.1) are 150.
    for (int count : tenths) {
      assertThat(count).isBetween(850, 1_150);
    }
  }
}

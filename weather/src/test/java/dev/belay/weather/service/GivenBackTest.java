/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import dev.belay.weather.service.Quota.Left;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GivenBackTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeTime time = new FakeTime();

  private static boolean taken(Quota quota, double weight) {
    return quota.tryTake(weight, false).isZero();
  }

  @Test
  void whatIsGivenBack_isThereAgain() {
    Quota quota = Quota.of(5, MINUTE).and(10, HOUR).ticker(time);
    taken(quota, 2);
    time.advance(Duration.ofSeconds(10));
    long moment = quota.moment();
    taken(quota, 3);
    time.advance(Duration.ofSeconds(20));
    quota.giveBack(3, moment);
    assertThat(quota.left()).extracting(Left::live).containsExactly(3.0, 8.0);
    assertThat(taken(quota, 3)).isTrue();
    assertThat(taken(quota, 1)).isFalse();
  }

  @Test
  void whatWasTakenSince_isNotGivenBack() {
    Quota quota = Quota.of(5, MINUTE).ticker(time);
    long moment = quota.moment();
    time.advance(Duration.ofSeconds(2));
    taken(quota, 5);
    quota.giveBack(5, moment);
    assertThat(quota.left().get(0).live()).isZero();
  }

  @Test
  void whatIsForgotten_isNotGivenBackTwice() {
    Quota quota = Quota.of(5, MINUTE).and(10, HOUR).ticker(time);
    long moment = quota.moment();
    taken(quota, 4);
    time.advance(Duration.ofSeconds(62));
    taken(quota, 1);
    quota.giveBack(4, moment);
    assertThat(quota.left()).extracting(Left::live).containsExactly(4.0, 9.0);
  }

  @Test
  void moreThanWasTaken_isNotGivenBack() {
    Quota quota = Quota.of(5, MINUTE).ticker(time);
    taken(quota, 1);
    quota.giveBack(3, quota.moment());
    assertThat(quota.left().get(0).live()).isEqualTo(5);
    assertThat(taken(quota, 6)).isFalse();
  }
}

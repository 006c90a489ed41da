/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.monitoring.alerting.PredictionNotices.Notice;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of every stream of predictions. */
class PredictionNoticesProperties {

  @Property(tries = 100)
  void inAnyHour_neverMoreThanTheCap_andNoKeyTwiceWithinTheDebounce(@ForAll long seed) {
    FakeTime clock = new FakeTime();
    List<Notice> all = new ArrayList<>();
    PredictionNotices notices =
        PredictionNotices.builder(20, all::add)
            .ticker(clock)
            .debounce(Duration.ofMinutes(20))
            .atMostPerHour(5)
            .build();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      clock.advance(Duration.ofSeconds(random.nextInt(120)));
      notices.offer("trip-" + random.nextInt(6), 15 + random.nextInt(10));
    }
    for (int i = 0; i < all.size(); i++) {
      Notice now = all.get(i);
      assertThat(i < 5 ? Duration.ofHours(1) : Duration.between(all.get(i - 5).time(), now.time()))
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
      for (Notice before : all.subList(0, i)) {
        boolean same = before.key().equals(now.key());
        assertThat(same ? Duration.between(before.time(), now.time()) : Duration.ofHours(1))
            .isGreaterThanOrEqualTo(Duration.ofMinutes(20));
      }
    }
  }
}

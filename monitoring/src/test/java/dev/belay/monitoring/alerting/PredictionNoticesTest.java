/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.monitoring.alerting.PredictionNotices.Notice;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionNoticesTest {
  private final FakeTime time = new FakeTime();
  private final List<Notice> told = new ArrayList<>();

  private PredictionNotices.Builder notices() {
    return PredictionNotices.builder(20, told::add).ticker(time).debounce(Duration.ofMinutes(10));
  }

  @Test
  void aboveTheLimit_isToldOnce() {
    PredictionNotices notices = notices().build();
    assertThat(notices.offer("trip-7", 20)).isFalse();
    assertThat(notices.offer("trip-7", 23.5)).isTrue();
    assertThat(notices.offer("trip-7", 40)).isFalse();
    assertThat(notices.offer("trip-8", 21)).isTrue();
    assertThat(told).extracting(Notice::key).containsExactly("trip-7", "trip-8");
    assertThat(told.get(0).text()).isEqualTo("trip-7: 23.5 is above 20.0");
    assertThat(told.get(0).time()).isEqualTo(time.instant());
  }

  @Test
  void backAndAboveAgain_isToldOnlyAfterTheDebounce() {
    PredictionNotices notices = notices().build();
    notices.offer("a", 21);
    notices.offer("a", 19);
    assertThat(notices.offer("a", 21)).isFalse();
    time.advance(Duration.ofMinutes(10));
    assertThat(notices.offer("a", 21)).isTrue();
  }

  @Test
  void stillAboveAfterTheDebounce_isNotToldAgain() {
    PredictionNotices notices = notices().build();
    notices.offer("a", 21);
    time.advance(Duration.ofHours(5));
    assertThat(notices.offer("a", 30)).isFalse();
  }

  @Test
  void backButNotToTheClearLevel_isNotToldAgain() {
    PredictionNotices notices = notices().clearedAt(15).build();
    notices.offer("a", 21);
    time.advance(Duration.ofHours(1));
    notices.offer("a", 16);
    assertThat(notices.offer("a", 21)).isFalse();
    notices.offer("a", 15);
    assertThat(notices.offer("a", 21)).isTrue();
  }

  @Test
  void hourlyCap_holdsBackAndCounts_andTellsTheNextPrediction() {
    PredictionNotices notices = notices().atMostPerHour(2).build();
    notices.offer("a", 21);
    notices.offer("b", 21);
    assertThat(notices.offer("c", 21)).isFalse();
    assertThat(notices.heldBack()).isEqualTo(1);
    time.advance(Duration.ofHours(1));
    assertThat(notices.offer("c", 21)).isTrue();
  }

  @Test
  void notANumber_changesNothing() {
    PredictionNotices notices = notices().build();
    notices.offer("a", 21);
    time.advance(Duration.ofHours(1));
    assertThat(notices.offer("a", Double.NaN)).isFalse();
    assertThat(notices.offer("b", Double.POSITIVE_INFINITY)).isFalse();
    assertThat(notices.offer("a", 21)).isFalse();
  }

  @Test
  void sinkThatThrows_isCounted_andNobodyElseNotices() {
    PredictionNotices notices =
        PredictionNotices.builder(
                20,
                notice -> {
                  throw new IllegalStateException("no network");
                })
            .ticker(time)
            .build();
    assertThat(notices.offer("a", 21)).isTrue();
    assertThat(notices.offer("b", 21)).isTrue();
    assertThat(notices.failures()).isEqualTo(2);
  }

  @Test
  void millionKeys_forgetTheOldest() {
    PredictionNotices notices = notices().atMostPerHour(1_000_000).build();
    for (int i = 0; i < 10_001; i++) {
      notices.offer("trip-" + i, 21);
    }
    assertThat(notices.offer("trip-10000", 21)).isFalse();
    assertThat(notices.offer("trip-1", 21)).isFalse();
    assertThat(notices.offer("trip-0", 21)).isTrue();
  }

  @Test
  void keyWithALineInIt_isOneLine() {
    notices().build().offer("a\nb", 21);
    assertThat(told.get(0).text()).startsWith("a b: ");
  }

  @Test
  void settingsThatMakeNoSense_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionNotices.builder(Double.NaN, told::add))
        .withMessage("limit: NaN is not finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> notices().clearedAt(21))
        .withMessage("cleared at 21.0, the limit being 20.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> notices().atMostPerHour(0))
        .withMessage("at most 0 per hour: nobody is told");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> notices().debounce(Duration.ofSeconds(-1)))
        .withMessageStartingWith("debounce: PT-1S is not 0 to");
  }
}

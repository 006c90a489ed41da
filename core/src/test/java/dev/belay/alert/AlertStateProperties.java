/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every series of readings. */
class AlertStateProperties {
  private static final Metric METRIC = Metric.named("errors");
  private static final long STEP = 60;

  private static Figure reading(int value) {
    return value == 0 ? Figure.undefined("a gap", 0) : Figure.point(value, 1, "count");
  }

  @Property
  void firing_onlyAfterItHasBeenBadForThatLong(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 4) Integer> values,
      @ForAll @IntRange(max = 5) int lasting) {
    AlertRule rule = METRIC.above(2).lasting(Duration.ofSeconds(lasting * STEP));
    AlertState state = AlertState.initial(Instant.EPOCH);
    int bad = 0;
    for (int i = 0; i < values.size(); i++) {
      state = state.next(rule, reading(values.get(i)), Instant.EPOCH.plusSeconds(i * STEP));
      bad = values.get(i) > 2 ? bad + 1 : 0;
      Phase expected = bad == 0 ? Phase.INACTIVE : bad > lasting ? Phase.FIRING : Phase.PENDING;
      assertThat(state.phase()).isEqualTo(expected);
    }
  }

  @Property
  void keepLast_aGapNeverStopsWhatFires(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 4) Integer> values) {
    AlertRule rule = METRIC.above(2);
    AlertState state = AlertState.initial(Instant.EPOCH);
    boolean last = false;
    for (int i = 0; i < values.size(); i++) {
      state = state.next(rule, reading(values.get(i)), Instant.EPOCH.plusSeconds(i * STEP));
      last = values.get(i) == 0 ? last : values.get(i) > 2;
      assertThat(state.phase() == Phase.FIRING).isEqualTo(last);
    }
  }

  @Property
  void clearedAt_firesNoMoreOftenThanWithout(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 6) Integer> values) {
    assertThat(begins(METRIC.above(4).clearedAt(2), values))
        .isLessThanOrEqualTo(begins(METRIC.above(4), values));
  }

  private static int begins(AlertRule rule, List<Integer> values) {
    AlertState state = AlertState.initial(Instant.EPOCH);
    int begins = 0;
    for (int i = 0; i < values.size(); i++) {
      Phase before = state.phase();
      state = state.next(rule, reading(values.get(i)), Instant.EPOCH.plusSeconds(i * STEP));
      begins += before != Phase.FIRING && state.phase() == Phase.FIRING ? 1 : 0;
    }
    return begins;
  }
}

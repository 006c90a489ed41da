/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendTest {
  private static final Metric METRIC = Metric.named("engagement");
  private static final Instant NOW = Instant.EPOCH.plus(Duration.ofDays(100));

  /** What the metric is by day since the epoch; NaN where it is not known. */
  private static Figure slope(int moments, LongToDoubleFunction byDay) {
    return METRIC
        .trend(Duration.ofDays(1), moments)
        .at(
            (metric, time) -> {
              double value = byDay.applyAsDouble(Duration.between(Instant.EPOCH, time).toDays());
              return Double.isNaN(value)
                  ? Figure.undefined("a gap", 0)
                  : Figure.point(value, 1, "mean").withUnit("min");
            },
            NOW);
  }

  @Test
  void at_aStraightLine_isItsSlopeADay() {
    Figure slope = slope(20, day -> 3 - 0.25 * day);

    assertThat(slope.value()).isCloseTo(-0.25, within(1e-12));
    assertThat(slope.interval()).isEqualTo(new Interval(-0.25, -0.25, 0.95));
    assertThat(slope.n()).isEqualTo(20);
    assertThat(slope.unit()).isEqualTo("min/d");
  }

  @Test
  void at_oneOutlier_isHardlyMoved() {
    Figure slope = slope(21, day -> day == 95 ? 1e6 : 2.0 * day);

    assertThat(slope.value()).isCloseTo(2, within(1e-9));
  }

  /**
   * By hand: ten values, 45 slopes; without ties the variance is 10 x 9 x 25 / 18 = 125, so that
   * the interval reaches 1.959964 x 11.18034 = 21.913 slopes: from the 11th to the 35th.
   */
  @Test
  void at_tenMoments_isBoundedByTheEleventhSlopeFromEitherEnd() {
    double[] values = {0, 1, 4, 9, 16, 25, 36, 49, 64, 81};
    Figure slope = slope(10, day -> values[(int) day - 91]);

    // The slope between i and j is i + j: 45 sums of two different numbers from 0 to 9.
    assertThat(slope.value()).isEqualTo(9);
    Interval interval = Objects.requireNonNull(slope.interval());
    assertThat(interval.lower()).isEqualTo(6);
    assertThat(interval.upper()).isEqualTo(12);
  }

  @Test
  void at_noTrend_excludesZeroAboutAsOftenAsItSays() {
    Random random = new Random(20261121);
    int excluded = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      if (slope(30, day -> random.nextGaussian()).excludes(0)) {
        excluded++;
      }
    }
    assertThat(excluded).isBetween(60, 130);
  }

  @Test
  void at_tooFewMomentsAreKnown_isUndefined() {
    assertThat(slope(12, day -> day > 91 ? Double.NaN : day).reason())
        .isEqualTo("a trend needs 10 moments that are known, not 3");
    assertThat(slope(12, day -> day < 91 ? Double.NaN : day).defined()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 1_001})
  void trend_ofTooFewOrTooMany_isRefused(int moments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> METRIC.trend(Duration.ofDays(1), moments))
        .withMessage("trend: " + moments + " moments are not 10 to 1,000");
  }

  @Test
  void trend_ofNoStep_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> METRIC.trend(Duration.ZERO, 10))
        .withMessage("trend: a step of PT0S is not above zero");
  }
}

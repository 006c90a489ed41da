/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  @Test
  void contains_ofBothBounds_isTrue() {
    Interval interval = new Interval(-1, 2, 0.95);
    assertThat(interval.contains(-1)).isTrue();
    assertThat(interval.contains(2)).isTrue();
    assertThat(interval.excludes(-1)).isFalse();
  }

  @Test
  void excludes_ofTheNextDoubleBeyondABound_isTrue() {
    Interval interval = new Interval(-1, 2, 0.95);
    assertThat(interval.excludes(Math.nextDown(-1.0))).isTrue();
    assertThat(interval.excludes(Math.nextUp(2.0))).isTrue();
  }

  @Test
  void containsAndExcludes_ofNotANumber_areRefused() {
    Interval interval = new Interval(-1, 2, 0.95);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> interval.excludes(Double.NaN))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException().isThrownBy(() -> interval.contains(Double.NaN));
  }

  @Test
  void oneInfiniteBound_isAOneSidedInterval() {
    Interval atLeast = new Interval(3, Double.POSITIVE_INFINITY, 0.95);
    assertThat(atLeast.excludes(2)).isTrue();
    assertThat(atLeast.contains(Double.MAX_VALUE)).isTrue();
    assertThat(atLeast.width()).isInfinite();
    assertThat(atLeast).hasToString("[3.000, ∞] (95 %)");
    assertThat(new Interval(Double.NEGATIVE_INFINITY, -3, 0.9)).hasToString("[-∞, -3.000] (90 %)");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1",
    "NaN, 1",
    "1, NaN",
    "-Infinity, Infinity",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void boundsThatEncloseNothingOrSayNothing_areRefusedWithTheirValues(double lower, double upper) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(lower, upper, 0.95))
        .withMessageContaining("[" + lower + ", " + upper + "]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
  void levelOutsideZeroToOne_isRefusedWithItsValue(double level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(1, 2, level))
        .withMessage("level must be between 0 and 1: " + level);
  }

  @Test
  void width_isTheDistanceOfTheBounds() {
    assertThat(new Interval(-1, 2, 0.95).width()).isEqualTo(3);
    assertThat(new Interval(2, 2, 0.95).width()).isZero();
  }
}

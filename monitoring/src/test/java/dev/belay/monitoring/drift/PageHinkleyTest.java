/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PageHinkleyTest {

  @Test
  void of_settingsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageHinkley.of(-0.1, 50))
        .withMessage("allowance must be from 0 to 1.0E70: -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageHinkley.of(0, 0))
        .withMessage("threshold must be above 0 and at most 1.0E70: 0.0");
    for (double forgetting : new double[] {0, 1.01, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PageHinkley.of(0, 50, forgetting, 30))
          .withMessage("forgetting must be above 0 and at most 1: " + forgetting);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageHinkley.of(0, 50, 1, 0))
        .withMessage("least must be at least 1: 0");
  }

  @Test
  void add_valueThatIsNoNumber_isRefusedAndChangesNothing() {
    PageHinkley detector = PageHinkley.of(0, 50);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> detector.add(Double.POSITIVE_INFINITY))
        .withMessage("value must be finite and at most 1.0E70 in size: Infinity");
    assertThat(detector.mean().reason()).isEqualTo("no values");
  }

  /** After 0 a value x has the mean x/2: the sum is x/2 less the allowance. */
  @Test
  void add_sumAtTheThreshold_decides() {
    assertThat(second(PageHinkley.of(1, 4, 1, 2), 10)).isFalse();
    assertThat(second(PageHinkley.of(1, 4, 1, 2), Math.nextUp(10.0))).isTrue();
  }

  /** After 0 and 8 the sum is 4; half of it remains, and y adds (2y - 8)/3. */
  @Test
  void add_forgetting_keepsPartOfTheSum() {
    PageHinkley below = PageHinkley.of(0, 4, 0.5, 2);
    PageHinkley above = PageHinkley.of(0, 4, 0.5, 2);
    assertThat(second(below, 8)).isFalse();
    assertThat(second(above, 8)).isFalse();
    assertThat(below.add(6.999)).isFalse();
    assertThat(above.add(7.001)).isTrue();
  }

  @Test
  void add_beforeTheLeastNumber_reportsNothing() {
    assertThat(second(PageHinkley.of(0, 1, 1, 3), 100)).isFalse();
    assertThat(second(PageHinkley.of(0, 1, 1, 2), 100)).isTrue();
  }

  @Test
  void add_fallingMean_isNoChange() {
    PageHinkley detector = PageHinkley.of(0, 5);
    for (int i = 0; i < 500; i++) {
      assertThat(detector.add(i < 250 ? 10 : 0)).isFalse();
    }
  }

  @Test
  void add_afterAChange_beginsAnew() {
    PageHinkley detector = PageHinkley.of(0, 5);
    int i = 0;
    while (!detector.add(i < 50 ? 0 : 1)) {
      i++;
    }
    assertThat(detector.mean().n()).isEqualTo(i + 1L);
    detector.add(1);
    assertThat(detector.mean().n()).isEqualTo(1);
    assertThat(detector)
        .hasToString(
            "PageHinkley[1.000 (n = 1, mean since the last change, no interval), sum 0.0 of 5.0]");
    for (int more = 0; more < 200; more++) {
      assertThat(detector.add(1)).isFalse();
    }
  }

  private static boolean second(PageHinkley detector, double value) {
    assertThat(detector.add(0)).isFalse();
    return detector.add(value);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Moments;
import org.junit.jupiter.api.Test;

class AdwinTest {

  @Test
  void builder_settingsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adwin.of(0))
        .withMessage("delta must be between 0 and 1: 0.0");
    Adwin.Builder builder = Adwin.builder(0.002);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.clock(0))
        .withMessage("clock must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.rowBuckets(1))
        .withMessage("rowBuckets must be at least 2: 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.leastPart(0))
        .withMessage("leastPart must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.grace(-1))
        .withMessage("grace must be at least 0: -1");
  }

  @Test
  void add_valueThatIsNoNumber_isRefusedAndChangesNothing() {
    Adwin adwin = Adwin.of(0.002);
    adwin.add(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> adwin.add(Double.NaN))
        .withMessage("value must be finite and at most 1.0E70 in size: NaN");
    assertThat(adwin.width()).isEqualTo(1);
  }

  @Test
  void mean_nothingAdded_isUndefined() {
    assertThat(Adwin.of(0.002).mean().reason()).isEqualTo("no values");
    assertThat(Adwin.of(0.002)).hasToString("Adwin[undefined: no values (n = 0)]");
  }

  /** The limit for five and six of eleven values: √(2v L / m) + 2L / (3m), by hand. */
  @Test
  void add_differenceAtTheLimit_decides() {
    assertThat(changes(0.9999)).isFalse();
    assertThat(changes(1.0001)).isTrue();
  }

  /** Two halves that are constant: only the second summand and the variance between them count. */
  private static boolean changes(double ofLimit) {
    int half = 64;
    double perSize = 2.0 / (half - 4);
    double log = Math.log(2 * Math.log(2 * half) / 0.002);
    double second = 2 * perSize * log / 3;
    // The variance of two halves at a distance x is x² / 4: x = x √(perSize L / 2) + second.
    double limit = second / (1 - Math.sqrt(perSize * log / 2));
    Adwin adwin = Adwin.builder(0.002).clock(2 * half).build();
    boolean changed = false;
    for (int i = 0; i < 2 * half; i++) {
      changed = adwin.add(i < half ? 0 : limit * ofLimit);
    }
    return changed;
  }

  @Test
  void add_change_keepsTheNewerPartUntilTheNextValue() {
    Adwin adwin = Adwin.of(0.002);
    int i = 0;
    while (!adwin.add(i < 320 ? 0 : 1)) {
      i++;
    }
    assertThat(i % 32).isEqualTo(31);
    assertThat(adwin.mean().value()).isGreaterThan(0.2);
    assertThat(adwin.width()).isLessThan(i);
    adwin.add(7);
    assertThat(adwin.width()).isEqualTo(1);
    assertThat(adwin.mean().value()).isEqualTo(7);
    assertThat(adwin.mean().method()).isEqualTo("mean of an adaptive window, no interval");
  }

  @Test
  void add_withoutAChange_keepsTheMomentsOfAll() {
    Adwin adwin = Adwin.of(1e-9);
    Moments moments = new Moments();
    Draws draws = Draws.seeded(11);
    for (int i = 0; i < 3_000; i++) {
      double value = draws.uniform() + 1_000;
      adwin.add(value);
      moments.add(value);
    }
    assertThat(adwin.mean().n()).isEqualTo(3_000);
    assertThat(adwin.mean().value()).isCloseTo(moments.mean(), within(1e-9));
    double squares = moments.variance() * 2_999;
    assertThat(adwin.squares()).isCloseTo(squares, within(1e-6 * squares));
  }

  @Test
  void build_builderUsedOn_leavesTheDetector() {
    Adwin.Builder builder = Adwin.builder(0.002).clock(1);
    Adwin first = builder.build();
    builder.clock(1_000_000);
    assertThat(firstChange(first)).isLessThan(120);
    assertThat(firstChange(builder.build())).isEqualTo(200);
  }

  private static int firstChange(Adwin adwin) {
    int i = 0;
    while (i < 200 && !adwin.add(i < 100 ? 0 : 1)) {
      i++;
    }
    return i;
  }
}

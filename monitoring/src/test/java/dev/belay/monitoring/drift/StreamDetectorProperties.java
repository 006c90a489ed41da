/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StreamDetectorProperties {

  /** A power of two as a unit changes no digit. */
  @Property(tries = 200)
  void pageHinkley_inAnotherUnit_findsTheSame(
      @ForAll @Size(min = 40, max = 200) List<@DoubleRange(min = 0, max = 10) Double> values,
      @ForAll @IntRange(min = 1, max = 8) int power) {
    double unit = Math.pow(2, power);
    PageHinkley one = PageHinkley.of(0.5, 4);
    PageHinkley other = PageHinkley.of(0.5 * unit, 4 * unit);
    for (double value : values) {
      assertThat(other.add(unit * value)).isEqualTo(one.add(value));
    }
  }

  @Property(tries = 100)
  void adwin_anyValues_hasNoMoreInItsWindowThanItWasGiven(
      @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = 0, max = 1) Double> values,
      @ForAll @IntRange(min = 1, max = 40) int clock) {
    Adwin adwin = Adwin.builder(0.3).clock(clock).build();
    int added = 0;
    for (double value : values) {
      added++;
      if (adwin.add(value)) {
        assertThat(added % clock).isZero();
      }
      assertThat(adwin.width()).isBetween(1L, (long) added);
      assertThat(adwin.mean().value()).isBetween(-1e-9, 1 + 1e-9);
      assertThat(adwin.squares()).isNotNegative();
    }
  }

  /** Twice as many standard errors are never fewer. */
  @Property(tries = 100)
  void driftDetectionMethod_stricterLimits_findNothingSooner(
      @ForAll @Size(min = 60, max = 300) List<Boolean> outcomes) {
    assertThat(first(DriftDetectionMethod.of(4, 6, 30), outcomes))
        .isGreaterThanOrEqualTo(first(DriftDetectionMethod.standard(), outcomes));
  }

  private static int first(DriftDetectionMethod detector, List<Boolean> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (detector.add(outcomes.get(i)) == DriftDetectionMethod.Signal.DRIFT) {
        return i;
      }
    }
    return outcomes.size();
  }
}

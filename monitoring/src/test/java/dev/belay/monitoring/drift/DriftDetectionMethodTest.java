/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.monitoring.drift.DriftDetectionMethod.Signal;
import org.junit.jupiter.api.Test;

class DriftDetectionMethodTest {

  @Test
  void of_settingsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftDetectionMethod.of(0, 3, 30))
        .withMessage("warning must be above 0 and at most 1.0E70: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftDetectionMethod.of(2, -1, 30))
        .withMessage("drift must be above 0 and at most 1.0E70: -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftDetectionMethod.of(2, 1.9, 30))
        .withMessage("drift must not be below warning = 2.0: 1.9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftDetectionMethod.of(2, 3, 0))
        .withMessage("least must be at least 1: 0");
  }

  @Test
  void add_theFirstFailureEver_isNoDrift() {
    DriftDetectionMethod detector = DriftDetectionMethod.standard();
    for (int i = 0; i < 100; i++) {
      assertThat(detector.add(false)).isEqualTo(Signal.NONE);
    }
    assertThat(detector.add(true)).isEqualTo(Signal.NONE);
    assertThat(detector.share().value()).isEqualTo(1 / 101.0);
  }

  @Test
  void add_beforeTheLeastNumber_reportsNothing() {
    DriftDetectionMethod late = DriftDetectionMethod.of(2, 3, 1_000);
    DriftDetectionMethod soon = DriftDetectionMethod.standard();
    Signal atOnce = Signal.NONE;
    for (int i = 0; i < 300; i++) {
      boolean failed = i % 10 == 0 || i > 200;
      assertThat(late.add(failed)).isEqualTo(Signal.NONE);
      atOnce = atOnce == Signal.DRIFT ? atOnce : soon.add(failed);
    }
    assertThat(atOnce).isEqualTo(Signal.DRIFT);
  }

  @Test
  void add_moreFailures_isAWarningThenADriftThenBeginsAnew() {
    DriftDetectionMethod detector = DriftDetectionMethod.standard();
    assertThat(detector.share().reason()).isEqualTo("no trials");
    for (int i = 0; i < 200; i++) {
      assertThat(detector.add(i % 10 == 0)).isNotEqualTo(Signal.DRIFT);
    }
    boolean warned = false;
    Signal signal = Signal.NONE;
    while (signal != Signal.DRIFT) {
      signal = detector.add(true);
      warned |= signal == Signal.WARNING;
    }
    assertThat(warned).isTrue();
    assertThat(detector).asString().startsWith("DriftDetectionMethod[DRIFT, 0.");
    assertThat(detector.add(false)).isEqualTo(Signal.NONE);
    assertThat(detector.share().n()).isEqualTo(1);
    for (int i = 0; i < 200; i++) {
      assertThat(detector.add(i % 2 == 0)).isNotEqualTo(Signal.DRIFT);
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningMeanTest {

  private static final double TINY = 0x1p-54;

  @Test
  void move_byStepsTooSmallForOneDouble_addsThemUp() {
    RunningMean mean = new RunningMean();
    mean.move(1);
    for (int i = 0; i < 8; i++) {
      mean.move(TINY);
    }
    assertThat(1 + TINY).isEqualTo(1);
    assertThat(mean.value()).isEqualTo(1 + 8 * TINY);
    assertThat(mean.deviation(1)).isEqualTo(-8 * TINY);
  }

  @Test
  void approach_allTheWay_losesNothing() {
    RunningMean target = new RunningMean();
    target.move(1);
    target.move(TINY);
    RunningMean mean = new RunningMean();
    mean.approach(target, 1);
    assertThat(mean.deviation(1)).isEqualTo(-TINY);
    assertThat(mean.distanceTo(target)).isZero();
  }
}

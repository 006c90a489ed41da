/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoncentralTTest {

  /** Quadrature with 30 digits. */
  @ParameterizedTest
  @CsvSource({
    "2, 5, 0.5, 0.1152677493138293",
    "-1, 3, 1, 0.9640234292387654",
    "3, 1.5, 2.5, 0.5203962947703388",
    "2.024394163911969, 38, 3.1622776601683795, 0.8689528016921272"
  })
  void above_isTheIntegral(double t, double degrees, double noncentrality, double expected) {
    assertThat(new NoncentralT(degrees, noncentrality).above(t))
        .isCloseTo(expected, withinPercentage(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 3", "7.5, -1", "100, 2", "1e6, 1.96"})
  void above_withoutEffect_isStudents(double degrees, double t) {
    assertThat(new NoncentralT(degrees, 0).above(t))
        .isCloseTo(TDistribution.of(degrees).survivalProbability(t), within(1e-10));
  }

  @Test
  void above_withManyDegrees_isNormal() {
    assertThat(new NoncentralT(1e9, 1.5).above(2)).isCloseTo(Normal.above(0.5), within(1e-8));
  }
}

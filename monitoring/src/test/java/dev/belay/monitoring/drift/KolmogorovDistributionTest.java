/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KolmogorovDistributionTest {

  /** The example of Marsaglia, Tsang and Wang. */
  @Test
  void survival_tenValues_isThePublishedOne() {
    assertThat(1 - KolmogorovDistribution.survival(10, 0.274))
        .isCloseTo(0.6284796154565, within(1e-12));
  }

  /** One value u is max(u, 1 - u) from the uniform distribution. */
  @Test
  void survival_oneValue_isLinear() {
    assertThat(KolmogorovDistribution.survival(1, 0.5)).isEqualTo(1);
    assertThat(KolmogorovDistribution.survival(1, 0.75)).isCloseTo(0.5, within(1e-14));
    assertThat(KolmogorovDistribution.survival(1, 1)).isZero();
  }

  /** What SciPy has, between where either formula alone would do. */
  @Test
  void survival_tailOfAHundredValues_isThePublishedOne() {
    assertThat(KolmogorovDistribution.survival(94, 0.17733333333333334))
        .isCloseTo(0.004673003619343947, within(1e-12));
  }

  /** Beyond a half only one side can be as far: 2 (1 - d)². */
  @Test
  void survival_twoValuesBeyondAHalf_isThatOfBothSides() {
    for (double d = 0.51; d < 0.99; d += 0.06) {
      assertThat(KolmogorovDistribution.survival(2, d))
          .isCloseTo(2 * (1 - d) * (1 - d), within(1e-13));
    }
  }

  /** Two values: 8 (d - 1/4)² up to a half. */
  @Test
  void survival_twoValues_isQuadratic() {
    for (double d = 0.26; d <= 0.5; d += 0.04) {
      assertThat(KolmogorovDistribution.survival(2, d))
          .isCloseTo(1 - 8 * (d - 0.25) * (d - 0.25), within(1e-13));
    }
  }

  @Test
  void survival_whereTheFormulaChanges_isContinuous() {
    for (int n : new int[] {20, 100, 1_000}) {
      double d = 2 / Math.sqrt(n);
      double below = KolmogorovDistribution.survival(n, Math.nextDown(d) - 1e-12);
      double above = KolmogorovDistribution.survival(n, Math.nextUp(d) + 1e-12);
      assertThat(above).isCloseTo(below, within(1e-10)).isGreaterThan(0);
    }
  }

  @Test
  void survival_ofTheLimitWhereTheSumChanges_isContinuous() {
    assertThat(KolmogorovDistribution.survival(1.18))
        .isCloseTo(KolmogorovDistribution.survival(Math.nextDown(1.18)), within(1e-14));
    assertThat(KolmogorovDistribution.survival(0.04))
        .isCloseTo(KolmogorovDistribution.survival(Math.nextDown(0.04)), within(1e-14));
  }

  @Test
  void survival_manyValues_comesCloseToTheLimit() {
    assertThat(KolmogorovDistribution.survival(2_000, 1 / Math.sqrt(2_000)))
        .isCloseTo(KolmogorovDistribution.survival(1), within(5e-3))
        .isNotEqualTo(KolmogorovDistribution.survival(1));
  }

  @Test
  void critical_isTheInverse() {
    for (double p : new double[] {1e-12, 0.001, 0.05, 0.5, 0.999}) {
      assertThat(KolmogorovDistribution.survival(KolmogorovDistribution.critical(p)))
          .isCloseTo(p, within(1e-12));
    }
  }
}

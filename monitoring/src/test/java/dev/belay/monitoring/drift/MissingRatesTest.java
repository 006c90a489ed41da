/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Proportion;
import dev.belay.stats.inference.PValue;
import org.junit.jupiter.api.Test;

class MissingRatesTest {

  /** The tea of R. A. Fisher, <i>The Design of Experiments</i>, 1935: 34 of 70. */
  @Test
  void p_fewExpected_isFishersExact() {
    PValue p = rates(3, 4, 1, 4).p();
    assertThat(p.value()).isCloseTo(34 / 70.0, within(1e-12));
    assertThat(p.method()).isEqualTo("two proportions, Fisher exact");
    assertThat(p.n()).isEqualTo(8);
  }

  /** Two-sided: both ends, since the samples are alike. */
  @Test
  void p_extreme_countsTheOtherEnd() {
    assertThat(rates(4, 4, 0, 4).p().value()).isCloseTo(2 / 70.0, within(1e-12));
  }

  @Test
  void p_fiveExpected_isChiSquare() {
    assertThat(rates(2, 500, 8, 500).p().method()).startsWith("chi-square");
    assertThat(rates(2, 500, 7, 500).p().method()).endsWith("Fisher exact");
    assertThat(rates(498, 500, 493, 500).p().method()).endsWith("Fisher exact");
  }

  @Test
  void p_nothingOrAllMissing_isWithoutEvidence() {
    assertThat(rates(0, 500, 0, 500).p().reason()).isEqualTo("nothing is missing");
    assertThat(rates(500, 500, 30, 30).p().reason()).isEqualTo("all is missing");
    assertThat(rates(1, 500, 0, 500).p().value()).isCloseTo(1, within(1e-12));
    assertThat(rates(1, 500, 0, 500).p().reason()).isNull();
  }

  @Test
  void p_emptySample_isWithoutEvidence() {
    assertThat(rates(0, 0, 1, 5).p().reason()).isEqualTo("no reference values");
    assertThat(rates(1, 5, 0, 0).p().reason()).isEqualTo("no current values");
    assertThat(rates(1, 5, 0, 0).difference().reason()).isEqualTo("no trials");
  }

  @Test
  void p_countsBeyondInt_isChiSquare() {
    assertThat(rates(1, Integer.MAX_VALUE, 0, 5).p().method()).startsWith("chi-square");
  }

  private static MissingRates rates(long then, long of, long now, long ofNow) {
    return new MissingRates(new Proportion(then, of), new Proportion(now, ofNow));
  }
}

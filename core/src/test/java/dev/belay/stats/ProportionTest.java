/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  private static Interval interval(Figure figure) {
    return Objects.requireNonNull(figure.interval());
  }

  /** R. G. Newcombe, Statistics in Medicine 17, 1998, pp. 857-872, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void figure_isThePublishedWilsonInterval(
      long successes, long trials, double lower, double upper) {
    Figure figure = new Proportion(successes, trials).figure();
    assertThat(figure.value()).isEqualTo((double) successes / trials);
    assertThat(interval(figure).lower()).isCloseTo(lower, within(5e-5));
    assertThat(interval(figure).upper()).isCloseTo(upper, within(5e-5));
  }

  /** R. G. Newcombe, Statistics in Medicine 17, 1998, pp. 873-890, table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1",
    "10, 10, 0, 10, 0.6075, 1"
  })
  void minus_isThePublishedHybridScoreInterval(
      long s1, long n1, long s2, long n2, double lower, double upper) {
    Figure difference = new Proportion(s1, n1).minus(new Proportion(s2, n2));
    assertThat(difference.value()).isCloseTo((double) s1 / n1 - (double) s2 / n2, within(1e-15));
    assertThat(interval(difference).lower()).isCloseTo(lower, within(5e-5));
    assertThat(interval(difference).upper()).isCloseTo(upper, within(5e-5));
    assertThat(difference.n()).isEqualTo(n1 + n2);
  }

  @Test
  void minus_theOtherWayRound_isMirrored() {
    Interval there = interval(new Proportion(9, 10).minus(new Proportion(3, 11), 0.9));
    Interval back = interval(new Proportion(3, 11).minus(new Proportion(9, 10), 0.9));
    assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-15));
    assertThat(back.upper()).isCloseTo(-there.lower(), within(1e-15));
  }

  @Test
  void withoutTrials_isUndefined() {
    assertThat(new Proportion(0, 0).figure().reason()).isEqualTo("no trials");
    assertThat(new Proportion(1, 2).minus(new Proportion(0, 0)).reason()).isEqualTo("no trials");
    assertThat(new Proportion(0, 0).minus(new Proportion(1, 2)).n()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"-1, 3", "4, 3", "0, -1"})
  void impossibleCounts_areRefused(long successes, long trials) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(successes, trials))
        .withMessage("successes must be from 0 to trials = " + trials + ": " + successes);
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(1, 3).figure(1))
        .withMessage("level must be between 0 and 1: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportion(1, 3).minus(new Proportion(1, 3), 0))
        .withMessage("level must be between 0 and 1: 0.0");
  }
}

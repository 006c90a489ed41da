/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Comparison.Criterion;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedDifferenceTest {

  private static final double[][] LOSSES = {
    {3, 5}, {4, 4}, {1, 6}, {2, 2}, {6, 7}, {5, 9}, {2, 4}, {3, 8}, {7, 6}, {1, 5}
  };

  private static PairedDifference.Ordered ordered(int horizon, double offset) {
    PairedDifference.Ordered difference = PairedDifference.ordered("min", horizon);
    for (double[] pair : LOSSES) {
      difference.add(pair[0] + offset, pair[1]);
    }
    return difference;
  }

  /** The differences are -2, 0, -5, 0, -1, -4, -2, -5, 1, -4 with mean -2.2. */
  @ParameterizedTest
  @CsvSource({"2", "3", "4"})
  void standardError_isThatOfDieboldAndMarianoCorrectedWrittenOut(int horizon) {
    double[] deviations = {0.2, 2.2, -2.8, 2.2, 1.2, -1.8, 0.2, -2.8, 3.2, -1.8};
    double n = 10;
    double variance = 0;
    for (int lag = -(horizon - 1); lag < horizon; lag++) {
      for (int t = Math.abs(lag); t < n; t++) {
        variance += deviations[t] * deviations[t - Math.abs(lag)] / n;
      }
    }
    double factor = (n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n;
    for (double offset : new double[] {0, 1e6}) {
      PairedDifference.Ordered difference = ordered(horizon, offset);
      if (variance < 0) {
        assertThat(difference.absolute())
            .isEqualTo(Figure.undefined("autocovariances sum to less than 0", 10).withUnit("min"));
      } else {
        Effect effect = difference.effect();
        assertThat(effect.value()).isCloseTo(-2.2 + offset, within(1e-9));
        assertThat(effect.standardError())
            .isCloseTo(Math.sqrt(variance / n / factor), within(1e-9));
        assertThat(effect.degreesOfFreedom()).isEqualTo(9);
        assertThat(effect.clusters()).isEqualTo(10 / horizon);
      }
    }
  }

  /** At a horizon of 2 they alternate so much that one autocovariance outweighs the variance. */
  @Test
  void autocovariancesThatSumToLessThanNothing_leaveTheFiguresUndefined() {
    PairedDifference.Ordered difference = PairedDifference.ordered("min", 2);
    for (int i = 0; i < 40; i++) {
      difference.add(i % 2, 3);
    }
    assertThat(difference.effect().reason()).isEqualTo("autocovariances sum to less than 0");
    assertThat(difference.relative().reason()).isEqualTo("autocovariances sum to less than 0");
    assertThat(difference.compare(Criterion.lowerIsBetter()).reason())
        .isEqualTo("autocovariances sum to less than 0");
  }

  @Test
  void aHorizonOfOne_isThatOfIndependentPairs() {
    PairedDifference.Independent independent = PairedDifference.independent("min");
    for (double[] pair : LOSSES) {
      independent.add(pair[0], pair[1]);
    }
    PairedDifference.Ordered ordered = ordered(1, 0);
    assertBounds(ordered.absolute(), independent.absolute());
    assertBounds(ordered.relative(), independent.relative());
    assertThat(ordered.absolute().method())
        .isEqualTo("mean paired difference, Diebold-Mariano at horizon 1, Student t");
  }

  private static void assertBounds(Figure actual, Figure expected) {
    Interval interval = Objects.requireNonNull(expected.interval());
    assertThat(actual.value()).isCloseTo(expected.value(), within(1e-12));
    assertThat(Objects.requireNonNull(actual.interval()).lower())
        .isCloseTo(interval.lower(), within(1e-12));
    assertThat(actual.interval().upper()).isCloseTo(interval.upper(), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "5, 10"})
  void figures_ofFewerPairsThanTwoHorizons_areUndefined(int horizon, int least) {
    PairedDifference.Ordered difference = PairedDifference.ordered("min", horizon);
    for (int i = 0; i < least - 1; i++) {
      difference.add(1 + i, 1);
    }
    assertThat(difference.absolute().reason()).isEqualTo("fewer than " + least + " pairs");
    difference.add(7, 3);
    assertThat(difference.absolute().reason()).isNotEqualTo("fewer than " + least + " pairs");
    assertThat(difference.count()).isEqualTo(least);
  }

  @Test
  void equalDifferences_proveNothing() {
    PairedDifference.Ordered difference = PairedDifference.ordered("min", 3);
    for (int i = 0; i < 50; i++) {
      difference.add(4.1, 5.3);
    }
    assertThat(difference.absolute().method()).endsWith("no interval: no spread");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void aHorizonOutOfRange_isRefused(int horizon) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.ordered("min", horizon))
        .withMessage("horizon must be from 1 to 1000: " + horizon);
  }

  @Test
  void add_ofALossThatIsNotUsable_isRefusedAndChangesNothing() {
    PairedDifference.Ordered difference = ordered(2, 0);
    Figure before = difference.absolute();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> difference.add(Double.NaN, 1))
        .withMessageContaining("candidateLoss");
    assertThat(difference.absolute()).isEqualTo(before);
  }

  /** Errors that last for four steps: only the horizon that knows it covers. */
  @Test
  void intervalsOfOverlappingErrors_coverOnlyAtTheirHorizon() {
    Random random = new Random(11);
    int covered = 0;
    int naive = 0;
    for (int run = 0; run < 2_000; run++) {
      PairedDifference.Ordered atHorizon = PairedDifference.ordered("min", 4);
      PairedDifference.Independent independent = PairedDifference.independent("min");
      double[] shocks = random.doubles(203, -1, 1).toArray();
      for (int t = 0; t < 200; t++) {
        double loss = 10 + shocks[t] + shocks[t + 1] + shocks[t + 2] + shocks[t + 3];
        atHorizon.add(loss, 11);
        independent.add(loss, 11);
      }
      covered += atHorizon.absolute().excludes(-1) ? 0 : 1;
      naive += independent.absolute().excludes(-1) ? 0 : 1;
    }
    assertThat(covered / 2_000.0).isBetween(0.92, 0.96);
    assertThat(naive / 2_000.0).isLessThan(0.75);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplePairTest {

  @Test
  void of_valueThatIsNoNumber_isRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1.1e70}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SamplePair.of(values(1), values(0, value)))
          .withMessage("value must be finite and at most 1.0E70 in size: " + value);
    }
  }

  @Test
  void everything_ofAnEmptySample_isUndefined() {
    SamplePair noReference = SamplePair.of(values(), values(1));
    SamplePair noCurrent = SamplePair.of(values(1, 2), values());
    assertThat(noReference.kolmogorovSmirnov().reason()).isEqualTo("no reference values");
    assertThat(noReference.p().reason()).isEqualTo("no reference values");
    assertThat(noReference.atEffectiveSize().reason()).isEqualTo("no reference values");
    assertThat(noCurrent.wasserstein().reason()).isEqualTo("no current values");
    assertThat(noCurrent.standardizedWasserstein().reason()).isEqualTo("no current values");
    assertThat(noCurrent.energy().reason()).isEqualTo("no current values");
    assertThat(noCurrent.asymptotic()).hasToString("no evidence: no current values (n = 2)");
  }

  @Test
  void standardizedWasserstein_constantReference_isUndefined() {
    assertThat(SamplePair.of(values(3, 3), values(4)).standardizedWasserstein().reason())
        .isEqualTo("the reference does not vary");
    assertThat(SamplePair.of(values(3), values(4)).standardizedWasserstein().reason())
        .isEqualTo("the reference does not vary");
  }

  @Test
  void distances_ofAShift_areTheShift() {
    SamplePair pair = SamplePair.of(values(1, 2, 3, 4), values(6, 7, 8, 9));
    assertThat(pair.wasserstein().value()).isEqualTo(5);
    assertThat(pair.standardizedWasserstein().value())
        .isCloseTo(5 / Math.sqrt(1.25), within(1e-12));
    assertThat(pair.kolmogorovSmirnov().value()).isEqualTo(1);
    assertThat(pair.wasserstein().n()).isEqualTo(8);
  }

  @Test
  void kolmogorovSmirnov_zeroOfEitherSign_isOneValue() {
    assertThat(SamplePair.of(values(-0.0, 1), values(0.0, 1)).kolmogorovSmirnov().value()).isZero();
  }

  /** Of 20 orders of 3 and 3 two have the distance 1. */
  @Test
  void exact_smallestSamples_isTheShareOfOrders() {
    assertThat(SamplePair.of(values(1, 2, 3), values(4, 5, 6)).exact().value())
        .isCloseTo(2 / 20.0, within(1e-15));
    assertThat(SamplePair.of(values(1), values(2)).exact().value()).isEqualTo(1);
  }

  /** Two chances in a million million: nothing may cancel. */
  @Test
  void exact_verySmall_keepsItsDigits() {
    double[] low = new double[20];
    double[] high = new double[20];
    Arrays.setAll(low, i -> i);
    Arrays.setAll(high, i -> i + 100);
    double orders = 137_846_528_820.0;
    assertThat(SamplePair.of(low, high).exact().value())
        .isCloseTo(2 / orders, within(1e-12 * 2 / orders));
  }

  @Test
  void p_moreThanFourMillionPairs_isThatOfTheLimit() {
    double[] thousand = new double[1_000];
    double[] most = new double[4_000];
    double[] more = new double[4_001];
    Arrays.setAll(thousand, i -> i);
    Arrays.setAll(most, i -> i);
    Arrays.setAll(more, i -> i);
    assertThat(SamplePair.of(thousand, most).p().method()).isEqualTo("Kolmogorov-Smirnov, exact");
    assertThat(SamplePair.of(thousand, more).p().method())
        .isEqualTo("Kolmogorov-Smirnov, limit of large samples");
  }

  @Test
  void atEffectiveSize_largeSamples_isThatOfTheLimit() {
    double[] values = new double[4_002];
    Arrays.setAll(values, i -> i);
    double[] shifted = Arrays.stream(values).map(value -> value + 100).toArray();
    SamplePair pair = SamplePair.of(values, shifted);
    assertThat(pair.atEffectiveSize().value()).isEqualTo(pair.asymptotic().value());
    assertThat(pair.atEffectiveSize().method()).isEqualTo("Kolmogorov-Smirnov, one sample of 2001");
  }

  @Test
  void critical_argumentsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplePair.criticalDistance(1, 5, 5))
        .withMessage("alpha must be between 0 and 1: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplePair.criticalDistance(0.05, 0, 5))
        .withMessage("references must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplePair.criticalDistance(0.05, 5, 0))
        .withMessage("currents must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplePair.kolmogorovSurvival(-0.1))
        .withMessage("lambda must be from 0 to 1.0E70: -0.1");
  }

  @Test
  void of_keepsNoReferenceToItsArguments() {
    double[] reference = values(2, 1);
    SamplePair pair = SamplePair.of(reference, values(1, 2));
    assertThat(reference).containsExactly(2, 1);
    reference[0] = 50;
    assertThat(pair.wasserstein().value()).isZero();
    assertThat(pair).asString().startsWith("SamplePair[0 (n = 4, Kolmogorov-Smirnov distance");
  }

  private static double[] values(double... values) {
    return values;
  }
}

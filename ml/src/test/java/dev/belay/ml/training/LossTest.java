/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 90, Double.NaN})
  void quantile_notBetweenZeroAndOne_isRefusedWithItsValue(double level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.quantile(level))
        .withMessage("a quantile is between 0 and 1, not at " + level);
  }

  @Test
  void equals_kindAndLevel_decide() {
    assertThat(Loss.quantile(0.9))
        .isEqualTo(Loss.quantile(0.9))
        .hasSameHashCodeAs(Loss.quantile(0.9));
    assertThat(Loss.quantile(0.9)).isNotEqualTo(Loss.quantile(0.8));
    assertThat(Loss.median()).isNotEqualTo(Loss.quantile(0.5)).isNotEqualTo(Loss.mean());
    assertThat(Loss.mean()).isEqualTo(Loss.mean());
  }

  @Test
  void toString_anyLoss_isItsName() {
    assertThat(Loss.mean()).hasToString("mean");
    assertThat(Loss.median()).hasToString("median");
    assertThat(Loss.quantile(0.9)).hasToString("quantile 0.9");
    assertThat(Loss.logistic()).hasToString("logistic");
  }

  @Test
  void of_aMissByTwo_isWhatTheLossSays() {
    assertThat(Loss.mean().of(5, 3)).isEqualTo(4);
    assertThat(Loss.median().of(5, 3)).isEqualTo(2);
    assertThat(Loss.logistic().of(0.75, 1)).isEqualTo(0.0625);
    assertThat(Loss.quantile(0.9).of(5, 3)).isCloseTo(0.2, within(1e-12));
    assertThat(Loss.quantile(0.9).of(3, 5)).isCloseTo(1.8, within(1e-12));
  }
}

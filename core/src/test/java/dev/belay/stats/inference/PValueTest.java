/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class PValueTest {

  @Test
  void rejects_atTheLevelAndBelow_notAbove() {
    PValue p = PValue.of(0.01, 10, "sign test");
    assertThat(p.rejects(0.01)).isTrue();
    assertThat(p.rejects(Math.nextDown(0.01))).isFalse();
    assertThat(p.evidence()).isTrue();
  }

  @Test
  void noEvidence_neverRejects_andSaysWhy() {
    PValue none = PValue.noEvidence("no units", 0);
    assertThat(none.rejects(Math.nextDown(1.0))).isFalse();
    assertThat(none.evidence()).isFalse();
    assertThat(none.value()).isEqualTo(1);
    assertThat(none).hasToString("no evidence: no units (n = 0)");
  }

  @Test
  void toString_ofATest_hasMethodAndSize() {
    assertThat(PValue.of(0.0476704, 10_200, "chi-square"))
        .hasToString("p = 0.04767 (n = 10,200, chi-square)");
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PValue.of(1.5, 3, "t"))
        .withMessage("a p-value must be from 0 to 1: 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PValue.of(Double.NaN, 3, "t"))
        .withMessage("a p-value must be from 0 to 1: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PValue.of(0.5, -1, "t"))
        .withMessage("n must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PValue.of(0.5, 3, " "))
        .withMessage("a p-value needs a method: ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PValue(0.5, 3, "", "why"))
        .withMessage("no evidence needs a reason and the value 1: 'why', 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PValue.noEvidence("", 3))
        .withMessage("no evidence needs a reason and the value 1: '', 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PValue.of(0.5, 3, "t").rejects(0))
        .withMessage("alpha must be between 0 and 1: 0.0");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nulls_areRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> PValue.of(0.5, 3, null))
        .withMessage("method");
    assertThatNullPointerException()
        .isThrownBy(() -> PValue.noEvidence(null, 3))
        .withMessage("reason");
  }
}

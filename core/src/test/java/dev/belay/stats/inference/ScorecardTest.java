/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.inference.Scorecard.Cause;
import dev.belay.stats.inference.Scorecard.Label;
import dev.belay.stats.inference.Scorecard.Score;
import org.junit.jupiter.api.Test;

class ScorecardTest {

  private static final Scorecard TWO =
      Scorecard.empty().with("errors", "mae", Label.PASS).with("speed", "p99", Label.HIGH);

  @Test
  void score_isTheMeanOfGroupsByWeight() {
    assertThat(TWO.score())
        .isEqualTo(new Score(50, Cause.WEIGHTED, "1 of 2 metrics pass, in 2 groups"));
    assertThat(TWO.withWeight("errors", 3).score().percent()).isEqualTo(75);
    assertThat(TWO.withWeight("errors", 6).withWeight("speed", 2).score().percent()).isEqualTo(75);
  }

  @Test
  void score_countsNoDataInNoGroup() {
    Scorecard card = TWO.with("errors", "bias", Label.NO_DATA).with("errors", "rmse", Label.PASS);
    assertThat(card.score().percent()).isEqualTo(50);
  }

  @Test
  void score_ofAGroupWithoutData_leavesItOut() {
    Scorecard card = TWO.with("money", "roi", Label.NO_DATA).withWeight("money", 100);
    assertThat(card.score().percent()).isEqualTo(50);
  }

  @Test
  void score_withHalfWithoutData_fails() {
    Scorecard half = Scorecard.empty().with("a", "one", Label.PASS).with("a", "two", Label.NO_DATA);
    assertThat(half.score()).isEqualTo(new Score(0, Cause.NO_DATA, "1 of 2 metrics without data"));
    Scorecard less = half.with("a", "three", Label.PASS);
    assertThat(less.score().percent()).isEqualTo(100);
    assertThat(Scorecard.empty().score().cause()).isEqualTo(Cause.NO_DATA);
  }

  @Test
  void score_withACriticalMetricThatDidNotPass_isZero() {
    for (Label label : new Label[] {Label.HIGH, Label.LOW, Label.NO_DATA}) {
      Score score = TWO.withCritical("errors", "share late", label).score();
      assertThat(score)
          .isEqualTo(new Score(0, Cause.CRITICAL_METRIC, "critical: errors/share late " + label));
    }
    assertThat(TWO.withCritical("errors", "share late", Label.PASS).score().percent())
        .isEqualTo(50);
  }

  @Test
  void with_leavesTheCardItWasAskedOf() {
    assertThat(TWO.withWeight("errors", 9).score().percent()).isCloseTo(90, within(1e-12));
    assertThat(TWO.score().percent()).isEqualTo(50);
    assertThat(TWO.toString()).contains("1 of 2 metrics pass");
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TWO.withCritical("errors", "mae", Label.PASS))
        .withMessage("metric is already there: errors/mae");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TWO.withWeight("errors", 0))
        .withMessage("weight must be above 0 and at most 1.0E70: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Score(101, Cause.WEIGHTED, ""))
        .withMessage("a score must be from 0 to 100: 101.0");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nulls_areRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> TWO.with(null, "a", Label.PASS))
        .withMessage("group");
    assertThatNullPointerException()
        .isThrownBy(() -> TWO.with("a", null, Label.PASS))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> TWO.with("a", "a", null))
        .withMessage("label");
    assertThatNullPointerException().isThrownBy(() -> TWO.withWeight(null, 1)).withMessage("group");
  }
}

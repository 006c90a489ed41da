/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExpectedLossTest {

  @Test
  void add_lossOutOfRange_isRefusedAndChangesNothing() {
    ExpectedLoss loss = ExpectedLoss.in("min");
    for (double bad : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> loss.add(bad))
          .withMessage("expected must be from 0 to 1.0E70: " + bad);
    }
    assertThat(loss.figure()).isEqualTo(Figure.undefined("no predictions", 0));
  }

  @Test
  void ofNormal_argumentsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedLoss.absoluteErrorOfNormal(0, 0, 1))
        .withMessage("deviation must be above 0 and at most 1.0E70: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedLoss.absoluteErrorOfNormal(Double.NaN, 1, 1))
        .withMessage("mean must be finite and at most 1.0E70 in size: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedLoss.squaredError(1, 1, Double.NEGATIVE_INFINITY))
        .withMessage("prediction must be finite and at most 1.0E70 in size: -Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedLoss.squaredError(1, -1, 0))
        .withMessage("deviation must be above 0 and at most 1.0E70: -1.0");
  }

  @Test
  void absoluteErrorOfNormal_farAway_isTheDistance() {
    assertThat(ExpectedLoss.absoluteErrorOfNormal(0, 1e-3, 7)).isCloseTo(7, within(1e-12));
    assertThat(ExpectedLoss.absoluteErrorOfNormal(7, 1e-3, 0)).isCloseTo(7, within(1e-12));
    assertThat(ExpectedLoss.absoluteErrorOfNormal(1e70, 1e-70, -1e70)).isEqualTo(2e70);
  }

  @Test
  void absoluteErrorOfNormal_isTheMeanOfDraws() {
    Draws draws = Draws.seeded(5);
    double sum = 0;
    for (int i = 0; i < 40_000; i++) {
      sum += Math.abs(3 + 2 * draws.normal() - 4);
    }
    assertThat(ExpectedLoss.absoluteErrorOfNormal(3, 2, 4)).isCloseTo(sum / 40_000, within(0.03));
  }

  @Test
  void figure_isTheMeanWithItsAssumption() {
    ExpectedLoss loss = ExpectedLoss.in("min");
    loss.add(2);
    loss.add(4);
    Figure figure = loss.figure();
    assertThat(figure.value()).isEqualTo(3);
    assertThat(figure.unit()).isEqualTo("min");
    assertThat(figure.method())
        .startsWith(
            "expected, not measured: holds while outcomes follow from features as they did");
    assertThat(Objects.requireNonNull(figure.interval()).contains(3)).isTrue();
    assertThat(loss).asString().startsWith("ExpectedLoss[3");
  }

  @Test
  void figure_moreThanFivePercentUnsupported_isUndefined() {
    ExpectedLoss loss = ExpectedLoss.in("min");
    for (int i = 0; i < 95; i++) {
      loss.add(i);
    }
    for (int i = 0; i < 5; i++) {
      loss.addUnsupported();
    }
    assertThat(loss.figure().reason()).isNull();
    assertThat(loss.figure().n()).isEqualTo(95);
    loss.addUnsupported();
    assertThat(loss.figure().reason())
        .isEqualTo("6 of 101 predictions are outside of what losses were learned from");
  }

  @Test
  void merge_isTheSameAsAddingAll() {
    ExpectedLoss all = ExpectedLoss.in("min");
    ExpectedLoss one = ExpectedLoss.in("min");
    ExpectedLoss other = ExpectedLoss.in("min");
    for (int i = 0; i < 40; i++) {
      all.add(i);
      (i % 3 == 0 ? one : other).add(i);
    }
    all.addUnsupported();
    other.addUnsupported();
    one.merge(other);
    assertThat(one.figure().value()).isCloseTo(all.figure().value(), within(1e-12));
    assertThat(one.figure().n()).isEqualTo(all.figure().n());
    for (int i = 0; i < 2; i++) {
      all.addUnsupported();
      one.addUnsupported();
    }
    assertThat(one.figure().reason()).isEqualTo(all.figure().reason()).startsWith("3 of 43");
  }

  @Test
  void merge_anotherUnit_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedLoss.in("min").merge(ExpectedLoss.in("s")))
        .withMessage("unit must be 'min': 's'");
  }
}

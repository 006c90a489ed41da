/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MultiplicityTest {

  private static Figure figure(double value, double margin) {
    return Figure.of(value, new Interval(value - margin, value + margin, 0.95), 7, "mean")
        .withUnit("min");
  }

  @Test
  void widened_excludesZero_exactlyIfTheAdjustedPIsBelowTheLevel() {
    assertThat(Multiplicity.widened(figure(2, 0.5), 0.05 - 1e-9).excludes(0)).isTrue();
    assertThat(Multiplicity.widened(figure(2, 0.5), 0.05 + 1e-9).excludes(0)).isFalse();
  }

  @Test
  void widened_keepsUnitSizeAndLevel_andIsNeverNarrower() {
    Figure wide = Multiplicity.widened(figure(2, 3), 0.001);
    Interval interval = Objects.requireNonNull(wide.interval());
    assertThat(interval.lower()).isEqualTo(-1);
    assertThat(interval.upper()).isEqualTo(5);
    assertThat(wide.unit()).isEqualTo("min");
    assertThat(wide.n()).isEqualTo(7);
    assertThat(wide.method()).isEqualTo("mean, adjusted p");
  }

  @Test
  void widened_ofANegativeValue_isMirrored() {
    Interval below = Objects.requireNonNull(Multiplicity.widened(figure(-2, 0.5), 0.2).interval());
    Interval above = Objects.requireNonNull(Multiplicity.widened(figure(2, 0.5), 0.2).interval());
    assertThat(below.lower()).isCloseTo(-above.upper(), within(1e-12));
  }

  @Test
  void widened_whereNothingIsLeft_hasNoInterval() {
    Figure one = Multiplicity.widened(figure(2, 0.5), 1);
    assertThat(one.interval()).isNull();
    assertThat(one.method()).isEqualTo("mean, no interval: adjusted p");
    assertThat(one.unit()).isEqualTo("min");
    assertThat(Multiplicity.widened(figure(0, 0.5), 0.5).interval()).isNull();
  }

  @Test
  void widened_whatNeedsNoWidening_staysAsItIs() {
    assertThat(Multiplicity.widened(figure(2, 0.5), 0)).isEqualTo(figure(2, 0.5));
    Figure point = Figure.point(2, 1, "one value");
    assertThat(Multiplicity.widened(point, 0.5)).isSameAs(point);
    Figure undefined = Figure.undefined("none", 0);
    assertThat(Multiplicity.widened(undefined, 0.5)).isSameAs(undefined);
  }

  @Test
  void noPValues_giveNone() {
    assertThat(Multiplicity.holm()).isEmpty();
    assertThat(Multiplicity.benjaminiHochberg()).isEmpty();
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    String message = "a p-value must be from 0 to 1: ";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Multiplicity.holm(0.5, 1.5))
        .withMessage(message + 1.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Multiplicity.benjaminiHochberg(-0.1))
        .withMessage(message + -0.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Multiplicity.widened(figure(1, 1), Double.NaN))
        .withMessage(message + Double.NaN);
  }
}

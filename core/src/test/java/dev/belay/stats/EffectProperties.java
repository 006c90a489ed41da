/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Effect.Side;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EffectProperties {

  /** Effects for one look, with and without degrees of freedom, and for every look. */
  @Provide
  Arbitrary<Effect> effects() {
    Arbitrary<Double> values = Arbitraries.doubles().between(-4, 4).ofScale(3);
    Arbitrary<Long> units = Arbitraries.longs().between(2, 100_000);
    Arbitrary<Integer> readings = Arbitraries.integers().between(0, 2);
    return Combinators.combine(values, units, readings)
        .as(
            (value, n, reading) -> {
              Effect effect = Effect.of(value, 1, n, "given");
              return switch (reading) {
                case 0 -> effect;
                case 1 -> effect.withDegreesOfFreedom(Math.min(n - 1.0, 50));
                default -> effect.alwaysValid(0.95, 1_000);
              };
            });
  }

  @Property(tries = 500)
  void interval_excludesNothing_exactlyIfThePValueIsAboveTheError(
      @ForAll("effects") Effect effect,
      @ForAll @DoubleRange(min = 0.51, max = 0.99) double level,
      @ForAll Side side) {
    double p = effect.pValue(side);
    Assume.that(Math.abs(p - (1 - level)) > 1e-9);
    assertThat(effect.figure(level, side).excludes(0)).isEqualTo(p < 1 - level);
  }

  /** A relative effect proves nothing at a level at which its baseline may be 0. */
  @Property(tries = 500)
  void intervalOfARelativeEffect_excludesNothing_exactlyIfThePValueIsAboveTheError(
      @ForAll @DoubleRange(min = 0.5, max = 6) double statistic,
      @ForAll("effects") Effect effect,
      @ForAll @DoubleRange(min = 0.51, max = 0.99) double level,
      @ForAll Side side) {
    Effect relative =
        new Effect(
            Estimate.of(effect.value(), 1, Double.POSITIVE_INFINITY),
            Evidence.of(effect.n(), "given"),
            effect.reading(),
            Denominator.of(statistic, "baseline"),
            null);
    double p = relative.pValue(side);
    Assume.that(Math.abs(p - (1 - level)) > 1e-9);
    assertThat(p).isGreaterThanOrEqualTo(effect.pValue(side));
    assertThat(relative.figure(level, side).excludes(0)).isEqualTo(p < 1 - level);
  }

  @Property(tries = 300)
  void theOtherSign_mirrorsSidesAndBounds(
      @ForAll("effects") Effect effect, @ForAll @DoubleRange(min = 0.51, max = 0.99) double level) {
    Effect mirrored = Effect.of(-effect.value(), 1, effect.n(), "given");
    Effect straight = Effect.of(effect.value(), 1, effect.n(), "given");
    assertThat(mirrored.pValue(Side.LESS)).isEqualTo(straight.pValue(Side.GREATER));
    assertThat(mirrored.pValue(Side.TWO_SIDED)).isEqualTo(straight.pValue(Side.TWO_SIDED));
    assertThat(interval(mirrored, level, Side.LESS).upper())
        .isEqualTo(-interval(straight, level, Side.GREATER).lower());
  }

  @Property(tries = 300)
  void aHigherLevel_neverGivesANarrowerInterval(
      @ForAll("effects") Effect effect,
      @ForAll @DoubleRange(min = 0.51, max = 0.98) double level,
      @ForAll @DoubleRange(min = 0, max = 0.01) double more) {
    assertThat(interval(effect, level + more, Side.TWO_SIDED).width())
        .isGreaterThanOrEqualTo(interval(effect, level, Side.TWO_SIDED).width());
  }

  @Property(tries = 300)
  void everyLook_isNeverNarrowerThanOneLook(
      @ForAll @DoubleRange(min = 0.51, max = 0.99) double level,
      @ForAll @IntRange(min = 1, max = 1_000_000) int n,
      @ForAll @IntRange(min = 1, max = 1_000_000) int tunedFor) {
    Effect effect = Effect.of(1, 1, n, "given");
    assertThat(interval(effect.alwaysValid(level, tunedFor), level, Side.TWO_SIDED).width())
        .isGreaterThan(interval(effect, level, Side.TWO_SIDED).width());
  }

  @Property(tries = 100)
  void theScaling_reachesThePowerAndNotMore(
      @ForAll @DoubleRange(min = 0.1, max = 5) double truth,
      @ForAll @DoubleRange(min = 0.3, max = 0.99) double power) {
    Effect effect = Effect.of(1, 1, 1_000, "given").alwaysValid();
    double scaling = effect.scalingFor(truth, power, 0.95).value();
    Planning planning = effect.planning(0.95);
    if (scaling == 0) {
      assertThat(planning.difference(truth, 0)).isGreaterThanOrEqualTo(power);
    } else {
      assertThat(planning.difference(truth, scaling)).isCloseTo(power, within(1e-9));
    }
  }

  private static Interval interval(Effect effect, double level, Side side) {
    return Objects.requireNonNull(effect.figure(level, side).interval());
  }
}

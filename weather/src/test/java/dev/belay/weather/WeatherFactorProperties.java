/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WeatherFactorProperties {
  /** Rounding, no more. */
  private static final double ROUNDING = 1e-12;

  private record Input(WeatherVariable variable, double least, double greatest, double steepest) {}

  /** What the factor depends on, and how much it may change with one unit of it, by the tables. */
  private static final Input[] INPUTS = {
    new Input(WeatherVariable.PRECIPITATION_MM_PER_HOUR, 0, 30, 0.3056 / 4.445),
    new Input(WeatherVariable.SNOW_MM_PER_HOUR, 0, 30, 0.4681 / 0.635),
    new Input(WeatherVariable.VISIBILITY_METRES, 0, 3_000, 0.3056 / 1_207),
    new Input(WeatherVariable.TEMPERATURE_CELSIUS, -50, 10, 0.386 / 21)
  };

  @Provide
  Arbitrary<Sky> skies() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 30),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.doubles().between(0, 3_000),
            Arbitraries.doubles().between(-50, 10))
        .as(
            (water, frozen, sight, celsius) ->
                Sky.clear()
                    .rain(water)
                    .with(WeatherVariable.SNOW_MM_PER_HOUR, water * frozen)
                    .sight(sight)
                    .celsius(celsius));
  }

  private static double of(Sky sky) {
    return WeatherFactor.of(sky.reading());
  }

  @Property
  void factor_ofAnyWeather_isFromZeroToOne(@ForAll("skies") Sky sky) {
    assertThat(of(sky)).isBetween(0.0, 1.0);
  }

  @Property
  void factor_inEachInput_goesOneWayOnlyAndNoFasterThanTheTables(
      @ForAll("skies") Sky sky, @ForAll("shares") double one, @ForAll("shares") double other) {
    for (Input input : INPUTS) {
      double from = at(input, Math.min(one, other));
      double to = at(input, Math.max(one, other));
      double atFrom = of(sky.with(input.variable, from));
      double atTo = of(sky.with(input.variable, to));
      assertThat((atTo - atFrom) * way(input)).isGreaterThanOrEqualTo(-ROUNDING);
      assertThat(atTo).isEqualTo(atFrom, within(input.steepest * 1.001 * (to - from) + ROUNDING));
    }
  }

  @Provide
  Arbitrary<Double> shares() {
    return Arbitraries.doubles().between(0, 1);
  }

  private static double at(Input input, double share) {
    return input.least + share * (input.greatest - input.least);
  }

  private static int way(Input input) {
    return switch (input.variable) {
      case VISIBILITY_METRES, TEMPERATURE_CELSIUS -> -1;
      default -> 1;
    };
  }

  @Property
  void freezing_neverMakesItBetter(@ForAll("skies") Sky sky) {
    double without = of(sky.with(WeatherVariable.FREEZING, 0));
    assertThat(of(sky.with(WeatherVariable.FREEZING, 1))).isGreaterThanOrEqualTo(without);
  }

  @Property
  void absence_neverMakesItWorse(@ForAll("skies") Sky sky, @ForAll WeatherVariable variable) {
    double known = of(sky);
    double unknown = of(sky.without(variable));
    assertThat(unknown > known).isFalse();
    assertThat(Double.isNaN(unknown))
        .isEqualTo(variable == WeatherVariable.PRECIPITATION_MM_PER_HOUR);
  }
}

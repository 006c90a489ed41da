/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeatherFactorTest {
  private static final double INCH = 25.4;
  private static final double MILE = 1609.344;

  /** The greatest step a change of 1e-9 of any unit may make: no line is steeper than this. */
  private static final double STEP = 1e-9;

  private static double of(Sky sky) {
    return WeatherFactor.of(sky.weather());
  }

  /** What the tables say a speed factor costs, in units of heavy snow's: not the code's words. */
  private static double cost(double speed) {
    return (1 - speed) / speed * 0.88 / 0.12;
  }

  @Test
  void clearWeather_hasNoEffect() {
    assertThat(of(Sky.clear())).isZero();
  }

  @Test
  void heavySnow_isExactlyOne() {
    assertThat(of(Sky.clear().snow(0.75 * INCH))).isEqualTo(1);
    assertThat(of(Sky.clear().snow(200))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.175, 0.96", "0.375, 0.94", "9, 0.94"})
  void rain_inTheMiddleOfAClass_isTheTable(double inches, double speed) {
    assertThat(of(Sky.clear().rain(inches * INCH))).isEqualTo(cost(speed), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.025, 0.94", "0.075, 0.92", "0.3, 0.90", "0.75, 0.88"})
  void snow_inTheMiddleOfAClass_isTheTable(double inches, double speed) {
    assertThat(of(Sky.clear().snow(inches * INCH))).isEqualTo(cost(speed), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.95", "0.125, 0.95", "0.375, 0.95", "0.75, 0.96", "1.5, 1", "20, 1"})
  void sight_inTheMiddleOfAClass_isTheTable(double miles, double speed) {
    assertThat(of(Sky.clear().sight(miles * MILE))).isEqualTo(cost(speed), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-80, 0.95", "-30.5, 0.95", "-9.5, 1", "1, 1", "20, 1", "45, 1"})
  void temperature_inTheMiddleOfAClass_isTheTable(double celsius, double speed) {
    assertThat(of(Sky.clear().celsius(celsius))).isEqualTo(cost(speed), within(1e-12));
  }

  @Test
  void worst_excludesTheOthers() {
    Sky all = Sky.clear().rain(4.445).sight(300).celsius(-40);
    assertThat(of(all)).isEqualTo(cost(0.95), within(1e-12));
  }

  @Test
  void freezingRain_countsAsSnowWithAsMuchWater() {
    double glaze = of(Sky.clear().rain(2).with(WeatherVariable.FREEZING, 1));
    assertThat(glaze).isEqualTo(of(Sky.clear().snow(2))).isGreaterThan(of(Sky.clear().rain(2)));
  }

  @Test
  void drizzle_isTiny() {
    assertThat(of(Sky.clear().rain(0.1))).isBetween(0.001, 0.01);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 4.445, 9.525})
  void rain_aroundAKnot_doesNotJump(double knot) {
    assertContinuous(of(Sky.clear().rain(knot)), of(Sky.clear().rain(knot + STEP)));
    assertContinuous(of(Sky.clear().rain(knot)), of(Sky.clear().rain(Math.max(0, knot - STEP))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.635, 1.905, 7.62, 19.05})
  void snow_aroundAKnot_doesNotJump(double knot) {
    assertContinuous(of(Sky.clear().snow(knot)), of(Sky.clear().snow(knot + STEP)));
    assertContinuous(of(Sky.clear().snow(knot)), of(Sky.clear().snow(Math.max(0, knot - STEP))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 603.504, 1207.008, 2414.016})
  void sight_aroundAKnot_doesNotJump(double knot) {
    assertContinuous(of(Sky.clear().sight(knot)), of(Sky.clear().sight(knot + STEP)));
    assertContinuous(of(Sky.clear().sight(knot)), of(Sky.clear().sight(Math.max(0, knot - STEP))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-30.5, -20, -9.5, 0})
  void temperature_aroundAKnot_doesNotJump(double knot) {
    assertContinuous(of(Sky.clear().celsius(knot)), of(Sky.clear().celsius(knot + STEP)));
    assertContinuous(of(Sky.clear().celsius(knot)), of(Sky.clear().celsius(knot - STEP)));
  }

  private static void assertContinuous(double one, double other) {
    assertThat(one).isEqualTo(other, within(STEP));
  }

  @Test
  void withoutPrecipitation_isAbsentWhateverElseIsKnown() {
    Sky fog = Sky.clear().sight(100).without(WeatherVariable.PRECIPITATION_MM_PER_HOUR);
    assertThat(of(fog)).isNaN();
    assertThat(of(Sky.unknown())).isNaN();
  }

  @Test
  void withPrecipitationAlone_isWhatPrecipitationSays() {
    assertThat(of(Sky.unknown().rain(4.445))).isEqualTo(cost(0.96), within(1e-12));
    assertThat(of(Sky.unknown().rain(0))).isZero();
  }

  @Test
  void windAndThunderAndCloud_haveNoEffectOfTheirOwn() {
    Sky storm =
        Sky.clear()
            .with(WeatherVariable.WIND_METRES_PER_SECOND, 40)
            .with(WeatherVariable.GUST_METRES_PER_SECOND, 60)
            .with(WeatherVariable.THUNDER, 1)
            .with(WeatherVariable.CLOUD_FRACTION, 1);
    assertThat(of(storm)).isZero();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What was wrong with the formula before this one: each law holds for ours, and not for that. */
class PredecessorFactorTest {
  /** A law about any formula. */
  private interface Law {
    void mustHold(ToDoubleFunction<Weather> formula);
  }

  private static void onlyOursKeeps(Law law) {
    law.mustHold(WeatherFactor::of);
    assertThatThrownBy(() -> law.mustHold(PredecessorFactorTest::old))
        .isInstanceOf(AssertionError.class);
  }

  /** The formula as it was described, with what it answered where there was no weather. */
  private static double old(Weather weather) {
    if (!weather.has(WeatherVariable.TEMPERATURE_CELSIUS)) {
      return 0.5;
    }
    double factor = precipitation(weather);
    factor += 3.6 * weather.value(WeatherVariable.WIND_METRES_PER_SECOND) > 50 ? 0.2 : 0;
    factor += weather.value(WeatherVariable.VISIBILITY_METRES) < 1_000 ? 0.2 : 0;
    factor += weather.value(WeatherVariable.CLOUD_FRACTION) > 0.8 ? 0.05 : 0;
    factor += temperature(weather.value(WeatherVariable.TEMPERATURE_CELSIUS));
    return Math.min(1, factor);
  }

  private static double precipitation(Weather weather) {
    double snow = weather.value(WeatherVariable.SNOW_MM_PER_HOUR);
    double rain = weather.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR) - snow;
    if (snow > 0) {
      return Math.min(0.4, 0.2 + 0.05 * snow);
    }
    return rain > 0 ? Math.min(0.3, 0.1 + 0.02 * rain) : 0;
  }

  private static double temperature(double celsius) {
    if (celsius < -5 || celsius > 35) {
      return 0.1;
    }
    return celsius < 0 || celsius > 3 ? 0.05 : 0;
  }

  private static Sky snowStorm() {
    return Sky.clear()
        .snow(3)
        .celsius(-2)
        .sight(2_000)
        .with(WeatherVariable.WIND_METRES_PER_SECOND, 40 / 3.6)
        .with(WeatherVariable.CLOUD_FRACTION, 1);
  }

  @Test
  void outage_isNoNumber_andNotOneWorseThanASnowStorm() {
    onlyOursKeeps(
        formula -> {
          double outage = formula.applyAsDouble(Sky.unknown().weather());
          assertThat(outage > formula.applyAsDouble(snowStorm().weather())).isFalse();
          assertThat(outage).isNaN();
        });
  }

  @Test
  void aFineDay_isTheSameAtOneDegreeAndAtTwenty() {
    onlyOursKeeps(
        formula ->
            assertThat(formula.applyAsDouble(Sky.clear().celsius(1).weather()))
                .isEqualTo(formula.applyAsDouble(Sky.clear().weather())));
  }

  @Test
  void theWholeRange_isReached() {
    Sky worst =
        snowStorm()
            .snow(100)
            .celsius(-40)
            .sight(50)
            .with(WeatherVariable.WIND_METRES_PER_SECOND, 50)
            .with(WeatherVariable.FREEZING, 1);
    onlyOursKeeps(
        formula -> {
          assertThat(formula.applyAsDouble(Sky.clear().weather())).isZero();
          assertThat(formula.applyAsDouble(worst.weather())).isEqualTo(1);
        });
  }

  @Test
  void moderateSight_counts() {
    onlyOursKeeps(
        formula ->
            assertThat(formula.applyAsDouble(Sky.clear().sight(1_500).weather()))
                .isGreaterThan(formula.applyAsDouble(Sky.clear().weather())));
  }

  @Test
  void drizzle_isNoJump() {
    onlyOursKeeps(
        formula ->
            assertThat(formula.applyAsDouble(Sky.clear().celsius(10).rain(0.1).weather()))
                .isBetween(0.0, formula.applyAsDouble(Sky.clear().celsius(10).weather()) + 0.01));
  }

  @Test
  void rainBesideSnow_isNotIgnored() {
    Sky mixed = Sky.clear().rain(20).with(WeatherVariable.SNOW_MM_PER_HOUR, 0.1);
    Sky dry = Sky.clear().snow(0.1);
    onlyOursKeeps(
        formula ->
            assertThat(formula.applyAsDouble(mixed.weather()))
                .isGreaterThan(formula.applyAsDouble(dry.weather())));
  }

  @Test
  void freezingRain_isNoLightRain() {
    Sky light = Sky.clear().rain(0.5).celsius(-1);
    Sky freezing = Sky.clear().rain(0.5).celsius(-1).with(WeatherVariable.FREEZING, 1);
    onlyOursKeeps(
        formula ->
            assertThat(formula.applyAsDouble(freezing.weather()))
                .isGreaterThan(formula.applyAsDouble(light.weather())));
  }
}

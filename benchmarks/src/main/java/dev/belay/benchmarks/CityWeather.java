/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Random;

/**
 * A year-round sequence of hours in which weather lasts: precipitation and fog come and go as
 * two-state Markov chains, temperature and intensity wander around their means (autoregression of
 * the first order). Everything is {@link StrictMath} and {@link Random}, whose sequences are
 * specified: one seed, one sky.
 */
final class CityWeather {
  private static final double FALL_BEGINS = 0.03;
  private static final double FALL_GOES_ON = 0.82;
  private static final double FOG_BEGINS = 0.004;
  private static final double FOG_GOES_ON = 0.7;
  private static final double CLEAR_METRES = 10_000;

  private final Random random;
  private boolean falling;
  private boolean foggy;
  private double warmth;
  private double logIntensity;
  private double wind = 4;

  private CityWeather(Random random) {
    this.random = random;
  }

  /** One sky per hour, beginning at midnight of 1 January. */
  static Sky[] simulate(int hours, Random random) {
    CityWeather weather = new CityWeather(random);
    Sky[] skies = new Sky[hours];
    for (int hour = 0; hour < hours; hour++) {
      skies[hour] = weather.next(hour);
    }
    return skies;
  }

  private Sky next(int hour) {
    boolean fell = falling;
    falling = random.nextDouble() < (falling ? FALL_GOES_ON : FALL_BEGINS);
    foggy = random.nextDouble() < (foggy ? FOG_GOES_ON : FOG_BEGINS);
    warmth = 0.98 * warmth + 0.8 * random.nextGaussian();
    logIntensity = 0.6 * logIntensity + 0.9 * random.nextGaussian();
    wind = Math.max(0, wind + 0.1 * (4 - wind) + 0.8 * random.nextGaussian());
    double temperature = season(hour) + warmth;
    double water = falling ? 0.8 * StrictMath.exp(logIntensity) : 0;
    double snow = temperature <= Sky.FREEZING_C ? water : 0;
    return new Sky(temperature, water - snow, snow, visibility(water, snow), wind, falling || fell);
  }

  private static double season(int hour) {
    double day = hour / 24.0;
    double ofYear = StrictMath.cos(2 * Math.PI * (day - 20) / 365);
    double ofDay = StrictMath.cos(2 * Math.PI * (hour % 24 - 15) / 24.0);
    return 10 - 11 * ofYear + 4 * ofDay;
  }

  private double visibility(double water, double snow) {
    double fogMetres = 200 + 1_800 * random.nextDouble();
    double metres = CLEAR_METRES * StrictMath.exp(-0.08 * water - 0.7 * snow);
    return foggy ? Math.min(fogMetres, metres) : metres;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

/**
 * How much the weather slows traffic down, as one number: 0 for no effect, 1 for that of the worst
 * class of the tables.
 *
 * <p>The tables are the speed adjustment factors of the Highway Capacity Manual, 6th edition
 * (exhibit 11-21, from SHRP 2 project L08), at 55 miles an hour, as the defaults of FREEVAL have
 * them. A factor s lengthens a trip by 1/s - 1; the number is that, divided by that of heavy snow,
 * the worst class with s = 0.88: 13.6 % more time is 1.
 *
 * <p>A class is a range, and the manual jumps from one to the next; here a line leads through one
 * point of each, the middle of its range. Precipitation is millimetres of water an hour:
 *
 * <ul>
 *   <li>rain: none at 0; medium, 0.96 at 4.445; heavy, 0.94 at 9.525
 *   <li>snow: none at 0; light, 0.94 at 0.635; light to medium, 0.92 at 1.905; medium to heavy,
 *       0.90 at 7.62; heavy, 0.88 at 19.05
 *   <li>sight in metres: 0.95 at 604 and below (very low, and lower); low, 0.96 at 1,207; none at
 *       2,414
 *   <li>temperature in degrees Celsius: none at -9.5; severe cold, 0.95 at -30.5 and below
 * </ul>
 *
 * <p>As in the manual the classes exclude one another: the effects are not added, the greatest
 * counts. The rest is judgement. A class that is open at its far end stands at one and a half times
 * its bound (heavy rain and snow, good sight), and severe cold, since degrees have no multiples, as
 * far beyond its bound of -20 as the middle of the class before it is on this side of it. Light
 * rain, for which the table has no factor, lies on the line from none to medium rain. Rain that
 * freezes on the ground counts as snow with as much water, and precipitation of any kind at least
 * as rain. The wind, for which the table has no factor, has no effect.
 *
 * <p>What is not known is not an effect: without a value of precipitation, which decides most, the
 * factor is NaN. Without one of the others it is what is known to be, and may be greater; where
 * that matters their columns tell.
 */
public final class WeatherFactor {
  /** Changed with every change of the number: models trained with another one must not use it. */
  static final int VERSION = 1;

  private static final double INCH = 25.4;
  private static final double MILE = 1609.344;
  private static final double WORST = 0.88;

  private static final Curve RAIN =
      Curve.through(point(0, 1), point(0.175 * INCH, 0.96), point(1.5 * 0.25 * INCH, 0.94));

  private static final Curve SNOW =
      Curve.through(
          point(0, 1),
          point(0.025 * INCH, 0.94),
          point(0.075 * INCH, 0.92),
          point(0.3 * INCH, 0.90),
          point(1.5 * 0.5 * INCH, WORST));

  private static final Curve SIGHT =
      Curve.through(point(0.375 * MILE, 0.95), point(0.75 * MILE, 0.96), point(1.5 * MILE, 1));

  private static final Curve COLD = Curve.through(point(-30.5, 0.95), point(-9.5, 1));

  private WeatherFactor() {}

  private static double[] point(double x, double speed) {
    return new double[] {x, (1 / speed - 1) / (1 / WORST - 1)};
  }

  /**
   * The factor.
   *
   * @param weather of which moment
   * @return 0 to 1, or NaN if the weather has no precipitation, be it 0
   */
  public static double of(Weather weather) {
    return of(weather.reading());
  }

  static double of(Reading reading) {
    double precipitation = reading.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR);
    if (Double.isNaN(precipitation)) {
      return Double.NaN;
    }
    double frozen = precipitation * reading.value(WeatherVariable.FREEZING);
    double factor = RAIN.at(precipitation);
    factor = worse(factor, SNOW, reading.value(WeatherVariable.SNOW_MM_PER_HOUR));
    factor = worse(factor, SNOW, frozen);
    factor = worse(factor, SIGHT, reading.value(WeatherVariable.VISIBILITY_METRES));
    return worse(factor, COLD, reading.value(WeatherVariable.TEMPERATURE_CELSIUS));
  }

  private static double worse(double factor, Curve effect, double value) {
    return Double.isNaN(value) ? factor : Math.max(factor, effect.at(value));
  }
}

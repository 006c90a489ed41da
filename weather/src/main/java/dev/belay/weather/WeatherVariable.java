/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.Locale;

/** What is known of the weather at a place and time; each in one unit, whatever the service's. */
public enum WeatherVariable {
  /** Air temperature two metres above ground, degrees Celsius. */
  TEMPERATURE_CELSIUS(Course.INSTANT, -100, 70),

  /** What the temperature feels like with wind and humidity, degrees Celsius, by the service. */
  FEELS_LIKE_CELSIUS(Course.INSTANT, -120, 90),

  /** Rain and snow together, as millimetres of water an hour. */
  PRECIPITATION_MM_PER_HOUR(Course.INTERVAL, 0, 500),

  /** The part of the precipitation that is snow, as millimetres of water an hour. */
  SNOW_MM_PER_HOUR(Course.INTERVAL, 0, 200),

  /** Wind ten metres above ground, metres a second. */
  WIND_METRES_PER_SECOND(Course.INSTANT, 0, 120),

  /** Gusts, metres a second. */
  GUST_METRES_PER_SECOND(Course.INSTANT, 0, 150),

  /** How far one can see, metres; some services end at 10,000. */
  VISIBILITY_METRES(Course.INSTANT, 0, 200_000),

  /** The part of the sky that is covered, 0 to 1. */
  CLOUD_FRACTION(Course.INSTANT, 0, 1),

  /** 1 if rain freezes on the ground, otherwise 0. */
  FREEZING(Course.INTERVAL, 0, 1),

  /** 1 if there is a thunderstorm, otherwise 0. */
  THUNDER(Course.INTERVAL, 0, 1),

  /** 1 if there is fog, otherwise 0; mist, with more than a kilometre of sight, is none. */
  FOG(Course.INTERVAL, 0, 1);

  /** How a variable runs between two slots of a series. */
  enum Course {
    /** It has a value at a moment, and between two moments what lies on the line. */
    INSTANT,
    /** It has a value for a time, and keeps it as long as that lasts. */
    INTERVAL
  }

  static final int COUNT = values().length;

  final Course course;
  private final double least;
  private final double greatest;

  WeatherVariable(Course course, double least, double greatest) {
    this.course = course;
    this.least = least;
    this.greatest = greatest;
  }

  /** Its place in an array that holds one value per variable. */
  @SuppressWarnings("EnumOrdinal") // no such array is kept anywhere but in memory
  int index() {
    return ordinal();
  }

  /** Whether a thermometer on this planet can have said so; NaN, which is absent, cannot. */
  boolean plausible(double value) {
    return value >= least && value <= greatest;
  }

  /** {@return the name of its column, such as {@code weather_temperature_celsius}} */
  public String column() {
    return "weather_" + name().toLowerCase(Locale.ROOT);
  }
}

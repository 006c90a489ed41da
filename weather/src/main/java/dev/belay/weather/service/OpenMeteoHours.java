/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherVariable.CLOUD_FRACTION;
import static dev.belay.weather.WeatherVariable.FEELS_LIKE_CELSIUS;
import static dev.belay.weather.WeatherVariable.FOG;
import static dev.belay.weather.WeatherVariable.FREEZING;
import static dev.belay.weather.WeatherVariable.GUST_METRES_PER_SECOND;
import static dev.belay.weather.WeatherVariable.PRECIPITATION_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.SNOW_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static dev.belay.weather.WeatherVariable.THUNDER;
import static dev.belay.weather.WeatherVariable.VISIBILITY_METRES;
import static dev.belay.weather.WeatherVariable.WIND_METRES_PER_SECOND;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.weather.WeatherSeries.Slot;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The hours of one place in a reply of Open-Meteo: a list of times, and as long a list of each
 * variable.
 */
final class OpenMeteoHours {
  /** Seven centimetres of snow are ten millimetres of water, says the service's documentation. */
  private static final double SNOW_CM_PER_WATER_MM = 0.7;

  private static final double PERCENT = 100;

  // WMO code table 4677, as far as the service uses it.
  private static final Set<Integer> FREEZING_CODES = Set.of(56, 57, 66, 67);
  private static final Set<Integer> THUNDER_CODES = Set.of(95, 96, 99);
  private static final Set<Integer> FOG_CODES = Set.of(45, 48);
  private static final int GREATEST_CODE = 99;

  /** What the service calls the unit of a variable that it does not have here. */
  private static final String NO_UNIT = "undefined";

  private final long[] times;
  private final Map<OpenMeteoVariable, double[]> columns = new EnumMap<>(OpenMeteoVariable.class);

  private OpenMeteoHours(long[] times) {
    this.times = times;
  }

  static OpenMeteoHours of(JsonNode place, OpenMeteoData data) throws IOException {
    JsonNode hourly = ReplyTree.child(place, "hourly");
    JsonNode units = ReplyTree.child(place, "hourly_units");
    OpenMeteoHours hours = new OpenMeteoHours(times(hourly, units));
    for (OpenMeteoVariable variable : data.variables()) {
      hours.read(variable, data.key(variable), hourly, units);
    }
    return hours;
  }

  private static long[] times(JsonNode hourly, JsonNode units) throws IOException {
    requireUnit(units, "time", "unixtime");
    JsonNode list = ReplyTree.child(hourly, "time");
    long[] times = new long[list.size()];
    for (int i = 0; i < times.length; i++) {
      JsonNode time = list.path(i);
      if (!time.isIntegralNumber() || !time.canConvertToLong()) {
        throw new Unreadable("a time that is no whole number");
      }
      times[i] = time.longValue();
      if (i > 0 && times[i] <= times[i - 1]) {
        throw new Unreadable("times that do not rise");
      }
    }
    return times;
  }

  private static void requireUnit(JsonNode units, String key, String unit) throws IOException {
    if (!ReplyTree.text(units, key).equals(unit)) {
      throw new Unreadable(key + " is not in " + unit);
    }
  }

  private void read(OpenMeteoVariable variable, String key, JsonNode hourly, JsonNode units)
      throws IOException {
    JsonNode list = ReplyTree.child(hourly, key);
    if (list.size() != times.length) {
      throw new Unreadable(times.length + " times and " + list.size() + " values of " + key);
    }
    double[] column = new double[times.length];
    boolean known = false;
    for (int i = 0; i < column.length; i++) {
      column[i] = ReplyTree.number(list.path(i), key);
      known |= !Double.isNaN(column[i]);
    }
    if (known || !units.path(key).asText().equals(NO_UNIT)) {
      requireUnit(units, key, variable.unit);
    }
    columns.put(variable, column);
  }

  int size() {
    return times.length;
  }

  long time(int hour) {
    return times[hour];
  }

  boolean known(int hour) {
    return columns.values().stream().anyMatch(column -> !Double.isNaN(column[hour]));
  }

  void put(int hour, Slot slot) {
    double water = value(OpenMeteoVariable.PRECIPITATION, hour);
    double snow = value(OpenMeteoVariable.SNOWFALL, hour) / SNOW_CM_PER_WATER_MM;
    double code = value(OpenMeteoVariable.CODE, hour);
    slot.put(TEMPERATURE_CELSIUS, value(OpenMeteoVariable.TEMPERATURE, hour))
        .put(FEELS_LIKE_CELSIUS, value(OpenMeteoVariable.FEELS_LIKE, hour))
        .put(PRECIPITATION_MM_PER_HOUR, water)
        // Both are rounded, and of what falls no more than all of it is snow.
        .put(SNOW_MM_PER_HOUR, water < snow ? water : snow)
        .put(WIND_METRES_PER_SECOND, value(OpenMeteoVariable.WIND, hour))
        .put(GUST_METRES_PER_SECOND, value(OpenMeteoVariable.GUSTS, hour))
        .put(VISIBILITY_METRES, value(OpenMeteoVariable.VISIBILITY, hour))
        .put(CLOUD_FRACTION, value(OpenMeteoVariable.CLOUDS, hour) / PERCENT)
        .put(FREEZING, flag(code, FREEZING_CODES))
        .put(THUNDER, flag(code, THUNDER_CODES))
        .put(FOG, flag(code, FOG_CODES));
  }

  private double value(OpenMeteoVariable variable, int hour) {
    double[] column = columns.get(variable);
    return column == null ? Double.NaN : column[hour];
  }

  private static double flag(double code, Set<Integer> codes) {
    if (!(code >= 0 && code <= GREATEST_CODE)) {
      return Double.NaN;
    }
    return codes.contains((int) code) ? 1 : 0;
  }
}

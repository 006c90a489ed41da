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

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.weather.WeatherVariable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an entry keeps its values, all of them optional. Visibility ends at 10,000 metres and a
 * gust may be less than the wind: both are left as the service says.
 */
enum OwmShape {
  /** The current weather and the forecast. */
  NESTED("/main/temp", "/main/feels_like", "/wind/speed", "/wind/gust", "/clouds/all"),

  /** One Call. */
  FLAT("/temp", "/feels_like", "/wind_speed", "/wind_gust", "/clouds");

  private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final Map<WeatherVariable, JsonPointer> members = new EnumMap<>(WeatherVariable.class);

  @SuppressWarnings("ImmutableEnumChecker") // it cannot be changed
  private final JsonPointer clouds;

  OwmShape(String temperature, String feelsLike, String wind, String gust, String clouds) {
    members.put(TEMPERATURE_CELSIUS, JsonPointer.compile(temperature));
    members.put(FEELS_LIKE_CELSIUS, JsonPointer.compile(feelsLike));
    members.put(WIND_METRES_PER_SECOND, JsonPointer.compile(wind));
    members.put(GUST_METRES_PER_SECOND, JsonPointer.compile(gust));
    members.put(VISIBILITY_METRES, JsonPointer.compile("/visibility"));
    this.clouds = JsonPointer.compile(clouds);
  }

  /** {@return the entry; empty if it has no moment, or says nothing of any variable} */
  Optional<OwmEntry> entry(JsonNode node) {
    JsonNode time = node.path("dt");
    Map<WeatherVariable, Double> values = values(node);
    boolean dated =
        time.canConvertToExactIntegral() && time.longValue() > 0 && time.longValue() < LATEST;
    return dated && !values.isEmpty()
        ? Optional.of(new OwmEntry(Instant.ofEpochSecond(time.longValue()), values))
        : Optional.empty();
  }

  private Map<WeatherVariable, Double> values(JsonNode node) {
    Map<WeatherVariable, Double> values = new EnumMap<>(WeatherVariable.class);
    members.forEach((variable, member) -> values.put(variable, number(node.at(member))));
    values.put(CLOUD_FRACTION, number(node.at(clouds)) / 100);
    OwmConditions conditions = new OwmConditions(node.path("weather"));
    OwmAmount rain = OwmAmount.of(node.path("rain"));
    OwmAmount snow = OwmAmount.of(node.path("snow"));
    values.put(PRECIPITATION_MM_PER_HOUR, conditions.precipitation(rain, snow));
    values.put(SNOW_MM_PER_HOUR, conditions.snow(rain, snow));
    values.put(FREEZING, conditions.freezing());
    values.put(THUNDER, conditions.thunder());
    values.put(FOG, conditions.fog());
    values.values().removeIf(value -> value.isNaN());
    return values;
  }

  /** A number, or NaN; adding zero makes one of the two zeros. */
  static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() + 0.0 : Double.NaN;
  }
}

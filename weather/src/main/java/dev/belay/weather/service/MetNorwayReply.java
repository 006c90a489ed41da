/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherVariable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a forecast of MET Norway, a GeoJSON feature; pure. */
final class MetNorwayReply {
  // Later and earlier is no time of a forecast, and earlier than any overflow.
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** The service says the asked place again; this is for its rounding. */
  private static final double DEGREES_OFF = 0.01;

  private static final double PERCENT = 100;

  /** From this part of the place on there is fog there; our judgement. */
  private static final double FOG_PERCENT = 50;

  private static final String NEXT_HOUR = "next_1_hours";
  private static final String NEXT_SIX_HOURS = "next_6_hours";

  private final JsonNode units;
  private final JsonNode series;

  private MetNorwayReply(JsonNode units, JsonNode series) {
    this.units = units;
    this.series = series;
  }

  /**
   * Reads a forecast.
   *
   * @throws IOException if it is not what was documented
   * @throws dev.belay.weather.WeatherException if it is for another place
   */
  static MetNorwayForecast forecast(byte[] body, Place place) throws IOException {
    JsonNode tree = ReplyTree.of(body);
    checkPlace(ReplyTree.child(ReplyTree.child(tree, "geometry"), "coordinates"), place);
    JsonNode properties = ReplyTree.child(tree, "properties");
    JsonNode meta = ReplyTree.child(properties, "meta");
    JsonNode series = ReplyTree.child(properties, "timeseries");
    Instant updatedAt = instant(meta, "updated_at");
    return new MetNorwayForecast(
        updatedAt, new MetNorwayReply(ReplyTree.child(meta, "units"), series).entries());
  }

  private static void checkPlace(JsonNode coordinates, Place place) throws IOException {
    double longitude = ReplyTree.number(coordinates.path(0), "longitude");
    double latitude = ReplyTree.number(coordinates.path(1), "latitude");
    if (Double.isNaN(longitude) || Double.isNaN(latitude)) {
      throw new Unreadable("a reply without its place");
    }
    Coordinates.check(place, latitude, longitude, DEGREES_OFF);
  }

  private static Instant instant(JsonNode parent, String name) throws IOException {
    Instant time;
    try {
      time = Instant.parse(ReplyTree.text(parent, name));
    } catch (DateTimeException e) {
      throw new Unreadable(name + " is no time");
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new Unreadable(name + " is no time of a forecast");
    }
    return time;
  }

  private List<MetNorwayForecast.Entry> entries() throws IOException {
    if (series.isEmpty()) {
      throw new Unreadable("a forecast without entries");
    }
    List<Instant> times = new ArrayList<>();
    for (JsonNode entry : series) {
      Instant time = instant(entry, "time");
      if (!times.isEmpty() && !time.isAfter(times.get(times.size() - 1))) {
        throw new Unreadable("times that do not rise");
      }
      times.add(time);
    }
    List<MetNorwayForecast.Entry> entries = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      Instant next = i + 1 < times.size() ? times.get(i + 1) : LATEST;
      entries.add(entry(times.get(i), next, ReplyTree.child(series.path(i), "data")));
    }
    return entries;
  }

  private MetNorwayForecast.Entry entry(Instant time, Instant next, JsonNode data)
      throws IOException {
    int hours = data.has(NEXT_HOUR) ? 1 : data.has(NEXT_SIX_HOURS) ? 6 : 0;
    Instant end = time.plus(Duration.ofHours(hours));
    MetNorwayForecast.Entry entry =
        new MetNorwayForecast.Entry(time, end.isAfter(next) ? next : end);
    JsonNode moment = ReplyTree.child(ReplyTree.child(data, "instant"), "details");
    putMoment(entry, moment);
    if (hours > 0) {
      JsonNode ahead = ReplyTree.child(data, hours == 1 ? NEXT_HOUR : NEXT_SIX_HOURS);
      putAhead(entry, ahead, hours, value(moment, "fog_area_fraction", "%"));
    }
    return entry;
  }

  private void putMoment(MetNorwayForecast.Entry entry, JsonNode moment) throws IOException {
    entry
        .put(WeatherVariable.TEMPERATURE_CELSIUS, value(moment, "air_temperature", "celsius"))
        .put(WeatherVariable.WIND_METRES_PER_SECOND, value(moment, "wind_speed", "m/s"))
        .put(WeatherVariable.GUST_METRES_PER_SECOND, value(moment, "wind_speed_of_gust", "m/s"))
        .put(WeatherVariable.CLOUD_FRACTION, value(moment, "cloud_area_fraction", "%") / PERCENT);
  }

  private void putAhead(MetNorwayForecast.Entry entry, JsonNode ahead, int hours, double fogPercent)
      throws IOException {
    MetNorwaySymbol symbol =
        MetNorwaySymbol.of(ahead.path("summary").path("symbol_code").textValue());
    double amount = value(ahead.path("details"), "precipitation_amount", "mm") / hours;
    entry
        .put(WeatherVariable.PRECIPITATION_MM_PER_HOUR, amount)
        .put(WeatherVariable.SNOW_MM_PER_HOUR, symbol.snow(amount))
        .put(WeatherVariable.THUNDER, symbol.thunder())
        .put(WeatherVariable.FOG, fogPercent >= FOG_PERCENT ? 1 : symbol.fog());
  }

  private double value(JsonNode details, String name, String unit) throws IOException {
    double value = ReplyTree.number(details.path(name), name);
    if (!Double.isNaN(value) && !ReplyTree.text(units, name).equals(unit)) {
      throw new Unreadable(name + " is not in " + unit);
    }
    return value;
  }
}

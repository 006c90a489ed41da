/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A series as text: {@code {"version":1,"source":…,"latitude":…,"longitude":…,"fetched":…,
 * "expires":…,"variables":[…],"slots":[[time,start,end,issued,value…],…]}}, times in epoch seconds,
 * null for what is absent.
 */
final class SeriesJson {
  private static final int VERSION = 1;
  private static final int TIMES = 4;

  /** The end of the year 9999, in epoch seconds. */
  private static final long LATEST = 253_402_300_799L;

  private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory());

  private SeriesJson() {}

  static byte[] write(WeatherSeries series) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("source", series.source());
      json.writeNumberField("latitude", series.place().latitude());
      json.writeNumberField("longitude", series.place().longitude());
      json.writeNumberField("fetched", series.fetchedAt().getEpochSecond());
      long expires = series.expiresAt().getEpochSecond();
      json.writeNumberField("expires", Math.max(-LATEST, Math.min(LATEST, expires)));
      writeVariables(json);
      writeSlots(json, series);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeVariables(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("variables");
    for (WeatherVariable variable : WeatherVariable.values()) {
      json.writeString(variable.name());
    }
    json.writeEndArray();
  }

  private static void writeSlots(JsonGenerator json, WeatherSeries series) throws IOException {
    json.writeArrayFieldStart("slots");
    for (WeatherSeries.Slot slot : series.slots()) {
      json.writeStartArray();
      json.writeNumber(slot.time);
      json.writeNumber(slot.start);
      json.writeNumber(slot.end);
      json.writeNumber(slot.issued);
      for (double value : slot.values) {
        if (Double.isNaN(value)) {
          json.writeNull();
        } else {
          json.writeNumber(value);
        }
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /**
   * Reads what {@link #write} wrote, of this version and these variables.
   *
   * @throws IOException if it is anything else
   */
  static WeatherSeries read(byte[] text) throws IOException {
    try {
      return series(MAPPER.readTree(text));
    } catch (JsonProcessingException broken) {
      // Its own message quotes the text, which may be anything.
      throw new IOException("no series: broken JSON", broken);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new IOException("no series: " + wrong.getMessage(), wrong);
    }
  }

  private static WeatherSeries series(JsonNode json) throws IOException {
    if (number(json, "version") != VERSION) {
      throw new IOException("no series of version " + VERSION);
    }
    requireVariables(json.path("variables"));
    Place place = new Place(number(json, "latitude"), number(json, "longitude"));
    WeatherSeries.Builder builder =
        WeatherSeries.builder(json.path("source").asText(), place, instant(json.path("fetched")))
            .expiresAt(instant(json.path("expires")));
    for (JsonNode slot : json.path("slots")) {
      addSlot(builder, slot);
    }
    return builder.build();
  }

  private static double number(JsonNode json, String name) throws IOException {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw new IOException("no series: no number '" + name + "'");
    }
    return value.doubleValue();
  }

  private static Instant instant(JsonNode value) throws IOException {
    if (!value.canConvertToLong() || Math.abs(value.longValue()) > LATEST) {
      throw new IOException("no series: a time that is none");
    }
    return Instant.ofEpochSecond(value.longValue());
  }

  private static void requireVariables(JsonNode names) throws IOException {
    WeatherVariable[] variables = WeatherVariable.values();
    boolean same = names.size() == variables.length;
    for (int i = 0; same && i < variables.length; i++) {
      same = names.path(i).asText().equals(variables[i].name());
    }
    if (!same) {
      throw new IOException("a series of other variables, by another release");
    }
  }

  private static void addSlot(WeatherSeries.Builder builder, JsonNode json) throws IOException {
    if (json.size() != TIMES + WeatherVariable.COUNT) {
      throw new IOException("no series: a slot of " + json.size() + " entries");
    }
    WeatherSeries.Slot slot =
        builder
            .slot(instant(json.path(0)), instant(json.path(1)), instant(json.path(2)))
            .issuedAt(instant(json.path(3)));
    for (WeatherVariable variable : WeatherVariable.values()) {
      JsonNode value = json.path(TIMES + variable.index());
      slot.put(variable, value.isNumber() ? value.doubleValue() : Double.NaN);
    }
  }
}

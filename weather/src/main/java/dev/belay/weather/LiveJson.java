/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table from JSON, strictly, without a tree of it. */
final class LiveJson {
  /** Keys are data, for which there is no end: they are not interned. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser json;
  private final List<String> columns;
  private boolean found;
  private boolean strange;

  private LiveJson(JsonParser json, List<String> columns) {
    this.json = json;
    this.columns = columns;
  }

  static LiveRows read(byte[] text, List<String> columns) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      return new LiveJson(json, columns).rows();
    } catch (JsonProcessingException failure) {
      // Its own text quotes what it found, and more of it than is good for a log.
      long at = failure.getLocation() == null ? -1 : failure.getLocation().getByteOffset();
      throw new IOException(
          "no JSON, or a name twice, near byte %d of %d".formatted(at, text.length));
    }
  }

  private LiveRows rows() throws IOException {
    LiveRows rows = new LiveRows();
    expect(JsonToken.START_OBJECT, json.nextToken(), "an object with one object for each key");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(
          JsonToken.START_OBJECT, json.nextToken(), "an object at key " + WeatherRows.quoted(key));
      try {
        rows.add(key, row(key));
      } catch (IllegalArgumentException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
    }
    if (json.nextToken() != null) {
      throw new IOException("something comes after the object");
    }
    if (strange && !found) {
      throw new IOException("no key has any of " + columns);
    }
    return rows;
  }

  private double[] row(String key) throws IOException {
    double[] row = new double[columns.size()];
    Arrays.fill(row, Double.NaN);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int column = columns.indexOf(json.currentName());
      found |= column >= 0;
      strange |= column < 0;
      json.nextToken();
      if (column < 0) {
        json.skipChildren();
      } else if (json.currentToken().isNumeric()) {
        row[column] = json.getDoubleValue();
      } else if (json.currentToken() != JsonToken.VALUE_NULL) {
        throw new IOException(
            "key %s: %s is no number".formatted(WeatherRows.quoted(key), columns.get(column)));
      }
    }
    return row;
  }

  private static void expect(JsonToken wanted, @Nullable JsonToken found, String what)
      throws IOException {
    if (found != wanted) {
      throw new IOException("not " + what);
    }
  }
}

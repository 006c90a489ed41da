/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** Tokens of JSON, in which XGBoost also writes NaN and infinities as bare words. */
final class XgboostJson implements XgboostTokens {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser parser;

  XgboostJson(byte[] file) throws IOException {
    this.parser = JSON.createParser(file);
  }

  @Override
  public Kind next() throws IOException {
    JsonToken token = parsed();
    if (token == null) {
      throw new IOException("it ends early");
    }
    return switch (token) {
      case START_OBJECT -> Kind.OBJECT;
      case END_OBJECT -> Kind.END_OBJECT;
      case START_ARRAY -> Kind.ARRAY;
      case END_ARRAY -> Kind.END_ARRAY;
      case FIELD_NAME -> Kind.NAME;
      default -> Kind.SCALAR;
    };
  }

  /** Without the piece of the file, and the place in it, that Jackson quotes. */
  private JsonToken parsed() throws IOException {
    try {
      return parser.nextToken();
    } catch (JsonProcessingException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  @Override
  public String text() throws IOException {
    return parser.getText();
  }

  @Override
  public int integer() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      default -> Integer.parseInt(parser.getText());
    };
  }

  /** From the text: a detour over double could round twice. */
  @Override
  public float real() throws IOException {
    return Float.parseFloat(parser.getText());
  }

  @Override
  public long position() {
    return parser.currentLocation().getByteOffset();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A JSON text read from front to back, every surprise being an {@link IllegalArgumentException}
 * that says where and what. Of the text, a message repeats one value at most, and cuts that short.
 * Not thread-safe.
 */
final class StrictJson {
  /** The longest text, in characters; of a file, in bytes. */
  static final int LIMIT = 1 << 20;

  private static final int DEPTH_LIMIT = 8;
  private static final int NUMBER_LIMIT = 40;
  private static final int SHOWN = 40;
  private static final int COMPLAINT = 200;
  private static final int DECIMALS = 2;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_LIMIT)
                  .maxNumberLength(NUMBER_LIMIT)
                  .build())
          .build();

  private interface Step<T> {
    T take() throws IOException;
  }

  private final JsonParser parser;

  StrictJson(String text) {
    if (text.length() > LIMIT) {
      throw new IllegalArgumentException(
          "flags: " + text.length() + " characters, and at most " + LIMIT + " are read");
    }
    try {
      this.parser = FACTORY.createParser(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory could not be read", impossible);
    }
  }

  /** The whole text is one object. */
  void document(Consumer<String> onKey) {
    step(() -> parser.nextToken());
    object(onKey);
    if (step(() -> parser.nextToken()) != null) {
      throw problem("nothing may follow the closing brace, not " + shown());
    }
  }

  /** The value is an object; its keys are offered in turn, their values being the current one. */
  void object(Consumer<String> onKey) {
    require(JsonToken.START_OBJECT, "an object");
    while (step(() -> parser.nextToken()) != JsonToken.END_OBJECT) {
      String key = step(() -> parser.currentName());
      step(() -> parser.nextToken());
      onKey.accept(key);
    }
  }

  /** The value is an array; its elements are the current value in turn. */
  void array(Runnable onElement) {
    require(JsonToken.START_ARRAY, "an array");
    while (step(() -> parser.nextToken()) != JsonToken.END_ARRAY) {
      onElement.run();
    }
  }

  String text() {
    require(JsonToken.VALUE_STRING, "a text");
    return step(() -> parser.getText());
  }

  int whole() {
    require(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      return Integer.parseInt(step(() -> parser.getText()));
    } catch (NumberFormatException tooBig) {
      throw problem(shown() + " is not between -2147483648 and 2147483647");
    }
  }

  /** A percentage in steps of 0.01, checked before it is a double. */
  double percent() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      require(JsonToken.VALUE_NUMBER_FLOAT, "a number");
    }
    BigDecimal percent = new BigDecimal(step(() -> parser.getText()));
    if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw problem(shown() + " is not between 0 and 100");
    }
    if (percent.stripTrailingZeros().scale() > DECIMALS) {
      throw problem(shown() + " is not a multiple of 0.01");
    }
    return percent.doubleValue();
  }

  boolean truth() {
    if (parser.currentToken() != JsonToken.VALUE_TRUE) {
      require(JsonToken.VALUE_FALSE, "true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** What somebody else makes of the values; their complaint, with the place added. */
  <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException refused) {
      throw problem(Objects.requireNonNullElse(refused.getMessage(), "refused"));
    }
  }

  IllegalArgumentException problem(String what) {
    return problem(parser.currentTokenLocation(), what);
  }

  private IllegalArgumentException problem(JsonLocation location, String what) {
    String path = parser.getParsingContext().pathAsPointer().toString();
    int line = Math.max(1, location.getLineNr());
    int column = Math.max(1, location.getColumnNr());
    String place = "line " + line + ", column " + column + (path.isEmpty() ? "" : ", " + path);
    return new IllegalArgumentException("flags, " + place + ": " + what);
  }

  private void require(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw problem("expected " + what + ", found " + shown());
    }
  }

  private String shown() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "the end";
    }
    String text = cut(step(() -> parser.getText()), SHOWN);
    return token == JsonToken.VALUE_STRING ? "\"" + text + "\"" : text;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  private <T> T step(Step<T> step) {
    try {
      return step.take();
    } catch (JsonProcessingException broken) {
      JsonLocation known = broken.getLocation();
      JsonLocation location = known == null ? parser.currentLocation() : known;
      throw problem(location, cut(broken.getOriginalMessage(), COMPLAINT));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory could not be read", impossible);
    }
  }
}

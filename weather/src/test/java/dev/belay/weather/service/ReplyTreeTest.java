/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTreeTest {
  private static JsonNode of(String body) throws IOException {
    return ReplyTree.of(body.getBytes(UTF_8));
  }

  @Test
  void of_emptyBody_isBroken() {
    assertThatThrownBy(() -> of("")).isInstanceOf(IOException.class).hasMessage("an empty reply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1} s3cr3t", "{\"a\":1,\"a\":2}", "{\"a\":s3cr3t}", "{\"a\":1", "NaN"})
  void of_whatIsNotOneWholeValue_isBrokenAndNotQuoted(String body) {
    assertThatThrownBy(() -> of(body))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("not JSON: broken at byte \\d+ of " + body.length() + " bytes");
  }

  @Test
  void of_deepNesting_isBrokenAndNotAnOverflow() {
    assertThatThrownBy(() -> of("[".repeat(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "{\"a\":7}", "{\"a\":null}", "{\"a\":\"text\"}"})
  void child_notAListOrObject_isMissed(String body) throws IOException {
    JsonNode parent = of(body);

    assertThatThrownBy(() -> ReplyTree.child(parent, "a"))
        .isInstanceOf(IOException.class)
        .hasMessage("a reply without a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":7}", "{\"a\":[\"text\"]}"})
  void text_notAText_isMissed(String body) throws IOException {
    JsonNode parent = of(body);

    assertThatThrownBy(() -> ReplyTree.text(parent, "a"))
        .isInstanceOf(IOException.class)
        .hasMessage("a reply without the text of a");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "-0.5, -0.5", "1e2, 100", "null, NaN", "1e400, Infinity"})
  void number_isANumberOrAbsent(String json, Double number) throws IOException {
    assertThat((Double) ReplyTree.number(of("{\"a\":" + json + "}").path("a"), "a"))
        .isEqualTo(number);
    assertThat(ReplyTree.number(of("{}").path("a"), "a")).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "true", "[7]", "{}"})
  void number_ofAnotherKind_isBroken(String json) throws IOException {
    JsonNode node = of("{\"a\":" + json + "}").path("a");

    assertThatThrownBy(() -> ReplyTree.number(node, "wind"))
        .isInstanceOf(IOException.class)
        .hasMessage("wind is not a number");
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * A reply as a tree of JSON, read strictly: nothing may come after it, no name twice, and what is
 * of another kind than documented is refused. No message quotes the reply, which may hold anything.
 */
final class ReplyTree {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .reader();

  private ReplyTree() {}

  static JsonNode of(byte[] body) throws IOException {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree.isMissingNode()) {
        throw new Unreadable("an empty reply");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new Unreadable("not JSON: " + where(e.getLocation()) + " of " + body.length + " bytes");
    }
  }

  private static String where(JsonLocation location) {
    return location == null ? "somewhere" : "broken at byte " + location.getByteOffset();
  }

  /** An object or a list that has to be there. */
  static JsonNode child(JsonNode parent, String name) throws IOException {
    JsonNode child = parent.path(name);
    if (!child.isContainerNode()) {
      throw new Unreadable("a reply without " + name);
    }
    return child;
  }

  static String text(JsonNode parent, String name) throws IOException {
    JsonNode child = parent.path(name);
    if (!child.isTextual()) {
      throw new Unreadable("a reply without the text of " + name);
    }
    return child.textValue();
  }

  /** A number that may be absent, which is NaN. */
  static double number(JsonNode node, String name) throws IOException {
    if (node.isMissingNode() || node.isNull()) {
      return Double.NaN;
    }
    if (!node.isNumber()) {
      throw new Unreadable(name + " is not a number");
    }
    return node.doubleValue();
  }
}

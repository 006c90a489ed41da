/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherException.Reason.NOT_FOUND;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OpenWeatherMap says of a place: the observation, if it is part of the reply, and the entries
 * before or after it. Its readers are pure; they throw an {@link IOException} if the reply is not
 * what was documented, and a {@link WeatherException} if it says that there is no weather, or is
 * for another place.
 */
record OwmReply(@Nullable OwmEntry observed, List<OwmEntry> entries) {
  /** The service rounds to a hundredth of a degree, or finer. */
  private static final double FARTHEST_DEGREES = 0.1;

  /** Reads {@code /data/2.5/weather}. */
  static OwmReply current(byte[] body, Place asked) throws IOException {
    JsonNode root = root(body);
    checkPlace(root.at("/coord"), asked);
    OwmEntry observed =
        OwmShape.NESTED
            .entry(root)
            .orElseThrow(() -> new Unreadable("the current weather has no time or no values"));
    return new OwmReply(observed, List.of());
  }

  /** Reads {@code /data/2.5/forecast}. */
  static OwmReply forecast(byte[] body, Place asked) throws IOException {
    JsonNode root = root(body);
    checkPlace(root.at("/city/coord"), asked);
    return new OwmReply(null, entries(root, "list", OwmShape.NESTED));
  }

  /** Reads {@code /data/3.0/onecall}. */
  static OwmReply oneCall(byte[] body, Place asked) throws IOException {
    JsonNode root = root(body);
    checkPlace(root, asked);
    @Nullable OwmEntry observed = OwmShape.FLAT.entry(root.path("current")).orElse(null);
    return new OwmReply(observed, entries(root, "hourly", OwmShape.FLAT));
  }

  /** Reads {@code /data/3.0/onecall/timemachine}. */
  static OwmReply moment(byte[] body, Place asked) throws IOException {
    JsonNode root = root(body);
    checkPlace(root, asked);
    return new OwmReply(null, entries(root, "data", OwmShape.FLAT));
  }

  private static JsonNode root(byte[] body) throws IOException {
    JsonNode root = ReplyTree.of(body);
    if (!root.isObject()) {
      throw new Unreadable("no JSON object");
    }
    checkCode(root);
    return root;
  }

  /** The code is a number in one reply and text in the next, and may deny a status of 200. */
  private static void checkCode(JsonNode root) throws IOException {
    JsonNode code = root.path("cod");
    if (code.isMissingNode() || code.asInt(0) == 200) {
      return;
    }
    if (code.asInt(0) < 400) {
      throw new Unreadable("a code that is none");
    }
    throw new OwmRefusals().of(code.asInt(), root.path("message").asText());
  }

  private static void checkPlace(JsonNode node, Place asked) throws IOException {
    double latitude = degrees(node.path("lat"), 90);
    double longitude = degrees(node.path("lon"), 360);
    Coordinates.check(asked, latitude, longitude, FARTHEST_DEGREES);
  }

  private static double degrees(JsonNode node, double most) throws IOException {
    if (!node.isNumber() || Math.abs(node.doubleValue()) > most) {
      throw new Unreadable("it does not say of which place it is");
    }
    return node.doubleValue();
  }

  private static List<OwmEntry> entries(JsonNode root, String member, OwmShape shape)
      throws IOException {
    JsonNode list = root.path(member);
    if (!list.isArray()) {
      throw new Unreadable("no " + member);
    }
    if (list.isEmpty()) {
      throw new WeatherException(NOT_FOUND, OpenWeatherMap.NAME + " has an empty " + member);
    }
    List<OwmEntry> entries = new ArrayList<>();
    list.forEach(node -> shape.entry(node).ifPresent(entries::add));
    if (entries.isEmpty()) {
      throw new Unreadable(member + " without time or values");
    }
    return entries;
  }
}

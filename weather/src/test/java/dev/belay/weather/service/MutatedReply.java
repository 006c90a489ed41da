/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.Weather;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replies as they should not be, and what may come of them all the same. */
final class MutatedReply {
  private static final Pattern TOKEN =
      Pattern.compile("-?\\d+(\\.\\d+)?|\"[^\"]*\"|\\{[^{}]*}|\\[[^\\[\\]]*]|[:,]");
  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "[null]",
          "\"\"",
          "\"°F\"",
          "\"9\"",
          "0",
          "-0.0",
          "-1",
          "101",
          "9999",
          "-1e308",
          "1e400",
          "99999999999999999999",
          "\"+999999999-12-31T23:59:59Z\"",
          ",");

  private MutatedReply() {}

  /** Bytes changed, left out, put in or cut off at random. */
  static byte[] bytes(byte[] reply, Random random) {
    byte[] bytes = reply.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int skipped = random.nextInt(3);
      bytes[at] = (byte) random.nextInt(256);
      if (skipped == 0 && bytes.length > 1) {
        System.arraycopy(
            bytes, Math.min(at + 1, bytes.length - 1), bytes, at, bytes.length - at - 1);
      }
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /**
   * Numbers, texts, lists and objects replaced at random by others, so that it mostly stays JSON.
   */
  static byte[] tokens(byte[] reply, Random random) {
    String text = new String(reply, UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
      if (!tokens.isEmpty()) {
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        String other = TOKENS.get(random.nextInt(TOKENS.size()));
        text = text.substring(0, token.start()) + other + text.substring(token.end());
      }
    }
    return text.getBytes(UTF_8);
  }

  /** Whether weather there can be is all that a series says. */
  static void assertPossible(WeatherSeries series, Instant first, Instant end) {
    for (Instant time = first; time.isBefore(end); time = time.plusSeconds(1_200)) {
      if (series.covers(time)) {
        assertPossible(series.at(time, time));
      }
    }
  }

  private static void assertPossible(Weather weather) {
    for (WeatherVariable variable : WeatherVariable.values()) {
      if (weather.has(variable)) {
        assertThat(weather.value(variable)).isBetween(least(variable), greatest(variable));
      }
    }
    if (weather.has(WeatherVariable.SNOW_MM_PER_HOUR)
        && weather.has(WeatherVariable.PRECIPITATION_MM_PER_HOUR)) {
      assertThat(weather.value(WeatherVariable.SNOW_MM_PER_HOUR))
          .isLessThanOrEqualTo(weather.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR));
    }
  }

  private static double least(WeatherVariable variable) {
    return switch (variable) {
      case TEMPERATURE_CELSIUS -> -100;
      case FEELS_LIKE_CELSIUS -> -120;
      default -> 0;
    };
  }

  private static double greatest(WeatherVariable variable) {
    return switch (variable) {
      case TEMPERATURE_CELSIUS -> 70;
      case FEELS_LIKE_CELSIUS -> 90;
      case PRECIPITATION_MM_PER_HOUR -> 500;
      case SNOW_MM_PER_HOUR -> 200;
      case WIND_METRES_PER_SECOND -> 120;
      case GUST_METRES_PER_SECOND -> 150;
      case VISIBILITY_METRES -> 200_000;
      default -> 1;
    };
  }
}

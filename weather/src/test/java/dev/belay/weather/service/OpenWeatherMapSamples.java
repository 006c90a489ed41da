/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Synthetic replies in the shapes OpenWeatherMap documents; no line of them was ever sent. Quotes
 * are single, so that they can be read.
 */
final class OpenWeatherMapSamples {
  static final Place GENEVA = new Place(46.2044, 6.1432);
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private OpenWeatherMapSamples() {}

  /** The current weather of Geneva at noon, with these members. */
  static String current(String members) {
    return current(NOON, members);
  }

  static String current(Instant time, String members) {
    return json(
        "{'coord':{'lon':6.14,'lat':46.2},'base':'stations','dt':%d,%s,'timezone':3600,'id':2660646,"
                .formatted(time.getEpochSecond(), members)
            + "'name':'Geneva','cod':200}");
  }

  /** Nothing but temperature, and whatever the code says. */
  static String members(double celsius, int code) {
    return "'main':{'temp':%s},'weather':[{'id':%d}]".formatted(celsius, code);
  }

  static String forecast(String... entries) {
    return json(
        "{'cod':'200','message':0,'cnt':%d,'list':[%s],'city':{'id':2660646,'name':'Geneva',"
                .formatted(entries.length, String.join(",", entries))
            + "'coord':{'lat':46.2044,'lon':6.1432},'country':'CH','timezone':3600}}");
  }

  /** An entry of a list, with these members. */
  static String entry(Instant time, String members) {
    return "{'dt':%d,%s}".formatted(time.getEpochSecond(), members);
  }

  static String oneCall(String current, String... hours) {
    return json(
        "{'lat':46.2044,'lon':6.1432,'timezone':'Europe/Zurich','timezone_offset':3600,"
            + "'current':%s,'hourly':[%s]}".formatted(current, String.join(",", hours)));
  }

  static String moment(String... entries) {
    return json(
        "{'lat':46.2044,'lon':6.1432,'timezone':'Europe/Zurich','timezone_offset':3600,'data':[%s]}"
            .formatted(String.join(",", entries)));
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What comes of a stage. */
  static <T> T outcome(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Why a stage fails: with the failure itself, and not with one that is wrapped. */
  static WeatherException failure(CompletionStage<?> stage) {
    Throwable failure =
        outcome(stage.handle((value, thrown) -> thrown == null ? new Error() : thrown));
    assertThat(failure).isInstanceOf(WeatherException.class);
    return (WeatherException) failure;
  }
}

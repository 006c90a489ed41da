/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what Open-Meteo says; pure. */
final class OpenMeteoReply {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * The coarsest grid has cells of a quarter of a degree, and where the next cell lies nearer to
   * the place's altitude, the service takes that one.
   */
  private static final double DEGREES_OFF = 0.4;

  private final OpenMeteoQuestion question;
  private final Instant fetchedAt;

  OpenMeteoReply(OpenMeteoQuestion question, Instant fetchedAt) {
    this.question = question;
    this.fetchedAt = fetchedAt;
  }

  /**
   * Reads the answers for some places; one may fail without the others.
   *
   * @return in the places' order; asked for the weather, a failed one throws why there is none
   * @throws IOException if it is not what was documented
   */
  List<Supplier<WeatherSeries>> answers(byte[] body, List<Place> places) throws IOException {
    JsonNode tree = ReplyTree.of(body);
    int size = tree.isArray() ? tree.size() : 1;
    if (size != places.size()) {
      throw new Unreadable("asked for " + places.size() + " places, the reply is for " + size);
    }
    List<Supplier<WeatherSeries>> answers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      answers.add(answer(tree.isArray() ? tree.path(i) : tree, places.get(i)));
    }
    return answers;
  }

  private Supplier<WeatherSeries> answer(JsonNode json, Place place) throws IOException {
    try {
      WeatherSeries series = series(json, place);
      return () -> series;
    } catch (WeatherException e) {
      return () -> {
        throw e;
      };
    }
  }

  private WeatherSeries series(JsonNode json, Place place) throws IOException {
    OpenMeteoHours hours = OpenMeteoHours.of(json, question.data());
    Coordinates.check(place, degrees(json, "latitude"), degrees(json, "longitude"), DEGREES_OFF);
    int first = 0;
    int end = hours.size();
    while (end > first && !hours.known(end - 1)) {
      end--;
    }
    while (first < end && !hours.known(first)) {
      first++;
    }
    if (first == end) {
      throw new WeatherException(
          Reason.OUT_OF_RANGE,
          question.source() + " knows nothing of " + question.days() + " there");
    }
    return series(hours, first, end, place);
  }

  private static double degrees(JsonNode json, String name) throws IOException {
    double degrees = ReplyTree.number(json.path(name), name);
    if (Double.isNaN(degrees)) {
      throw new Unreadable("a reply without " + name);
    }
    return degrees;
  }

  private WeatherSeries series(OpenMeteoHours hours, int first, int end, Place place)
      throws IOException {
    WeatherSeries.Builder series = WeatherSeries.builder(question.source(), place, fetchedAt);
    for (int i = first; i < end; i++) {
      if (!question.asksFor(hours.time(i))) {
        throw new Unreadable("a reply for other days than " + question.days());
      }
      Instant time = Instant.ofEpochSecond(hours.time(i));
      WeatherSeries.Slot slot = series.slot(time, time.minus(HOUR), time);
      hours.put(i, slot.issuedAt(question.data().issued(time, fetchedAt)));
    }
    return series.build();
  }
}

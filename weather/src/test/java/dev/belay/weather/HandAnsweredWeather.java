/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A provider whose every answer is given by the test, and which remembers what it was asked. */
final class HandAnsweredWeather implements WeatherProvider {
  record Question(Place place, Instant time, CompletableFuture<WeatherSeries> answer) {}

  private final InstantSource clock;
  private final List<Question> questions = new ArrayList<>();
  private int calls;

  HandAnsweredWeather(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "hand";
  }

  @Override
  public synchronized CompletionStage<WeatherSeries> series(Place place, Instant time) {
    calls++;
    return ask(place, time);
  }

  @Override
  public synchronized List<CompletionStage<WeatherSeries>> series(
      List<Place> places, Instant time) {
    calls++;
    List<CompletionStage<WeatherSeries>> answers = new ArrayList<>();
    places.forEach(place -> answers.add(ask(place, time)));
    return answers;
  }

  private CompletableFuture<WeatherSeries> ask(Place place, Instant time) {
    CompletableFuture<WeatherSeries> answer = new CompletableFuture<>();
    questions.add(new Question(place, time, answer));
    return answer;
  }

  synchronized int calls() {
    return calls;
  }

  synchronized int asked() {
    return questions.size();
  }

  synchronized Question question(int number) {
    return questions.get(number);
  }

  /** Answers the last question with a temperature, from an hour ago to two days ahead. */
  void answer(double celsius) {
    Question last = question(asked() - 1);
    last.answer().complete(series(last.place(), celsius));
  }

  WeatherSeries series(Place place, double celsius) {
    return series(place, clock.instant(), celsius);
  }

  static WeatherSeries series(Place place, Instant now, double celsius) {
    WeatherSeries.Builder builder = WeatherSeries.builder("hand", place, now);
    for (int hour = -1; hour <= 48; hour++) {
      Instant time = now.plus(Duration.ofHours(hour));
      builder
          .slot(time, time, time.plus(Duration.ofHours(1)))
          .put(WeatherVariable.TEMPERATURE_CELSIUS, celsius)
          .put(WeatherVariable.PRECIPITATION_MM_PER_HOUR, 0);
    }
    return builder.build();
  }

  void fail(WeatherException.Reason reason) {
    question(asked() - 1).answer().completeExceptionally(new WeatherException(reason, "no"));
  }
}

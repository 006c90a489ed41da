/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.FakeReply.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Open-Meteo as it answers, over the loopback address, in a time of its own. */
abstract class OpenMeteoFixture {
  static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");
  static final Place BERLIN = new Place(52.5, 13.4);
  static final String KEY = "k3y-that-nobody-may-see";

  final FakeTime time = new FakeTime(NOW);
  final FakeWeatherServer server = FakeWeatherServer.start();
  private final List<OpenMeteo> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(OpenMeteo::close);
    server.close();
  }

  OpenMeteo provider(OpenMeteo.Builder builder) {
    OpenMeteo provider =
        builder
            .baseUrl(server.base())
            .connection(Connection.builder().ticker(time).repetitions(0).build())
            .build();
    open.add(provider);
    return provider;
  }

  OpenMeteo free() {
    return provider(OpenMeteo.builder());
  }

  /** Answers for the asked days, temperature being the day of the month and the hour as cents. */
  static FakeReply reply(FakeWeatherServer.Request request) {
    String[] latitudes = list(request.query(), "latitude");
    String[] longitudes = list(request.query(), "longitude");
    List<String> parts =
        IntStream.range(0, latitudes.length)
            .mapToObj(i -> payload(request.query()).at(latitudes[i], longitudes[i]).json())
            .toList();
    return ok(parts.size() == 1 ? parts.get(0) : parts.toString());
  }

  static OpenMeteoPayload payload(Map<String, String> query) {
    LocalDate first = LocalDate.parse(list(query, "start_date")[0]);
    LocalDate last = LocalDate.parse(list(query, "end_date")[0]);
    Instant midnight = Instant.parse(first + "T00:00:00Z");
    int hours = 24 * (int) (ChronoUnit.DAYS.between(first, last) + 1);
    OpenMeteoData data = data(list(query, "hourly"));
    String[] temperatures =
        IntStream.range(0, hours)
            .mapToObj(i -> String.valueOf(first.plusDays(i / 24).getDayOfMonth() + i % 24 / 100.0))
            .toArray(String[]::new);
    return OpenMeteoPayload.of(midnight, hours, data)
        .column(data.key(OpenMeteoVariable.TEMPERATURE), temperatures);
  }

  static String[] list(Map<String, String> query, String name) {
    return Objects.requireNonNull(query.get(name), name).split(",", -1);
  }

  static OpenMeteoData data(String[] hourly) {
    String first = hourly[0];
    if (first.contains("_previous_day")) {
      return OpenMeteoData.previousRuns(first.charAt(first.length() - 1) - '0');
    }
    return List.of(hourly).contains("visibility") ? OpenMeteoData.FORECAST : OpenMeteoData.ARCHIVE;
  }

  static <T> T answer(CompletionStage<T> stage) {
    return ServiceFixture.answer(stage.toCompletableFuture());
  }

  /** What a stage itself fails with, not what a getter wraps it in. */
  static WeatherException failure(CompletionStage<?> stage) {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    stage.whenComplete((value, failure) -> failed.complete(failure));
    Throwable failure = ServiceFixture.answer(failed);
    assertThat(failure).isInstanceOf(WeatherException.class);
    return (WeatherException) failure;
  }

  static double temperature(WeatherSeries series, Instant time) {
    return series.at(time, NOW).value(WeatherVariable.TEMPERATURE_CELSIUS);
  }
}

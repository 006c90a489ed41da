/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.testing.FakeTime;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.testing.WeatherProviderContract;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

class OpenMeteoContractTest extends WeatherProviderContract {
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");

  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final OpenMeteo provider =
      OpenMeteo.builder()
          .baseUrl(server.base())
          .connection(Connection.builder().ticker(new FakeTime(NOW)).repetitions(0).build())
          .build();

  @AfterEach
  void close() {
    provider.close();
    server.close();
  }

  @Override
  protected WeatherProvider provider() {
    server
        .on("/v1/forecast", OpenMeteoContractTest::reply)
        .on("/v1/archive", OpenMeteoContractTest::reply);
    return provider;
  }

  private static FakeReply reply(FakeWeatherServer.Request request) {
    Instant first =
        LocalDate.parse(list(request, "start_date")[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
    OpenMeteoQuestion question = OpenMeteoQuestion.of(first, NOW, OpenMeteo.History.archive());
    String[] latitudes = list(request, "latitude");
    String[] longitudes = list(request, "longitude");
    var parts =
        IntStream.range(0, latitudes.length)
            .mapToObj(
                i -> OpenMeteoPayload.answering(question, 7).at(latitudes[i], longitudes[i]).json())
            .toList();
    return FakeReply.ok(parts.size() == 1 ? parts.get(0) : parts.toString());
  }

  private static String[] list(FakeWeatherServer.Request request, String name) {
    return Objects.requireNonNull(request.query().get(name), name).split(",", -1);
  }

  @Override
  protected Place place() {
    return new Place(52.5, 13.4);
  }

  @Override
  protected Instant time() {
    return NOW;
  }

  @Override
  protected Optional<LocalDate> pastDay() {
    return Optional.of(LocalDate.parse("2019-07-04"));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.OpenWeatherMapSamples.GENEVA;
import static dev.belay.weather.service.OpenWeatherMapSamples.NOON;

import dev.belay.testing.FakeTime;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.testing.WeatherProviderContract;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class OpenWeatherMapOneCallContractTest extends WeatherProviderContract {
  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final OpenWeatherMap provider =
      OpenWeatherMap.builder("s3cr3tk3y")
          .baseUrl(server.base())
          .quota(Quota.unlimited())
          .oneCall(Quota.unlimited())
          .connection(Connection.builder().ticker(new FakeTime(NOON)).repetitions(0).build())
          .build();

  @AfterEach
  void close() {
    provider.close();
    server.close();
  }

  @Override
  protected WeatherProvider provider() {
    Services.oneCall(server, NOON);
    return provider;
  }

  @Override
  protected Place place() {
    return GENEVA;
  }

  @Override
  protected Instant time() {
    return NOON;
  }

  @Override
  protected Optional<LocalDate> pastDay() {
    return Optional.of(LocalDate.parse("2025-12-25"));
  }
}

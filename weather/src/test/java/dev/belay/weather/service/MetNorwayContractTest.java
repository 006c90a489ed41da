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
import org.junit.jupiter.api.AfterEach;

class MetNorwayContractTest extends WeatherProviderContract {
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");

  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final MetNorway provider =
      MetNorway.builder("trips/2.1 ops@trips.example")
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
    server.on("/locationforecast/2.0/complete", MetNorwayContractTest::reply);
    return provider;
  }

  private static FakeReply reply(FakeWeatherServer.Request request) {
    String place = "[" + request.query().get("lon") + "," + request.query().get("lat") + "]";
    MetNorwayPayload payload =
        MetNorwayPayload.hourly(Instant.parse("2026-11-21T19:00:00Z"), 30, 3);
    return FakeReply.ok(payload.coordinates(place).json())
        .modified("Sat, 21 Nov 2026 18:31:07 GMT", "Sat, 21 Nov 2026 19:44:00 GMT");
  }

  @Override
  protected Place place() {
    return new Place(59.91, 10.75);
  }

  @Override
  protected Instant time() {
    return NOW;
  }
}

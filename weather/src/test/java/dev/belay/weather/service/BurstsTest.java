/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.OpenWeatherMapSamples.NOON;
import static dev.belay.weather.service.OpenWeatherMapSamples.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import dev.belay.weather.CachedWeather;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.service.FakeWeatherServer.Request;
import dev.belay.weather.service.QuotaProperties.Call;
import dev.belay.weather.service.QuotaProperties.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The law of {@link QuotaProperties}, counted where it matters: at the service. */
class BurstsTest {
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(6, Duration.ofMinutes(1)),
          new Limit(30, Duration.ofDays(1)),
          new Limit(400, Duration.ofDays(31)));

  private final FakeTime time = new FakeTime(NOON);
  private final Random random = new Random(5);
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  /** Now and then the service fails, which costs as much as an answer. */
  private FakeReply counted(FakeReply reply) {
    calls.add(new Call(Duration.between(NOON, time.instant()).toNanos(), 1));
    return calls.size() % 10 == 0 ? FakeReply.status(503, "") : reply;
  }

  private void serve(FakeWeatherServer server) {
    String now = OpenWeatherMapSamples.current(OpenWeatherMapSamples.members(4, 800));
    String later =
        OpenWeatherMapSamples.forecast(
            OpenWeatherMapSamples.entry(
                NOON.plus(Duration.ofDays(50)), OpenWeatherMapSamples.members(4, 800)));
    server
        .on("/data/2.5/weather", (Request request) -> counted(FakeReply.ok(now)))
        .on("/data/2.5/forecast", (Request request) -> counted(FakeReply.ok(later)));
  }

  private OpenWeatherMap provider(FakeWeatherServer server) {
    Quota quota = Quota.unlimited().reserving(0.2).ticker(time);
    for (Limit limit : LIMITS) {
      quota = quota.and(limit.calls(), limit.window());
    }
    return OpenWeatherMap.builder("k")
        .baseUrl(server.base())
        .quota(quota)
        .connection(Connection.builder().ticker(time).repetitions(0).build())
        .build();
  }

  /** All places differ, so that no answer of the cache spares the service a question. */
  @Test
  void aMonthOfBursts_neverExceedsAnyWindowOfAnyLimit() {
    try (FakeWeatherServer server = FakeWeatherServer.start();
        OpenWeatherMap provider = provider(server)) {
      serve(server);
      CachedWeather live = CachedWeather.builder(provider).ticker(time).build();
      WeatherProvider background = live.inBackground();
      int asked = 0;
      while (time.instant().isBefore(NOON.plus(Duration.ofDays(40)))) {
        time.advance(Duration.ofMinutes(random.nextInt(12 * 60)));
        for (int left = random.nextInt(20); left > 0; left--) {
          Place place = new Place(asked % 80, asked / 80.0);
          WeatherProvider asks = asked % 3 == 0 ? background : live;
          outcome(asks.series(place, time.instant()).handle((series, failure) -> "over"));
          asked++;
          time.advance(Duration.ofMillis(random.nextInt(5_000)));
        }
      }
      QuotaProperties.assertKept(calls, LIMITS);
      assertThat(calls).as("and as much as is allowed is used").hasSizeGreaterThan(400);
      assertThat(2 * asked).as("of what was wanted").isGreaterThan(2 * calls.size());
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherSeries;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What every key of OpenWeatherMap has: the current weather, and five days of forecast. */
final class OwmFree {
  static final Duration REACH = Duration.ofDays(5);
  private static final Duration STEP = Duration.ofHours(3);

  private final Upstream upstream;

  OwmFree(Upstream upstream) {
    this.upstream = upstream;
  }

  OwmFree inBackground() {
    return new OwmFree(upstream.inBackground());
  }

  CompletableFuture<Settled<OwmReply>> check(Place place) {
    return Settled.of(
        upstream.check(OwmAsk.current(place), reply -> OwmReply.current(reply.body(), place)));
  }

  UpstreamPanel.Use use() {
    return new UpstreamPanel.Use("current weather, five days", upstream);
  }

  void close() {
    upstream.close();
  }

  private CompletableFuture<OwmReply> current(Place place) {
    return upstream.ask(OwmAsk.current(place), reply -> OwmReply.current(reply.body(), place));
  }

  private CompletableFuture<OwmReply> forecast(Place place) {
    return upstream.ask(OwmAsk.forecast(place), reply -> OwmReply.forecast(reply.body(), place));
  }

  /**
   * Both are asked at the same time. The forecast alone will do if it reaches the moment; the
   * observation alone would pass for the weather of five days.
   */
  CompletableFuture<Settled<WeatherSeries>> ahead(OwmWish wish) {
    CompletableFuture<Settled<OwmReply>> forecast = Settled.of(forecast(wish.place()));
    CompletableFuture<Settled<OwmReply>> current = Settled.of(current(wish.place()));
    return forecast.thenCombine(
        current, (entries, observation) -> joined(wish, observation, entries));
  }

  private static Settled<WeatherSeries> joined(
      OwmWish wish, Settled<OwmReply> current, Settled<OwmReply> forecast) {
    return forecast
        .map(
            entries -> {
              OwmReply observation = current.value();
              OwmEntry observed = observation == null ? null : observation.observed();
              return OwmSeries.ahead(wish, new OwmReply(observed, entries.entries()), STEP);
            })
        .blaming(current)
        .blaming(forecast);
  }
}

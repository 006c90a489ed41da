/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What MET Norway answered, and how long that holds.
 *
 * @param forecast what it said
 * @param lastModified its own words for when that was new, to be repeated to it
 * @param fetchedAt when it was asked
 * @param expiresAt when it may be asked again
 */
record MetNorwayAnswer(
    MetNorwayForecast forecast,
    @Nullable String lastModified,
    Instant fetchedAt,
    Instant expiresAt) {
  private static final int NOT_MODIFIED = 304;

  /** It usually says half an hour; an answer that never ended would be worse than a question. */
  private static final Duration LONGEST = Duration.ofHours(6);

  /**
   * Reads a reply.
   *
   * @param known what the question said that we have, null if nothing
   * @throws IOException if it is not what was documented
   */
  static MetNorwayAnswer of(
      Reply reply, Place place, @Nullable MetNorwayAnswer known, Instant fetchedAt)
      throws IOException {
    Instant expiresAt = expiry(reply.headers(), fetchedAt);
    String lastModified = reply.headers().get("last-modified");
    if (reply.status() != NOT_MODIFIED) {
      MetNorwayForecast forecast = MetNorwayReply.forecast(reply.body(), place);
      return new MetNorwayAnswer(forecast, lastModified, fetchedAt, expiresAt);
    }
    if (known == null) {
      throw new Unreadable("nothing new, says the reply, but there is nothing old");
    }
    return new MetNorwayAnswer(
        known.forecast,
        lastModified == null ? known.lastModified : lastModified,
        fetchedAt,
        expiresAt);
  }

  /**
   * As long from when it was asked as the service counts from its own date, so that a wrong clock
   * on either side does not matter. Its {@code Age} is left out: too late is better than too early.
   */
  private static Instant expiry(Map<String, String> headers, Instant fetchedAt) {
    Instant stated = HttpDate.of(headers.get("expires"));
    Instant from = HttpDate.of(headers.get("date"));
    if (stated == null) {
      return fetchedAt;
    }
    Duration good = Duration.between(from == null ? fetchedAt : from, stated);
    if (good.isNegative()) {
      return fetchedAt;
    }
    return fetchedAt.plus(good.compareTo(LONGEST) > 0 ? LONGEST : good);
  }

  /** Whether the service does not want to be asked again yet. */
  boolean holds(Instant now) {
    return now.isBefore(expiresAt) && !now.isBefore(fetchedAt);
  }

  WeatherSeries series(Place place) {
    return forecast.series(place, fetchedAt, expiresAt);
  }
}

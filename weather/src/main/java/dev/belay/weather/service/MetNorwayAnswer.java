/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherSeries;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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
    Instant expiresAt = expiry(reply.headers().get("expires"), fetchedAt);
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

  private static Instant expiry(@Nullable String header, Instant fetchedAt) {
    Instant stated = fetchedAt;
    try {
      if (header != null) {
        stated = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
      }
    } catch (DateTimeException e) {
      return fetchedAt;
    }
    Instant latest = fetchedAt.plus(LONGEST);
    if (stated.isAfter(latest)) {
      return latest;
    }
    return stated.isBefore(fetchedAt) ? fetchedAt : stated;
  }

  /** Whether the service does not want to be asked again yet. */
  boolean holds(Instant now) {
    return now.isBefore(expiresAt) && !now.isBefore(fetchedAt);
  }

  WeatherSeries series(Place place) {
    return forecast.series(place, fetchedAt, expiresAt);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of the data sets of Open-Meteo.
 *
 * @param service what its host begins with, before {@code api}
 * @param path of the question
 * @param suffix of each variable's name
 * @param lead how long before its moment a value was known, null if that is when it was fetched
 * @param variables what it has
 */
record OpenMeteoData(
    String service,
    String path,
    String suffix,
    @Nullable Duration lead,
    List<OpenMeteoVariable> variables) {
  private static final List<OpenMeteoVariable> ALL = List.of(OpenMeteoVariable.values());

  /** Past hours hold the first hours of run after run, of which the oldest is three hours old. */
  private static final Duration STITCHED = Duration.ofHours(3);

  static final OpenMeteoData FORECAST = new OpenMeteoData("", "/v1/forecast", "", null, ALL);
  static final OpenMeteoData RECENT = new OpenMeteoData("", "/v1/forecast", "", STITCHED, ALL);

  static final OpenMeteoData ARCHIVE =
      new OpenMeteoData("archive-", "/v1/archive", "", Duration.ZERO, reanalysed());

  static final OpenMeteoData HISTORICAL_FORECAST =
      new OpenMeteoData("historical-forecast-", "/v1/forecast", "", STITCHED, ALL);

  static OpenMeteoData previousRuns(int days) {
    return new OpenMeteoData(
        "previous-runs-", "/v1/forecast", "_previous_day" + days, Duration.ofDays(days), ALL);
  }

  private static List<OpenMeteoVariable> reanalysed() {
    return Arrays.stream(OpenMeteoVariable.values())
        .filter(variable -> variable != OpenMeteoVariable.VISIBILITY)
        .toList();
  }

  String key(OpenMeteoVariable variable) {
    return variable.key + suffix;
  }

  String keys() {
    return variables.stream().map(this::key).collect(Collectors.joining(","));
  }

  /** A reply for a day that has just ended goes on into hours to come. */
  Instant issued(Instant time, Instant fetchedAt) {
    Instant issued = lead == null ? fetchedAt : time.minus(lead);
    return issued.isBefore(fetchedAt) ? issued : fetchedAt;
  }
}

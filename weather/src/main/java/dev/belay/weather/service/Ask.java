/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.Map;

/**
 * One question to a service, without its key.
 *
 * @param path what comes after the base URL, such as {@code /data/2.5/weather}
 * @param query parameters in order, not yet encoded
 * @param headers more than the ones every question has
 * @param weight what it costs of the quota
 */
record Ask(String path, Map<String, String> query, Map<String, String> headers, double weight) {

  Ask {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight: " + weight + " is not 0 or more");
    }
  }

  Ask(String path, Map<String, String> query) {
    this(path, query, Map.of(), 1);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One service, asked gently: within its quota, a few questions at once, again after a passing
 * failure, and not at all while it is down.
 */
final class Upstream {
  /**
   * What a service is.
   *
   * @param name in messages and figures
   * @param base URL without path
   * @param key its key, if it wants one
   * @param userAgent who asks
   * @param atOnce how many questions it takes at the same time
   * @param refusals what it means by an error
   */
  record Service(
      String name,
      URI base,
      @Nullable ApiKey key,
      String userAgent,
      int atOnce,
      Refusals refusals) {}

  Upstream(Service service, Quota quota, Connection connection) {}

  /**
   * Asks.
   *
   * @return a stage of what the reader made of the reply; fails with a {@link
   *     dev.belay.weather.WeatherException} and nothing else
   */
  <T> CompletableFuture<T> ask(Ask ask, ReplyReader<T> reader) {
    throw new UnsupportedOperationException();
  }

  /** The same service, within the part of its quota that is not reserved. */
  Upstream inBackground() {
    throw new UnsupportedOperationException();
  }
}

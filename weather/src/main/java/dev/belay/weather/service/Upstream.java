/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.concurrent.CompletableFuture;

/**
 * One service, asked gently: within its quota, a few questions at once, again after a passing
 * failure, and not at all while it is down.
 */
final class Upstream {

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

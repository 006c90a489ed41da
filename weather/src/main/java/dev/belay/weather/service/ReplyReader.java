/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import java.io.IOException;

/** Makes something of a reply; pure. */
interface ReplyReader<T> {

  /**
   * Reads a reply.
   *
   * @throws IOException if it is not what was documented, which is taken for a passing failure
   * @throws WeatherException if it says that there is no weather
   */
  T read(Reply reply) throws IOException;
}

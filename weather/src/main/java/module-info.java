/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Weather from real providers, cached, as features. */
module dev.belay.weather {
  requires transitive dev.belay.core;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires de.siegmar.fastcsv;
  requires transitive java.net.http;
  requires org.slf4j;

  exports dev.belay.weather;
  exports dev.belay.weather.service;
}

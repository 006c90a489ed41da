/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A second level in memory; time to live is left to whoever reads. */
class MapStore implements SeriesStore {
  final Map<String, byte[]> values = new ConcurrentHashMap<>();
  final Map<String, Duration> kept = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<byte @Nullable []> load(String key) {
    return CompletableFuture.completedStage(values.get(key));
  }

  @Override
  public void save(String key, byte[] value, Duration timeToLive) {
    values.put(key, value);
    kept.put(key, timeToLive);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A second level behind a {@link CachedWeather}, such as Redis, that several processes share.
 * Thread-safe; never blocks. What it throws, or fails with, is counted and taken for a miss, and so
 * is what it has not found within a second.
 */
public interface SeriesStore {

  /**
   * Looks up.
   *
   * @param key a short text of letters, digits, {@code .:,-} and {@code /}
   * @return a stage of what was saved last, or of null
   */
  CompletionStage<byte @Nullable []> load(String key);

  /**
   * Keeps a value; whether it worked is the store's own affair.
   *
   * @param key as in {@link #load}
   * @param value not to be changed
   * @param timeToLive after which nobody wants it any more
   */
  void save(String key, byte[] value, Duration timeToLive);
}

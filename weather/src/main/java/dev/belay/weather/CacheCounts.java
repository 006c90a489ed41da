/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.concurrent.atomic.LongAdder;

/** What a cache has done since it was built. Thread-safe. */
final class CacheCounts {
  final LongAdder hits = new LongAdder();
  final LongAdder stale = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder fetches = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder storeFailures = new LongAdder();

  final FetchRecord record = new FetchRecord();

  CachedWeather.Counts snapshot() {
    // Before the fetches: of what fails meanwhile both would be missing, and never only the fetch.
    long failed = failures.sum();
    return new CachedWeather.Counts(
        hits.sum(), stale.sum(), misses.sum(), fetches.sum(), failed, storeFailures.sum());
  }
}

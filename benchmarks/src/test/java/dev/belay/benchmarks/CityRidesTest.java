/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.benchmarks.CityRides.Ride;
import dev.belay.testing.FakeTime;
import dev.belay.weather.CachedWeather;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CityRidesTest {
  private static final int RIDES = 5_000;

  /** Every ride asks for the weather when it begins, with a cache that starts cold at midnight. */
  @Test
  void cache_aDayInOneCity_answersAlmostAllAtOnce() {
    List<Ride> day = CityRides.day(42, RIDES);
    FakeTime time = new FakeTime(Instant.ofEpochSecond(day.get(0).pickupEpochSecond()));
    CachedWeather cache = CachedWeather.builder(CityRides.service(time)).ticker(time).build();
    for (Ride ride : day) {
      Instant pickup = Instant.ofEpochSecond(ride.pickupEpochSecond());
      time.advance(Duration.between(time.instant(), pickup));
      assertThat(cache.at(ride.latitude(), ride.longitude(), pickup).toCompletableFuture())
          .isCompleted();
    }

    CachedWeather.Counts counts = cache.counts();
    System.out.printf(
        "weather cache, simulated day of %d rides, 20 x 20 km, %s degrees: %.2f %% at once,"
            + " %d fetches, %d cells%n",
        RIDES, 0.05, 100 * counts.hitRate(), counts.fetches(), cache.size());
    assertThat(counts.hits() + counts.stale() + counts.misses()).isEqualTo(RIDES);
    assertThat(counts.hitRate()).isGreaterThanOrEqualTo(0.95);
    assertThat(counts.failures()).isZero();
  }
}

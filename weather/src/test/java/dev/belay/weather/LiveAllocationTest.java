/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Predictor;
import dev.belay.testing.FakeTime;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The ninth law: a table at hand allocates nothing. */
class LiveAllocationTest {
  private static final int CALLS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  record Trip(String zone) {}

  private static Trip[] trips() {
    Trip[] trips = new Trip[500];
    for (int i = 0; i < trips.length; i++) {
      trips[i] = new Trip("zone " + i);
    }
    return trips;
  }

  private static LiveFeed feed(Trip[] trips) {
    Map<String, double[]> rows = new HashMap<>();
    for (Trip trip : trips) {
      rows.put(trip.zone, new double[] {0.5, 2});
    }
    LiveTable table = LiveTable.of(List.of("congestion", "incidents"), rows);
    return LiveFeed.of(() -> CompletableFuture.completedStage(table), "congestion", "incidents");
  }

  private static double leastBytes(Predictor<Trip> predictor, Trip[] trips) {
    double least = Double.POSITIVE_INFINITY;
    double sink = 0;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        sink += predictor.estimate(trips[i % trips.length]);
      }
      least = Math.min(least, (double) (THREADS.getCurrentThreadAllocatedBytes() - before));
    }
    assertThat(sink).isEqualTo(20.0 * CALLS * 2.5);
    return least;
  }

  @Test
  void estimate_withATableAtHand_allocatesNothing() {
    Trip[] trips = trips();
    LiveFeatures<Trip> traffic =
        LiveFeatures.of("traffic", Trip::zone, feed(trips)).ticker(new FakeTime());
    FeatureSet<Trip> features = FeatureSet.builder(Trip.class).include(traffic).build();
    Predictor<Trip> predictor =
        Predictor.named("trips")
            .fallback((Trip trip) -> -1)
            .model(Model.of("sum", features, row -> row[0] + row[1]), features)
            .plausible(-10, 10)
            .build();

    assertThat(leastBytes(predictor, trips)).isZero();
    assertThat(traffic.counts().hits()).isEqualTo(20L * CALLS);
  }
}

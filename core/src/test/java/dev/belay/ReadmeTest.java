/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's example is a region of this file, and this file runs. */
class ReadmeTest {
  record Trip(String id, double distanceKm, boolean rushHour) {}

  static final class DelayRules {
    static double typicalDelay(Trip trip) {
      return trip.rushHour() ? 8 : 3;
    }
  }

  private static final FeatureSet<Trip> FEATURES =
      FeatureSet.builder(Trip.class)
          .number("distance_km", Trip::distanceKm)
          .indicator("rush_hour", Trip::rushHour)
          .build();

  private static final Model MODEL = Model.of("2026-11", FEATURES, row -> 0.5 * row[0]);

  private static Predictor<Trip> predictor(
      Model model,
      FeatureSet<Trip> features,
      AtomicReference<Rollout> rollout,
      PredictionListener monitor) {
    Predictor<Trip> delay;
    // region: host
    delay =
        Predictor.named("trip-delay")
            .fallback(DelayRules::typicalDelay) // the only mandatory step: valid on day one
            .keyedBy(Trip::id) // one key for rollout, metrics and ground truth
            .model(model, features) // names and fingerprint are matched here, once
            .rollout(rollout::get) // 10 % now; live
            .deadline(ofMillis(50)) // bounds waiting, never scoring
            .plausible(-60, 600) // minutes; outside it the heuristic answers
            .listener(monitor)
            .build();
    // endregion
    return delay;
  }

  @Test
  void example_runs_andSplitsTheTraffic() {
    var rollout = new AtomicReference<>(Rollout.of("trip-delay", 10));
    RecordingListener monitor = new RecordingListener();
    Predictor<Trip> delay = predictor(MODEL, FEATURES, rollout, monitor);
    for (int i = 0; i < 1_000; i++) {
      Prediction prediction = delay.predict(new Trip("trip-" + i, 12, true));
      assertThat(prediction.value()).isEqualTo(prediction.fromModel() ? 6 : 8);
    }
    assertThat(delay.count(Origin.MODEL)).isBetween(60L, 140L);
    rollout.set(Rollout.of("trip-delay", 100));
    assertThat(delay.estimate(new Trip("trip-0", 12, true))).isEqualTo(6);
    assertThat(monitor.events()).hasSize(1_001);
  }

  @Test
  void readme_showsExactlyTheRegionThatRuns() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("belay.root"), "belay.root"));
    Path source = root.resolve("core/src/test/java/dev/belay/ReadmeTest.java");
    List<String> lines = Files.readAllLines(source);
    int start = indexOf(lines, "// region: host") + 1;
    int end = indexOf(lines, "// endregion");
    String region =
        lines.subList(start, end).stream()
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(root.resolve("README.md")))
        .contains("```java\n" + region + "\n```");
  }

  private static int indexOf(List<String> lines, String marker) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(marker)) {
        return i;
      }
    }
    throw new AssertionError("no line '" + marker + "'");
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ML = Path.of(System.getProperty("belay.root", "..")).resolve("ml");

  @Test
  void example_asPrinted_trainsAndSaves(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("delay.forest");
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .number("rain", trip -> trip.trip.rain())
            .number("km", trip -> trip.trip.km())
            .build();
    List<Trip> trips = dev.belay.ml.training.Trip.hourly(200).stream().map(Trip::new).toList();

    // region readme
    Trained trained =
        Training.of(features, trips, Trip::delayMinutes) // the feature set that will serve
            .knownAt(Trip::requestedEpochSecond) // when the prediction would have been made
            .testFrom(Instant.parse("2026-10-01T00:00:00Z")) // judged on what came later
            .heuristic(DelayRules::typicalDelay) // the rule it is to replace
            .unit("min")
            .train(Boosting.minimising(Loss.median()));
    System.out.println(trained.report());
    trained.model().save(file);
    // endregion

    assertThat(CompiledForest.load(file).featureNames()).containsExactly("rain", "km");
  }

  @Test
  void readme_example_isTheOneThatRuns() throws IOException {
    String source =
        Files.readString(ML.resolve("src/test/java/dev/belay/ml/training/ReadmeTest.java"));
    String region =
        source.substring(
            source.indexOf("// region readme\n") + 17, source.indexOf("\n    // endregion\n"));

    assertThat(Files.readString(ML.resolve("README.md"))).contains(region.stripIndent());
  }

  private record Trip(dev.belay.ml.training.Trip trip) {
    double delayMinutes() {
      return trip.delay();
    }

    /** The last 50 hours of 200 are in October. */
    long requestedEpochSecond() {
      long october = Instant.parse("2026-10-01T00:00:00Z").getEpochSecond();
      return trip.moment() - dev.belay.ml.training.Trip.FIRST + october - 150 * 3600;
    }
  }

  private static final class DelayRules {
    static double typicalDelay(Trip trip) {
      return 5;
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stats.Comparison;
import dev.belay.stats.Histogram;
import dev.belay.stats.PairedDifference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The examples of the package page and of the Javadoc, run; the page's and the README's are
 * compared with it.
 */
class HostCodeTest {

  @Test
  void packagePage_reads_asItRuns() throws Exception {
    Histogram trainedDistances = Histogram.ofSample(Draws.seeded(1).normal(2_000, 700, 200), 10);
    Histogram todaysDistances =
        Draws.counted(trainedDistances, Draws.seeded(2).normal(2_000, 700, 200));
    Categories trainedCarriers = carriers("UA", "AA", "DL");
    Categories todaysCarriers = carriers("UA", "AA", "DL");
    Histogram trainedDegrees = Histogram.ofSample(Draws.seeded(3).normal(2_000, 1, 5), 10);
    Histogram todaysDegrees = Draws.counted(trainedDegrees, Draws.seeded(4).normal(2_000, 24, 4));
    Comparison modelAgainstHeuristic = better();
    // [host
    DriftReport report =
        DriftCriterion.standard()
            .report(
                List.of(
                    FeatureShift.of("distance", trainedDistances, todaysDistances),
                    FeatureShift.of("carrier", trainedCarriers, todaysCarriers),
                    FeatureShift.of("temperature", trainedDegrees, todaysDegrees).seasonal()));
    // host]
    assertThat(report.verdict()).isEqualTo(DriftReport.Verdict.STABLE);
    assertThat(report.judgedBy(modelAgainstHeuristic).verdict())
        .isEqualTo(DriftReport.Verdict.SOUND);
    assertThat(joined(page())).contains(joined(example()));
    assertThat(joined(readme())).contains(joined(example()));
  }

  @Test
  void martingale_reads_asItRuns() {
    double predicted = 12;
    double actual = 20;
    ConformalMartingale errors =
        ConformalMartingale.simpleMixture(new SplittableRandom(7)::nextDouble);
    errors.add(Math.abs(predicted - actual));
    assertThat(errors.p().rejects(0.01)).isFalse();
  }

  private static String page() throws Exception {
    return Files.readString(source("main", "package-info")).replace(" * ", " ");
  }

  private static String readme() throws Exception {
    return Files.readString(
        Path.of(System.getProperty("belay.root", ".."), "monitoring/README.md"));
  }

  private static String example() throws Exception {
    String source = Files.readString(source("test", "HostCodeTest"));
    return source.substring(source.indexOf("// [host") + 8, source.indexOf("// host]"));
  }

  private static Path source(String kind, String name) {
    String root = System.getProperty("belay.root", "..");
    String folder = "monitoring/src/" + kind + "/java/dev/belay/monitoring/drift/";
    return Path.of(root, folder + name + ".java");
  }

  private static String joined(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
  }

  private static Categories carriers(String... names) {
    Categories.Builder builder = Categories.named(List.of(names));
    for (int i = 0; i < 900; i++) {
      builder.add(names[i % names.length]);
    }
    return builder.build();
  }

  private static Comparison better() {
    PairedDifference.Independent losses = PairedDifference.independent("min");
    for (int i = 0; i < 100; i++) {
      losses.add(10 + i % 3, 12 + i % 5);
    }
    return losses.compare(Comparison.Criterion.lowerIsBetter());
  }
}

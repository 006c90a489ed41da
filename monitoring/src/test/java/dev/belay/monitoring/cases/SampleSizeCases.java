/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.cases.Published;
import dev.belay.monitoring.drift.DriftCriterion;
import dev.belay.monitoring.drift.DriftReport;
import dev.belay.monitoring.drift.FeatureShift;
import dev.belay.stats.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often two samples that do not differ, or harmlessly, raise an alarm: the rates that were
 * found for single tests, and never for the verdict.
 */
final class SampleSizeCases {

  private static final String FILE = "drift_sample_size_behaviour";

  /** Of small samples; of large ones there are fewer, which differ less. */
  private static final int MOST_RUNS = 60;

  private final JsonNode row;
  private final int runs;
  private int significant;
  private int severe;
  private double psi;
  private final List<DriftReport.Verdict> verdicts = new ArrayList<>();

  private SampleSizeCases(JsonNode row) {
    this.row = row;
    runs = row.get("n_current").asInt() < 5_000 ? MOST_RUNS : 20;
  }

  static CaseSuite suite() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(CaseSuite.read(FILE).get("rows"))) {
      String name =
          "shift " + row.get("true_shift_sigma") + ", n = " + row.get("n_current").asText();
      rows.add(new Row(name, () -> new SampleSizeCases(row).run()));
    }
    return new CaseSuite(FILE, rows);
  }

  private void run() {
    int n = row.get("n_current").asInt();
    int m = row.get("n_reference").asInt();
    double shift = row.get("true_shift_sigma").asDouble();
    SplittableRandom random = new SplittableRandom(5);
    for (int run = 0; run < runs; run++) {
      look(normal(random, m, 0), normal(random, n, shift));
    }
    JsonNode rates = row.get("alarm_rate");
    assertRate(significant, rates.get("ks_p<=0.05"));
    assertRate(severe, rates.get("psi_deciles>=0.1"));
    double published = row.get("mean_psi_deciles").asDouble();
    assertThat(psi / runs).isCloseTo(published, within(0.15 * published + 0.0005));
    assertThat(verdicts)
        .containsOnly(n < 500 ? DriftReport.Verdict.UNDECIDED : DriftReport.Verdict.STABLE);
  }

  private void look(double[] reference, double[] current) {
    FeatureShift shift = FeatureShift.of("x", reference, current);
    significant += shift.p().rejects(0.05) ? 1 : 0;
    double[] deciles = Histogram.ofSample(reference, 10).edges();
    deciles[0] = -1e70;
    deciles[10] = 1e70;
    Histogram then = histogram(deciles, reference);
    double size = FeatureShift.of("x", then, histogram(deciles, current)).size().value();
    severe += size >= 0.1 ? 1 : 0;
    psi += size;
    verdicts.add(DriftCriterion.standard().report(List.of(shift)).verdict());
  }

  /** Within four standard errors of both, and a step. */
  private void assertRate(int alarms, JsonNode published) {
    double rate = published.asDouble();
    double spread = Math.max(rate * (1 - rate), 0.01);
    double doubt = 4 * Math.sqrt(spread * (1.0 / runs + 1.0 / 300)) + 1.0 / runs;
    assertThat((double) alarms / runs).isCloseTo(rate, within(doubt));
  }

  private static Histogram histogram(double[] edges, double[] values) {
    Histogram.Builder builder = Histogram.betweenEdges(edges);
    Arrays.stream(values).forEach(builder::add);
    return builder.build();
  }

  private static double[] normal(SplittableRandom random, int n, double mean) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> mean + gaussian(random));
    return values;
  }

  /** G. E. P. Box and M. E. Muller. */
  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}

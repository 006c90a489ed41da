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
import dev.belay.monitoring.drift.ContingencyTable;
import dev.belay.monitoring.drift.SamplePair;
import dev.belay.stats.Effect;
import dev.belay.stats.Histogram;
import dev.belay.stats.Moments;
import dev.belay.stats.TwoSample;
import dev.belay.stats.inference.RankTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Distances and tests of two samples of numbers. */
final class DriftNumericCases {

  private static final String FILE = "drift_numeric";
  private static final double DISTANCE = 1e-9;
  private static final double EXACT_P = 1e-9;
  private static final double ASYMPTOTIC_P = 1e-7;

  /** So that a p-value of 1e-9 is compared at all. */
  private static final double RELATIVE_P = 1e-8;

  private final double[] reference;
  private final double[] current;
  private final JsonNode expected;

  private DriftNumericCases(JsonNode row) {
    reference = Published.numbers(row.get("reference"));
    current = Published.numbers(row.get("current"));
    expected = row.get("expected");
  }

  static CaseSuite suite() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(CaseSuite.read(FILE).get("cases"))) {
      String id = row.get("id").asText();
      DriftNumericCases cases = new DriftNumericCases(row);
      rows.add(new Row(id + ", Kolmogorov-Smirnov", cases::kolmogorovSmirnov));
      rows.add(new Row(id + ", Wasserstein and energy", cases::wasserstein));
      rows.add(new Row(id + ", PSI of deciles", cases::deciles));
      rows.add(new Row(id + ", rank sum and Welch", cases::locations));
      if (cases.expected.has("evidently")) {
        rows.add(new Row(id + ", bins of Evidently", cases::evidently));
        rows.add(new Row(id + ", bins of NannyML", cases::nannyMl));
      }
    }
    return new CaseSuite(FILE, rows);
  }

  private void kolmogorovSmirnov() {
    SamplePair pair = SamplePair.of(reference, current);
    close(pair.kolmogorovSmirnov().value(), expected.get("ks_D"), DISTANCE);
    closeP(pair.exact().value(), expected.get("ks_p_exact"), EXACT_P);
    closeP(pair.atEffectiveSize().value(), expected.get("ks_p_asymp"), ASYMPTOTIC_P);
    JsonNode limit = expected.get("ks_p_kolmogorov_limit_sqrt(en)*D");
    closeP(pair.asymptotic().value(), limit, EXACT_P);
    assertThat(pair.p()).isEqualTo(pair.exact());
  }

  private void wasserstein() {
    SamplePair pair = SamplePair.of(reference, current);
    close(pair.wasserstein().value(), expected.get("wasserstein_1"), DISTANCE);
    close(
        pair.standardizedWasserstein().value(),
        expected.get("wasserstein_over_std_ref_ddof0"),
        DISTANCE);
    close(pair.energy().value(), expected.get("energy_distance"), DISTANCE);
  }

  private void deciles() {
    JsonNode deciles = expected.get("psi_ref_deciles");
    double[] inner = Published.numbers(deciles.get("inner_edges"));
    double[] edges = new double[inner.length + 2];
    edges[0] = -1e70;
    System.arraycopy(inner, 0, edges, 1, inner.length);
    edges[edges.length - 1] = 1e70;
    ContingencyTable table = table(edges, deciles);
    close(table.psi().value(), deciles.get("laplace_0.5"), DISTANCE);
    close(table.psi(1e-4).value(), deciles.get("floor_1e-4"), DISTANCE);
    close(table.psi(1e-4).value(), deciles.get("evidently"), DISTANCE);
  }

  private void evidently() {
    JsonNode bins = expected.get("evidently");
    ContingencyTable table = table(Published.numbers(bins.get("edges")), bins);
    close(table.psi(1e-4).value(), bins.get("psi"), DISTANCE);
    double natural = table.jensenShannon().value() * Math.sqrt(Math.log(2));
    close(natural, bins.get("jensenshannon_distance_base_e"), DISTANCE);
  }

  private void nannyMl() {
    JsonNode bins = expected.get("nannyml_js_base2_doane_on_reference");
    double[] edges = Published.numbers(bins.get("edges"));
    Histogram now = histogram(edges, current);
    double beyond = (double) (now.below() + now.above()) / now.count();
    close(beyond, bins.get("out_of_range_mass"), DISTANCE);
    ContingencyTable table = ContingencyTable.of(histogram(edges, reference), now);
    close(table.jensenShannon().value(), bins.get("value"), DISTANCE);
  }

  /** These are core's. */
  private void locations() {
    RankTest rankSum = RankTest.rankSum(reference, current);
    JsonNode published = expected.get("mannwhitney_U_two_sided");
    close(rankSum.statistic(), published.get("U"), DISTANCE);
    if (rankSum.p().method().contains("normal")) {
      closeP(rankSum.p().value(), published.get("p_asymptotic_continuity"), EXACT_P);
    }
    Effect welch = TwoSample.means(moments(current), moments(reference)).effect();
    if (welch.value() != 0) {
      close(welch.statistic(), expected.get("welch_t").get("t"), DISTANCE);
      closeP(welch.pValue(Effect.Side.TWO_SIDED), expected.get("welch_t").get("p"), EXACT_P);
    }
  }

  private ContingencyTable table(double[] edges, JsonNode counts) {
    Histogram then = histogram(edges, reference);
    Histogram now = histogram(edges, current);
    assertCounts(then, counts.get("ref_counts"));
    assertCounts(now, counts.get("cur_counts"));
    return ContingencyTable.of(then, now);
  }

  private static void assertCounts(Histogram histogram, JsonNode counts) {
    double[] actual = new double[histogram.bins()];
    Arrays.setAll(actual, histogram::count);
    assertThat(actual).containsExactly(Published.numbers(counts));
  }

  private static Histogram histogram(double[] edges, double[] values) {
    Histogram.Builder builder = Histogram.betweenEdges(edges);
    Arrays.stream(values).forEach(builder::add);
    return builder.build();
  }

  private static Moments moments(double[] values) {
    Moments moments = new Moments();
    Arrays.stream(values).forEach(moments::add);
    return moments;
  }

  private static void close(double actual, JsonNode published, double tolerance) {
    assertThat(actual).isCloseTo(published.asDouble(), within(tolerance));
  }

  private static void closeP(double actual, JsonNode published, double tolerance) {
    close(actual, published, Math.min(tolerance, RELATIVE_P * published.asDouble()));
  }
}

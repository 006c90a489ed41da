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
import dev.belay.monitoring.drift.ConformalMartingale;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Ranks of errors, and what betting on them wins. */
final class ConformalMartingaleCases {

  private static final String FILE = "conformal_martingale";

  private ConformalMartingaleCases() {}

  static CaseSuite suite() {
    JsonNode content = CaseSuite.read(FILE);
    double tolerance = content.get("tolerance").asDouble();
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("smoothed p-values", () -> ranks(content.get("smoothed_p_values"))));
    for (JsonNode row : Published.rows(content.get("cases"))) {
      String id = row.get("id").asText();
      JsonNode expected = row.get("expected_log_martingale");
      double[] p = Published.numbers(row.get("p_values"));
      rows.add(
          new Row(
              id + ", power",
              () -> capital(power(), p, expected.get("power_eps_0.92"), tolerance)));
      rows.add(
          new Row(
              id + ", mixture",
              () -> capital(mixture(), p, expected.get("simple_mixture"), tolerance)));
      double largest = row.get("max_log10_over_time_simple_mixture").asDouble();
      rows.add(new Row(id + ", largest", () -> largest(p, largest, tolerance)));
    }
    return new CaseSuite(FILE, rows);
  }

  private static ConformalMartingale power() {
    return ConformalMartingale.power(0.92, () -> 0.5);
  }

  private static ConformalMartingale mixture() {
    return ConformalMartingale.simpleMixture(() -> 0.5);
  }

  private static void ranks(JsonNode published) {
    Iterator<JsonNode> thetas = published.iterator();
    ConformalMartingale martingale =
        ConformalMartingale.simpleMixture(() -> thetas.next().get("theta").asDouble());
    for (JsonNode row : Published.rows(published)) {
      double p = martingale.add(row.get("score").asDouble());
      assertThat(p).isCloseTo(row.get("p").asDouble(), within(1e-12));
    }
  }

  private static void capital(
      ConformalMartingale martingale, double[] p, JsonNode expected, double tolerance) {
    int compared = 0;
    for (int i = 0; i < p.length; i++) {
      martingale.bet(p[i]);
      JsonNode published = expected.get(String.valueOf(i + 1));
      if (published != null) {
        compared++;
        assertThat(martingale.logCapital()).isCloseTo(published.asDouble(), within(tolerance));
      }
    }
    assertThat(compared).isEqualTo(expected.size());
  }

  private static void largest(double[] p, double expected, double tolerance) {
    ConformalMartingale martingale = mixture();
    double largest = Double.NEGATIVE_INFINITY;
    for (double each : p) {
      martingale.bet(each);
      largest = Math.max(largest, martingale.logCapital());
    }
    assertThat(largest / Math.log(10)).isCloseTo(expected, within(tolerance));
  }
}

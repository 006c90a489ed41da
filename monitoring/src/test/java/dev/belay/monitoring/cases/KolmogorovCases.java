/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.cases;

import static dev.belay.cases.Published.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.cases.Published;
import dev.belay.monitoring.drift.SamplePair;
import java.util.ArrayList;
import java.util.List;

/** The limit of the Kolmogorov-Smirnov distance, and what is critical by it. */
final class KolmogorovCases {

  private static final String FILE = "ks_critical";

  private KolmogorovCases() {}

  static CaseSuite suite() {
    JsonNode content = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(content.get("kolmogorov_limit"))) {
      rows.add(new Row("survival of " + row.get("lambda"), () -> survival(row)));
    }
    for (JsonNode row : Published.rows(content.get("critical_c_alpha"))) {
      rows.add(new Row("critical at " + row.get("alpha"), () -> critical(row)));
    }
    for (JsonNode row : Published.rows(content.get("min_detectable_D_two_sample_equal_n"))) {
      rows.add(new Row("distance of two times " + row.get("n"), () -> distance(row)));
    }
    return new CaseSuite(FILE, rows);
  }

  private static void survival(JsonNode row) {
    double survival = SamplePair.kolmogorovSurvival(row.get("lambda").asDouble());
    assertWithin(survival, row.get("sf").asDouble(), 1e-11);
  }

  /** Two samples of two are worth one value. */
  private static void critical(JsonNode row) {
    double c = SamplePair.criticalDistance(row.get("alpha").asDouble(), 2, 2);
    assertWithin(c, row.get("c").asDouble(), 1e-11);
  }

  private static void distance(JsonNode row) {
    long n = row.get("n").asLong();
    assertWithin(SamplePair.criticalDistance(0.05, n, n), row.get("D_at_0.05").asDouble(), 1e-11);
    assertWithin(SamplePair.criticalDistance(0.001, n, n), row.get("D_at_0.001").asDouble(), 1e-11);
  }
}

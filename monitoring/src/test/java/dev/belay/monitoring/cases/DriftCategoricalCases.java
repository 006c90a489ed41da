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
import dev.belay.monitoring.drift.Categories;
import dev.belay.monitoring.drift.ContingencyTable;
import dev.belay.stats.inference.PValue;
import dev.belay.stats.inference.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Distances and tests of two counts of categories. */
final class DriftCategoricalCases {

  private static final String FILE = "drift_categorical";
  private static final double TOLERANCE = 1e-9;

  private final JsonNode row;
  private final JsonNode expected;
  private final ContingencyTable table;
  private final Categories reference;
  private final Categories current;

  private DriftCategoricalCases(JsonNode row) {
    this.row = row;
    expected = row.get("expected");
    Set<String> names = new TreeSet<>();
    row.get("ref_counts").fieldNames().forEachRemaining(names::add);
    row.get("cur_counts").fieldNames().forEachRemaining(names::add);
    reference = categories(names, row.get("ref_counts"));
    current = categories(names, row.get("cur_counts"));
    table = ContingencyTable.of(reference, current);
  }

  static CaseSuite suite() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(CaseSuite.read(FILE).get("cases"))) {
      String id = row.get("id").asText();
      DriftCategoricalCases cases = new DriftCategoricalCases(row);
      rows.add(new Row(id + ", distances", cases::distances));
      rows.add(new Row(id + ", contingency", cases::contingency));
      rows.add(new Row(id + ", goodness of fit", cases::goodnessOfFit));
      if (row.get("published").isObject()) {
        rows.add(new Row(id + ", published", cases::published));
      }
    }
    return new CaseSuite(FILE, rows);
  }

  private void distances() {
    double distance = table.jensenShannon().value();
    close(distance, expected.get("js_distance_base2"));
    close(distance * Math.sqrt(Math.log(2)), expected.get("js_distance_base_e"));
    close(table.largestDifference().value(), expected.get("l_infinity"));
    close(table.hellinger().value(), expected.get("hellinger"));
    close(table.totalVariation().value(), expected.get("tvd"));
    close(table.psi().value(), expected.get("psi_laplace_0.5"));
    close(table.psi(1e-4).value(), expected.get("psi_evidently"));
  }

  private void contingency() {
    JsonNode published = expected.get("chi2_contingency(nannyml)");
    close(table.chiSquare(), published.get("stat"));
    PValue p = table.p();
    close(p.value(), published.get("p"));
    assertThat(p.method()).contains(published.get("dof").asText() + " degree");
    assertThat(p.method().contains("Yates")).isEqualTo(published.get("yates_applied").asBoolean());
  }

  /**
   * The test against the reference as the truth is core's, for arms. It leaves out what the truth
   * says cannot come, where a tool has an infinite statistic; ours of two samples does not.
   */
  private void goodnessOfFit() {
    JsonNode published = expected.get("evidently_chisquare_gof");
    if (published.get("stat").asText().equals("inf")) {
      assertThat(table.p().rejects(0.05)).isFalse();
      return;
    }
    close(fit().chiSquare(), published.get("stat"));
    close(fit().p().value(), published.get("p"));
  }

  private void published() {
    JsonNode published = row.get("published");
    if (published.has("chisquare_p")) {
      assertThat(fit().p().value())
          .isCloseTo(
              published.get("chisquare_p").asDouble(), within(published.get("abs_tol").asDouble()));
    }
    if (published.has("hellinger")) {
      assertThat(table.hellinger().value())
          .isCloseTo(published.get("hellinger").asDouble(), within(1e-5));
    }
    if (published.has("l_infinity_rounded2")) {
      assertThat(table.largestDifference().value())
          .isCloseTo(published.get("l_infinity_rounded2").asDouble(), within(0.005));
    }
  }

  private SampleRatio fit() {
    return SampleRatio.of(
        current.names().stream().mapToLong(current::count).toArray(),
        reference.names().stream().mapToDouble(reference::count).toArray());
  }

  private static Categories categories(Set<String> names, JsonNode counts) {
    Categories.Builder builder = Categories.named(names);
    counts.properties().forEach(e -> builder.add(e.getKey(), e.getValue().asLong()));
    return builder.build();
  }

  private static void close(double actual, JsonNode published) {
    assertThat(actual).isCloseTo(published.asDouble(), within(TOLERANCE));
  }
}

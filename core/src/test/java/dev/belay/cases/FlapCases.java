/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.alert.AlertRule;
import dev.belay.alert.AlertState;
import dev.belay.alert.Metric;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How much Nagios takes a series of states to flap. */
final class FlapCases {
  private FlapCases() {}

  static CaseSuite suite() {
    String file = "flap_detection";
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(CaseSuite.read(file).get("cases"))) {
      rows.add(new Row(row.get("id").asText(), () -> check(row)));
    }
    return new CaseSuite(file, rows);
  }

  private static void check(JsonNode row) {
    AlertRule rule = Metric.named("state").above(0.5);
    AlertState state = AlertState.initial(Instant.EPOCH);
    for (double on : Published.numbers(row.get("states_oldest_first"))) {
      state = state.next(rule, Figure.point(on, 1, "published"), Instant.EPOCH);
    }
    double percent = row.get("expected_percent").asDouble();
    assertThat(100 * state.changes().share()).isCloseTo(percent, within(5e-7));
  }
}

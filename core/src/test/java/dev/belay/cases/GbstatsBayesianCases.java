/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static dev.belay.cases.Published.assertClose;
import static dev.belay.cases.Published.assertInterval;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Comparison;
import dev.belay.stats.Comparison.Direction;
import dev.belay.stats.Effect;
import dev.belay.stats.Proportion;
import dev.belay.stats.TwoSample;
import java.util.List;

/** Chance to win, credible interval and expected losses. */
final class GbstatsBayesianCases {

  private static final String FILE = "gbstats_bayesian";

  private GbstatsBayesianCases() {}

  static CaseSuite suite() {
    List<Row> rows =
        Published.rows(CaseSuite.read(FILE).get("cases")).stream()
            .map(row -> new Row(row.get("name").asText(), () -> check(row)))
            .toList();
    return new CaseSuite(FILE, rows);
  }

  private static void check(JsonNode row) {
    if (row.get("name").asText().equals("no data")) {
      noData(row);
      return;
    }
    Comparison.Posterior posterior = effect(row).posterior();
    JsonNode expected = row.get("expected");
    if (expected.has("expected")) {
      assertClose(posterior.mean(), expected.get("expected"));
    }
    if (expected.has("sd")) {
      assertClose(posterior.standardDeviation(), expected.get("sd"));
      assertInterval(posterior.figure(0.95).interval(), expected.get("ci"));
    }
    if (expected.has("chanceToWin")) {
      assertClose(posterior.chanceToWin(Direction.HIGHER), expected.get("chanceToWin"));
    }
    JsonNode risk = expected.get("risk");
    if (risk != null && !risk.get(0).isNull()) {
      assertClose(posterior.lossOfKeeping(Direction.HIGHER), risk.get(0));
    }
    if (risk != null) {
      assertClose(posterior.lossOfTaking(Direction.HIGHER), risk.get(1));
    }
  }

  /** Published is a chance of 0.5 and an effect of 0, which would pose as measured. */
  private static void noData(JsonNode row) {
    assertThat(row.get("control").get("n").asLong()).isZero();
    assertThat(effect(row).figure())
        .hasToString("undefined: fewer than 2 units in the baseline (n = 0)");
    assertThat(effect(row).testable()).isFalse();
  }

  private static Effect effect(JsonNode row) {
    if (row.has("mu")) {
      return Effect.of(row.get("mu").asDouble(), row.get("sigma").asDouble(), 1, "given");
    }
    JsonNode control = row.get("control");
    JsonNode treatment = row.get("treatment");
    return control.get("type").asText().equals("proportion")
        ? TwoSample.proportions(proportion(control), proportion(treatment)).relativeEffect()
        : TwoSample.means(
                Published.moments(control, "sumSquares"),
                Published.moments(treatment, "sumSquares"))
            .relativeEffect();
  }

  private static Proportion proportion(JsonNode arm) {
    return new Proportion(arm.get("sum").asLong(), arm.get("n").asLong());
  }
}

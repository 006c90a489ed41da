/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static dev.belay.cases.Published.assertClose;
import static dev.belay.cases.Published.assertInterval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Effect;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.Interval;
import dev.belay.stats.TwoSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Welch's t, one- and two-sided, and its always-valid form. */
final class GbstatsTtestsCases {

  private static final String FILE = "gbstats_ttests";

  private GbstatsTtestsCases() {}

  static CaseSuite suite() {
    JsonNode file = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    Published.rows(file.get("cases"))
        .forEach(row -> rows.add(new Row(row.get("name").asText(), () -> check(row))));
    rows.add(new Row("negative variance is refused", () -> refused(file.get("invalid").get(0))));
    rows.add(
        new Row(
            "narrowest where it is tuned for",
            () -> narrowest(file.get("cases").get(5), file.get("sequential_tuning_property"))));
    return new CaseSuite(FILE, rows);
  }

  private static void check(JsonNode row) {
    double level = 1 - row.get("alpha").asDouble();
    Effect effect = effect(row);
    if (!row.get("sequentialTuning").isNull()) {
      effect = effect.alwaysValid(level, row.get("sequentialTuning").asLong());
    }
    Side side = side(row.get("side").asText());
    JsonNode expected = row.get("expected");
    assertClose(effect.value(), expected.get("effect"));
    if (expected.has("se")) {
      assertClose(effect.standardError(), expected.get("se"));
    }
    if (expected.has("p")) {
      assertClose(effect.pValue(side), expected.get("p"));
    }
    if (expected.has("ci")) {
      assertInterval(effect.figure(level, side).interval(), expected.get("ci"));
    }
  }

  /** Two values cannot have this sum of squares: published is an error, no 0 with a p of 1. */
  private static void refused(JsonNode row) {
    assertThat(row.get("expected").get("error").asText()).contains("negative variance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Published.moments(row.get("control"), "sumSquares"))
        .withMessage("no data has these sums: n = 2, sum = 1396.87, sum of squares = 52377.9767");
  }

  private static void narrowest(JsonNode row, JsonNode property) {
    Effect effect = effect(row);
    assertThat(effect.n()).isEqualTo(property.get("n").asLong());
    double[] tunings = Published.numbers(property.get("tuning"));
    double early = width(effect.alwaysValid(0.95, (long) tunings[0]));
    double there = width(effect.alwaysValid(0.95, (long) tunings[1]));
    double late = width(effect.alwaysValid(0.95, (long) tunings[2]));
    assertThat(there).isLessThan(late);
    assertThat(late).isLessThan(early);
  }

  private static double width(Effect effect) {
    Interval interval = Objects.requireNonNull(effect.figure(0.95).interval());
    return interval.width();
  }

  private static Effect effect(JsonNode row) {
    TwoSample arms =
        TwoSample.means(
            Published.moments(row.get("control"), "sumSquares"),
            Published.moments(row.get("treatment"), "sumSquares"));
    return row.get("difference").asText().equals("relative")
        ? arms.relativeEffect()
        : arms.effect();
  }

  private static Side side(String side) {
    return switch (side) {
      case "greater" -> Side.GREATER;
      case "lesser" -> Side.LESS;
      default -> Side.TWO_SIDED;
    };
  }
}

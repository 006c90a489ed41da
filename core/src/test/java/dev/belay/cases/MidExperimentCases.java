/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Effect;
import dev.belay.stats.Figure;
import dev.belay.stats.TwoSample;
import java.util.List;

/**
 * How many more units a running comparison needs. The published scalings come from a search that
 * stops once the power is within 1e-5 of its aim, which is 0.001 of a scaling at most here: at
 * theirs the power is 0.8000082, 0.7999967 and 0.8000039.
 */
final class MidExperimentCases {

  private static final String FILE = "power";

  private MidExperimentCases() {}

  static CaseSuite suite() {
    JsonNode file = CaseSuite.read(FILE).get("midExperiment");
    List<Row> rows =
        Published.rows(file.get("cases")).stream()
            .map(row -> new Row("mid-experiment " + kind(row), () -> check(file, row)))
            .toList();
    return new CaseSuite(FILE, rows);
  }

  private static String kind(JsonNode row) {
    return row.get("kind").asText();
  }

  private static void check(JsonNode file, JsonNode row) {
    Effect effect =
        TwoSample.means(
                Published.moments(file.get("control"), "sumSquares"),
                Published.moments(file.get("treatment"), "sumSquares"))
            .relativeEffect();
    double truth = file.get("targetMde").asDouble();
    double power = file.get("targetPower").asDouble();
    double level = 1 - file.get("alpha").asDouble();
    JsonNode prior = file.get("prior");
    Figure scaling =
        switch (kind(row)) {
          case "freq" -> effect.scalingFor(truth, power, level);
          case "seq" ->
              effect
                  .alwaysValid(level, file.get("tuning").asLong())
                  .scalingFor(truth, power, level);
          default ->
              effect.scalingFor(
                  truth,
                  power,
                  level,
                  new Effect.Prior(
                      prior.get("mean").asDouble(), Math.sqrt(prior.get("variance").asDouble())));
        };
    assertThat(scaling.value()).isCloseTo(row.get("expectedScaling").asDouble(), within(0.001));
  }
}

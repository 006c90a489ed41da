/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static dev.belay.cases.Published.assertClose;
import static dev.belay.cases.Published.assertInterval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Effect;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.PairedDifference;
import dev.belay.stats.TwoSample;
import java.util.List;

/** The t of Student's own data, paired as he did and, by Welch, as if it were not. */
final class SleepCases {

  private static final String FILE = "paired_and_rank_tests";

  private SleepCases() {}

  static CaseSuite suite() {
    JsonNode cases = CaseSuite.read(FILE).get("cases");
    JsonNode paired = cases.get(0);
    JsonNode welch = cases.get(1);
    return new CaseSuite(
        FILE,
        List.of(
            new Row(paired.get("test").asText(), () -> paired(paired)),
            new Row(welch.get("test").asText(), () -> check(welch(welch), welch))));
  }

  private static void paired(JsonNode row) {
    double[] x = Published.numbers(row.get("x"));
    double[] y = Published.numbers(row.get("y"));
    PairedDifference.Independent difference = PairedDifference.independent("h");
    for (int i = 0; i < x.length; i++) {
      difference.add(x[i], y[i]);
    }
    check(difference.effect(), row);
    double mean = row.get("expected").get("meanDifference").asDouble();
    assertThat(difference.effect().value()).isCloseTo(mean, within(1e-12));
  }

  private static Effect welch(JsonNode row) {
    return TwoSample.means(
            Published.moments(Published.numbers(row.get("y"))),
            Published.moments(Published.numbers(row.get("x"))))
        .effect();
  }

  private static void check(Effect effect, JsonNode row) {
    JsonNode expected = row.get("expected");
    JsonNode recomputed = row.get("recomputed");
    assertThat(effect.statistic()).isCloseTo(expected.get("t").asDouble(), within(5e-5));
    assertThat(effect.degreesOfFreedom()).isCloseTo(expected.get("df").asDouble(), within(5e-4));
    assertThat(effect.pValue(Side.TWO_SIDED)).isCloseTo(expected.get("p").asDouble(), within(5e-6));
    assertInterval(effect.figure().interval(), expected.get("ci"));
    assertClose(effect.statistic(), recomputed.get("t"));
    assertClose(effect.pValue(Side.TWO_SIDED), recomputed.get("p"));
    assertInterval(effect.figure().interval(), recomputed.get("ci"));
  }
}

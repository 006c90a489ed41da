/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.inference.RankTest;
import java.util.ArrayList;
import java.util.List;

/** Wilcoxon's tests: the examples of R, and those of SciPy on paired losses. */
final class RankTestCases {

  private RankTestCases() {}

  static CaseSuite suite() {
    String file = "paired_and_rank_tests";
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : CaseSuite.read(file).get("cases")) {
      String name = row.get("test").asText();
      if (name.startsWith("Wilcoxon")) {
        rows.add(new CaseSuite.Row(name, () -> example(name, row)));
      }
    }
    return new CaseSuite(file, rows);
  }

  static CaseSuite pairedLosses() {
    String file = "ab_ml_vs_heuristic";
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : CaseSuite.read(file).get("cases")) {
      String id = row.get("id").asText();
      rows.add(
          new CaseSuite.Row(
              "wilcoxon " + id, () -> paired(row, id.equals("paired_40") ? 292.5 : 0)));
    }
    return new CaseSuite(file, rows);
  }

  private static void example(String name, JsonNode row) {
    double[] x = Numbers.array(row.get("x"));
    double[] y = Numbers.array(row.get("y"));
    boolean signed = name.contains("signed");
    RankTest test = signed ? RankTest.signedRank(x, y) : RankTest.rankSum(x, y);
    String statistic = signed ? "V" : "W";
    assertThat(test.statistic()).isEqualTo(row.get("expected").get(statistic).asDouble());
    double p = test.p(Side.GREATER).value();
    assertThat(p).isCloseTo(row.get("expected").get("p").asDouble(), within(signed ? 5e-6 : 5e-5));
    assertThat(p).isCloseTo(row.get("recomputed").get("p").asDouble(), withinPercentage(1e-7));
    assertThat(test.p(Side.GREATER).method()).endsWith("exact");
  }

  /**
   * Two of the 40 losses are tied, and SciPy 1.10 takes W = 292.5 for 292 in the table without
   * ties. That is the p-value with the tie broken towards 292; ours, which keeps the tie, is
   * between the p-values of the two ways to break it.
   */
  private static void paired(JsonNode row, double statistic) {
    JsonNode expected = row.get("expected").get("wilcoxon_signed_rank");
    double[] ml = Numbers.losses(row, "ml");
    double[] heuristic = Numbers.losses(row, "heuristic");
    RankTest test = RankTest.signedRank(ml, heuristic);
    assertThat(Math.min(test.statistic(), test.complement()))
        .isEqualTo(expected.get("W").asDouble())
        .isEqualTo(statistic);
    double published = expected.get("p").asDouble();
    if (statistic == Math.rint(statistic)) {
      assertThat(test.p().value()).isCloseTo(published, withinPercentage(1e-7));
      return;
    }
    List<Double> broken = tieBroken(ml, heuristic);
    assertThat(broken.get(0)).isCloseTo(published, withinPercentage(1e-7));
    assertThat(test.p().value()).isBetween(published, broken.get(1));
    assertThat(test.p().method()).contains("ties").endsWith("exact");
  }

  /** The p-values with all ties broken, towards the smaller statistic and away from it. */
  private static List<Double> tieBroken(double[] ml, double[] heuristic) {
    List<Double> ps = new ArrayList<>();
    for (double nudge : new double[] {-1e-7, 1e-7}) {
      double[] nudged = ml.clone();
      for (int i = 0; i < nudged.length; i++) {
        nudged[i] += ml[i] > heuristic[i] ? nudge : 0;
      }
      ps.add(RankTest.signedRank(nudged, heuristic).p().value());
    }
    return ps;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Comparison;
import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.TwoSample;
import java.util.List;

/** Canaries that a rank test let pass: more errors than the baseline must not pass here. */
final class KayentaVerdictCases {

  private static final String FILE = "kayenta_judge";

  private KayentaVerdictCases() {}

  static CaseSuite suite() {
    JsonNode verdicts = CaseSuite.read(FILE).get("known_wrong_verdicts");
    return new CaseSuite(
        FILE,
        List.of(
            new Row(verdicts.get(0).get("case").asText(), () -> obvious(verdicts.get(0))),
            new Row(verdicts.get(1).get("case").asText(), () -> sparse(verdicts.get(1)))));
  }

  private static void obvious(JsonNode row) {
    Comparison comparison = arms(row).compare(Criterion.lowerIsBetter().withLeastUnits(10));
    assertThat(comparison.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(comparison.notWorse()).isFalse();
  }

  /** Six values are little, but what they say is "more errors". */
  private static void sparse(JsonNode row) {
    Comparison comparison = arms(row).compare(Criterion.lowerIsBetter().withLeastUnits(6));
    assertThat(comparison.verdict()).isIn(Verdict.UNDECIDED, Verdict.WORSE);
    assertThat(comparison.notWorse()).isFalse();
    assertThat(comparison.difference().value()).isPositive();
    assertThat(arms(row).effect().pValue(Side.LESS)).isGreaterThan(0.9);
    double margin = 0.25;
    assertThat(
            arms(row)
                .compare(Criterion.lowerIsBetter().withLeastUnits(6).withMargin(margin))
                .verdict())
        .isNotIn(Verdict.BETTER, Verdict.EQUIVALENT);
  }

  private static TwoSample arms(JsonNode row) {
    assertThat(row.get("judge").asText()).isEqualTo("Pass");
    return TwoSample.means(
        Published.moments(Published.numbers(row.get("baseline"))),
        Published.moments(Published.numbers(row.get("canary"))));
  }
}

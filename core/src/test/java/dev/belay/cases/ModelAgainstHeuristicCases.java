/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static dev.belay.cases.Published.assertClose;
import static dev.belay.cases.Published.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Comparison;
import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import dev.belay.stats.Effect;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.Interval;
import dev.belay.stats.Moments;
import dev.belay.stats.PairedDifference;
import dev.belay.stats.TwoSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A learned model against the heuristic on the same units: forty of them, and four. */
final class ModelAgainstHeuristicCases {

  private static final String FILE = "ab_ml_vs_heuristic";

  /**
   * The bounds for forty units, to all digits. The published ones come from a quantile of Student's
   * t that is 8e-9 short: they agree to {@link #QUANTILE_ERROR} only.
   */
  private static final double[] EXACT = {-1.8686500763301528, -0.009849923669846827};

  private static final double QUANTILE_ERROR = 5e-9;

  private final JsonNode expected;
  private final PairedDifference.Independent paired = PairedDifference.independent("min");
  private final Moments model = new Moments();
  private final Moments heuristic = new Moments();

  private ModelAgainstHeuristicCases(JsonNode row) {
    expected = row.get("expected");
    double[] actual = Published.numbers(row.get("actual"));
    double[] ofModel = Published.numbers(row.get("ml"));
    double[] ofHeuristic = Published.numbers(row.get("heuristic"));
    for (int i = 0; i < actual.length; i++) {
      double modelLoss = Math.abs(ofModel[i] - actual[i]);
      double heuristicLoss = Math.abs(ofHeuristic[i] - actual[i]);
      paired.add(modelLoss, heuristicLoss);
      model.add(modelLoss);
      heuristic.add(heuristicLoss);
    }
  }

  static CaseSuite suite() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(CaseSuite.read(FILE).get("cases"))) {
      String id = row.get("id").asText();
      ModelAgainstHeuristicCases cases = new ModelAgainstHeuristicCases(row);
      rows.add(new Row(id + ", paired", cases::paired));
      rows.add(new Row(id + ", unpaired", cases::unpaired));
      rows.add(new Row(id + ", relative", cases::relative));
      rows.add(new Row(id + ", verdict", cases::verdict));
    }
    return new CaseSuite(FILE, rows);
  }

  private void paired() {
    Effect effect = paired.effect();
    assertClose(model.mean(), expected.get("mae_ml"));
    assertClose(heuristic.mean(), expected.get("mae_heuristic"));
    assertWithin(effect.value(), expected.get("mean_diff_abs_error(ml-heur)").asDouble(), 1e-12);
    assertClose(effect.statistic(), expected.get("paired_t").get("t"));
    assertClose(effect.pValue(Side.TWO_SIDED), expected.get("paired_t").get("p"));
    Interval interval = Objects.requireNonNull(effect.figure().interval());
    JsonNode published = expected.get("ci95_paired_t");
    assertThat(interval.lower()).isCloseTo(published.get(0).asDouble(), within(QUANTILE_ERROR));
    assertThat(interval.upper()).isCloseTo(published.get(1).asDouble(), within(QUANTILE_ERROR));
    if (paired.count() == 40) {
      assertWithin(interval.lower(), EXACT[0], 1e-11);
      assertWithin(interval.upper(), EXACT[1], 1e-11);
    }
  }

  private void unpaired() {
    Effect effect = TwoSample.means(heuristic, model).effect();
    assertClose(effect.statistic(), expected.get("welch_unpaired").get("t"));
    assertClose(effect.pValue(Side.TWO_SIDED), expected.get("welch_unpaired").get("p"));
  }

  /** Errors are compared, so the ratio of mean predictions cannot come out. */
  private void relative() {
    double relative = paired.relative().value();
    assertClose(relative, expected.get("relative_mae_change"));
    assertThat(TwoSample.means(heuristic, model).relative().value())
        .isCloseTo(relative, within(1e-12));
    double trap = expected.get("TRAP_ratio_of_mean_predictions_minus_1").asDouble();
    assertThat(Math.abs(relative - trap)).isGreaterThan(0.1);
  }

  private void verdict() {
    Comparison comparison = paired.compare(Criterion.lowerIsBetter());
    if (paired.count() == 4) {
      assertThat(comparison.verdict()).isEqualTo(Verdict.UNDECIDED);
      assertThat(comparison.reason()).isEqualTo("4 of the least 30 units");
    } else {
      assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
      assertThat(comparison.reason()).endsWith("for one look");
    }
  }
}

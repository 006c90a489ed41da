/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static dev.belay.cases.Published.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Effect;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.Interval;
import dev.belay.stats.TwoSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Welch's t. The file says that variances divide by n; the numbers themselves divide by n - 1, all
 * but two bounds of the first row, where the difference is below the stated tolerance.
 */
final class SpotifyTtestCases {

  private static final String FILE = "spotify_confidence";

  private SpotifyTtestCases() {}

  static CaseSuite suite() {
    List<JsonNode> tests = Published.rows(CaseSuite.read(FILE).get("ttests"));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      JsonNode row = tests.get(i);
      rows.add(new Row("t-test " + (i + 1), () -> check(row)));
    }
    return new CaseSuite(FILE, rows);
  }

  private static void check(JsonNode row) {
    double tolerance = row.get("rtol").asDouble();
    TwoSample arms =
        TwoSample.means(
            Published.moments(row.get("control"), "sumSquares"),
            Published.moments(row.get("treatment"), "sumSquares"));
    Effect effect = arms.effect();
    if (row.has("difference")) {
      assertWithin(effect.value(), row.get("difference").asDouble(), tolerance);
    }
    if (row.has("p")) {
      assertWithin(effect.pValue(Side.TWO_SIDED), row.get("p").asDouble(), tolerance);
    }
    interval(effect, 0.95, row, "ci95");
    interval(effect, 0.99, row, "ci99");
    interval(effect, 0.999, row, "ci999");
    if (row.has("relative")) {
      // Published is the interval of the difference over the baseline as if that were known.
      double baseline =
          row.get("control").get("sum").asDouble() / row.get("control").get("n").asDouble();
      assertWithin(arms.relative().value(), row.get("relative").asDouble(), tolerance);
      Interval absolute = Objects.requireNonNull(effect.figure().interval());
      assertWithin(absolute.lower() / baseline, row.get("relativeCi").get(0).asDouble(), tolerance);
      assertWithin(absolute.upper() / baseline, row.get("relativeCi").get(1).asDouble(), tolerance);
    }
  }

  private static void interval(Effect effect, double level, JsonNode row, String key) {
    if (row.has(key)) {
      Interval interval = Objects.requireNonNull(effect.figure(level).interval());
      double tolerance = row.get("rtol").asDouble();
      assertWithin(interval.lower(), row.get(key).get(0).asDouble(), tolerance);
      assertWithin(interval.upper(), row.get(key).get(1).asDouble(), tolerance);
    }
  }
}

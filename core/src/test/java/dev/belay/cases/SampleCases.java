/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Figure;
import dev.belay.stats.inference.Sample;
import dev.belay.stats.inference.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Effect sizes, outliers, a percentile and the scores of the canary judge. */
final class SampleCases {

  private SampleCases() {}

  static CaseSuite suite() {
    String file = "kayenta_judge";
    JsonNode content = CaseSuite.read(file);
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : content.get("scorer")) {
      String name = "score of " + (row.has("labels") ? row.get("labels") : row.get("groups"));
      rows.add(new CaseSuite.Row(name, () -> score(row)));
    }
    for (JsonNode row : content.get("effectSizes")) {
      String name = row.get("measure").asText() + " " + row.get("expected");
      rows.add(new CaseSuite.Row(name, () -> effect(row)));
    }
    for (JsonNode row : content.get("outliers")) {
      String name = "outliers by " + row.get("detector").asText();
      rows.add(new CaseSuite.Row(name, () -> outliers(row)));
    }
    rows.add(new CaseSuite.Row("percentile", () -> percentile(content.get("percentile"))));
    return new CaseSuite(file, rows);
  }

  private static void score(JsonNode row) {
    Scorecard card = Scorecard.empty();
    if (row.has("labels")) {
      card = with(card, "all", row.get("labels"));
    } else {
      for (Map.Entry<String, JsonNode> group : row.get("groups").properties()) {
        card = with(card, group.getKey(), group.getValue());
      }
    }
    assertThat(card.score().percent()).isCloseTo(row.get("score").asDouble(), within(0.005));
  }

  private static Scorecard with(Scorecard card, String group, JsonNode labels) {
    Scorecard longer = card;
    int number = 0;
    for (JsonNode label : labels) {
      Scorecard.Label found = label(label.asText());
      longer = longer.with(group, "metric " + number++, found);
    }
    return longer;
  }

  private static Scorecard.Label label(String published) {
    return published.equals("Nodata")
        ? Scorecard.Label.NO_DATA
        : Scorecard.Label.valueOf(published.toUpperCase(Locale.ROOT));
  }

  private static void effect(JsonNode row) {
    String measure = row.get("measure").asText();
    boolean cohen = measure.equals("cohenD");
    Sample mine = Sample.of(Numbers.array(row.get(cohen ? "a" : "canary")));
    Sample baseline = Sample.of(Numbers.array(row.get(cohen ? "b" : "baseline")));
    Figure effect =
        switch (measure) {
          case "meanRatio" -> mine.ratioOfMeans(baseline);
          case "cohenD" -> mine.cohenD(baseline);
          case "cles" -> mine.commonLanguage(baseline);
          default -> throw new AssertionError(measure);
        };
    JsonNode expected = row.get("expected");
    if (expected.isNull()) {
      assertThat(effect.reason()).isEqualTo("the baseline's mean is 0");
    } else {
      assertThat(effect.value()).isCloseTo(expected.asDouble(), within(cohen ? 1e-5 : 1e-12));
    }
  }

  private static void outliers(JsonNode row) {
    Sample sample = Sample.of(Numbers.array(row.get("data")));
    List<Integer> found =
        row.has("factor")
            ? sample.outliersByQuartiles(row.get("factor").asDouble())
            : sample.outliersByDeviation(row.get("k").asDouble());
    List<Integer> expected = new ArrayList<>();
    row.get("outlier_index").forEach(index -> expected.add(index.asInt()));
    assertThat(found).isEqualTo(expected);
  }

  private static void percentile(JsonNode row) {
    Figure quantile =
        Sample.of(Numbers.array(row.get("data"))).quantile(row.get("p").asDouble() / 100);
    assertThat(quantile.value()).isCloseTo(row.get("expected").asDouble(), within(1e-9));
  }
}

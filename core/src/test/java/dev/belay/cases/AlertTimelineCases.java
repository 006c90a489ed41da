/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.alert.AlertRule;
import dev.belay.alert.AlertState;
import dev.belay.alert.Metric;
import dev.belay.alert.WhenMissing;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How Prometheus and Grafana lead an alert through its states, evaluation by evaluation. */
final class AlertTimelineCases {
  private static final Metric METRIC = Metric.named("value");

  private AlertTimelineCases() {}

  static CaseSuite suite() {
    String file = "alert_state_timelines";
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(CaseSuite.read(file).get("cases"))) {
      rows.add(new Row(row.get("id").asText(), () -> check(row)));
    }
    return new CaseSuite(file, rows);
  }

  private static void check(JsonNode row) {
    AlertRule rule = rule(row);
    Instant time = Instant.EPOCH;
    AlertState state = AlertState.initial(time);
    List<String> states = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < row.get("values").size(); i++) {
      Figure figure = figure(row, i);
      state = state.next(rule, rule.read((metric, at) -> figure, time), time);
      states.add(state.phase().name().toLowerCase(Locale.ROOT));
      expected.add(row.get("expected_states").get(i).asText());
      time = time.plusSeconds(row.get("step_s").asLong());
    }
    assertThat(states).isEqualTo(expected);
  }

  private static Figure figure(JsonNode row, int index) {
    JsonNode value = row.get("values").get(index);
    long n = row.has("ns") ? row.get("ns").get(index).asLong() : 1;
    return value.isNull()
        ? Figure.undefined("a gap", 0)
        : Figure.point(value.asDouble(), n, "published");
  }

  private static AlertRule rule(JsonNode row) {
    String[] words = row.get("condition").asText().split(" ", -1);
    double limit = Double.parseDouble(words[2]);
    AlertRule rule =
        switch (words[1]) {
          case ">" -> METRIC.above(limit);
          case "<" -> METRIC.below(limit);
          // All values of these rows are 0 or 1: there is no rule of equality.
          case "==" -> limit == 1 ? METRIC.above(0.5) : METRIC.below(0.5);
          default -> throw new IllegalArgumentException(words[1]);
        };
    if (row.has("hysteresis_clear")) {
      rule =
          rule.clearedAt(
              Double.parseDouble(row.get("hysteresis_clear").asText().split(" ", -1)[2]));
    }
    return rule.lasting(Duration.ofSeconds(row.get("for_s").asLong()))
        .keepFiring(Duration.ofSeconds(row.get("keep_firing_for_s").asLong()))
        .minimumSamples(row.path("min_n").asLong(1))
        .whenMissing(missing(row.path("missing").asText("keep")));
  }

  private static WhenMissing missing(String policy) {
    return switch (policy) {
      case "keep" -> WhenMissing.KEEP_LAST;
      case "inactive" -> WhenMissing.OK;
      case "alerting" -> WhenMissing.ALERTING;
      default -> throw new IllegalArgumentException(policy);
    };
  }
}

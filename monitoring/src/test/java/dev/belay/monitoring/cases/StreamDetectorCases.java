/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.cases.Published;
import dev.belay.monitoring.drift.Adwin;
import dev.belay.monitoring.drift.DriftDetectionMethod;
import dev.belay.monitoring.drift.DriftDetectionMethod.Signal;
import dev.belay.monitoring.drift.PageHinkley;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/** Where detectors of changes in a stream have found some. */
final class StreamDetectorCases {

  private static final String FILE = "stream_detectors";

  private StreamDetectorCases() {}

  static CaseSuite suite() {
    JsonNode content = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(content.get("cases"))) {
      String digits = content.get("streams").get(row.get("stream").asText()).get("digits").asText();
      rows.add(new Row(row.get("id").asText(), () -> check(row, digits)));
    }
    rows.add(new Row("constant stream", StreamDetectorCases::constant));
    rows.add(new Row("alternating stream", StreamDetectorCases::alternating));
    rows.add(new Row("grace", StreamDetectorCases::grace));
    rows.add(new Row("width", StreamDetectorCases::width));
    return new CaseSuite(FILE, rows);
  }

  private static void check(JsonNode row, String digits) {
    double[] values = digits.chars().mapToDouble(digit -> digit - '0').toArray();
    List<Integer> found =
        switch (row.get("detector").asText()) {
          case "ADWIN" -> detections(adwin(row)::add, values);
          case "DDM" -> outcomes(row, values);
          default -> detections(pageHinkley(row.get("params"))::add, values);
        };
    assertThat(found).isEqualTo(indices(row.get("expected_detection_indices")));
  }

  private static Adwin adwin(JsonNode row) {
    JsonNode params = row.get("params");
    Adwin.Builder builder =
        Adwin.builder(params.get("delta").asDouble())
            .clock(params.get("clock").asInt())
            .rowBuckets(params.get("max_buckets").asInt())
            .leastPart(params.get("min_window_length").asInt())
            .grace(params.get("grace_period").asInt());
    return row.get("variant").asText().startsWith("legacy")
        ? builder.rowEndsAsNewer().build()
        : builder.build();
  }

  private static PageHinkley pageHinkley(JsonNode params) {
    return PageHinkley.of(
        params.get("delta").asDouble(),
        params.get("threshold_lambda").asDouble(),
        params.get("alpha").asDouble(),
        params.get("min_instances").asInt());
  }

  /** Checks the first warning of each episode on the way, as far as they are published. */
  private static List<Integer> outcomes(JsonNode row, double[] values) {
    JsonNode params = row.get("params");
    DriftDetectionMethod detector =
        DriftDetectionMethod.of(
            params.get("warning").asDouble(),
            params.get("drift").asDouble(),
            params.get("warm_start").asInt());
    List<Integer> drifts = new ArrayList<>();
    List<Integer> warnings = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Signal signal = detector.add(values[i] == 1);
      if (signal == Signal.DRIFT) {
        drifts.add(i);
      } else if (signal == Signal.WARNING && warnings.size() == drifts.size()) {
        warnings.add(i);
      }
    }
    JsonNode published =
        row.has("expected_warnings")
            ? row.get("expected_warnings")
            : row.get("first_warning_per_episode");
    assertThat(warnings).isEqualTo(indices(published));
    return drifts;
  }

  private static void constant() {
    Adwin adwin = Adwin.of(0.002);
    for (int i = 0; i < 5_000; i++) {
      assertThat(adwin.add(1)).isFalse();
    }
    assertThat(adwin.width()).isEqualTo(5_000);
  }

  private static void alternating() {
    double[] values = new double[2_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    assertThat(detections(Adwin.of(0.002)::add, values)).hasSizeLessThanOrEqualTo(1);
  }

  private static void grace() {
    Adwin patient = Adwin.builder(0.002).grace(100).clock(1).build();
    Adwin hasty = Adwin.builder(0.002).grace(99).clock(1).build();
    int found = 0;
    for (int i = 0; i < 100; i++) {
      double value = i < 50 ? 0 : 1_000;
      assertThat(patient.add(value)).isFalse();
      found += hasty.add(value) ? 1 : 0;
    }
    assertThat(found).isEqualTo(1);
  }

  /** It grows by one with each value, and a change begins a new window. */
  private static void width() {
    Adwin adwin = Adwin.of(0.002);
    long width = 0;
    boolean changed = false;
    for (int i = 0; i < 2_000; i++) {
      boolean before = changed;
      changed = adwin.add(i < 1_000 ? 0 : 1);
      width = before ? 1 : width + 1;
      if (changed) {
        assertThat(adwin.width()).isLessThan(width);
      } else {
        assertThat(adwin.width()).isEqualTo(width);
      }
    }
  }

  private static List<Integer> detections(DoublePredicate detector, double[] values) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (detector.test(values[i])) {
        found.add(i);
      }
    }
    return found;
  }

  private static List<Integer> indices(JsonNode published) {
    return Published.rows(published).stream().map(JsonNode::asInt).toList();
  }
}

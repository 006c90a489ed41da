/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the example of version 4 in the documentation of Prometheus. */
class AlertmanagerPayloadTest {

  private static JsonNode payload(Notification notification) throws IOException {
    return Json.MAPPER.readTree(AlertmanagerPayload.of(notification, "pager"));
  }

  @Test
  void payload_hasEveryFieldOfVersion4() throws IOException {
    JsonNode payload = payload(Samples.of(Samples.firing("A"), Samples.resolved("B")));
    assertThat(payload.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "version",
            "groupKey",
            "truncatedAlerts",
            "status",
            "receiver",
            "groupLabels",
            "commonLabels",
            "commonAnnotations",
            "externalURL",
            "notification_reason",
            "alerts");
    assertThat(payload.get("version").textValue()).isEqualTo("4");
    assertThat(payload.get("groupKey").textValue()).isEqualTo("{}:{team=ops}");
    assertThat(payload.get("status").textValue()).isEqualTo("firing");
    assertThat(payload.get("receiver").textValue()).isEqualTo("pager");
    assertThat(payload.get("notification_reason").textValue()).isEqualTo("first");
    assertThat(payload.get("groupLabels").toString()).isEqualTo("{\"team\":\"ops\"}");
    assertThat(payload.get("commonLabels").toString()).isEqualTo("{}");
  }

  @Test
  void firing_hasItsLabelsItsTextAndNoEnd() throws IOException {
    JsonNode alert = payload(Samples.of(Samples.firing("A"))).get("alerts").get(0);
    assertThat(alert.get("status").textValue()).isEqualTo("firing");
    assertThat(alert.get("labels").toString())
        .isEqualTo("{\"alertname\":\"A\",\"severity\":\"WARNING\",\"team\":\"ops\"}");
    assertThat(alert.get("annotations").get("summary").textValue()).isEqualTo(Samples.TEXT);
    assertThat(alert.get("startsAt").textValue()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(alert.get("endsAt").textValue()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(alert.get("fingerprint").textValue()).matches("[0-9a-f]{16}");
  }

  @Test
  void resolved_hasAnEnd_andSoHasTheWhole() throws IOException {
    JsonNode payload = payload(Samples.of(Samples.resolved("B")));
    assertThat(payload.get("status").textValue()).isEqualTo("resolved");
    JsonNode alert = payload.get("alerts").get(0);
    assertThat(alert.get("status").textValue()).isEqualTo("resolved");
    assertThat(alert.get("endsAt").textValue()).isEqualTo("2026-03-01T12:10:00Z");
  }

  @Test
  void flapping_firesAndIsAnnotated() throws IOException {
    AlertNotice firing = Samples.firing("A");
    AlertNotice flapping =
        new AlertNotice(Status.FLAPPING, firing.labels(), firing.since(), null, firing.text());
    JsonNode alert = payload(Samples.of(flapping)).get("alerts").get(0);
    assertThat(alert.get("status").textValue()).isEqualTo("firing");
    assertThat(alert.get("annotations").get("flapping").textValue()).isEqualTo("true");
  }

  @Test
  void commonLabels_areThoseOfAll() throws IOException {
    JsonNode payload = payload(Samples.of(Samples.firing("A"), Samples.firing("B")));
    assertThat(payload.get("commonLabels").toString())
        .isEqualTo("{\"severity\":\"WARNING\",\"team\":\"ops\"}");
  }

  @Test
  void moreThanItTakes_areCutAndCounted() throws IOException {
    List<AlertNotice> many = Collections.nCopies(503, Samples.firing("A"));
    JsonNode payload = payload(Samples.of(many.toArray(AlertNotice[]::new)));
    assertThat(payload.get("alerts")).hasSize(500);
    assertThat(payload.get("truncatedAlerts").intValue()).isEqualTo(3);
  }

  /** By an independent implementation of FNV-1a over names and values, each followed by 0xff. */
  @Test
  void fingerprint_isPinned() {
    Map<String, String> labels =
        Map.of("alertname", "High memory usage", "team", "blue", "zone", "us-1");
    assertThat(AlertmanagerPayload.fingerprint(labels)).isEqualTo("b4ab7c4e8d6676fb");
  }
}

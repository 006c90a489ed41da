/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
  private static JournalReader.Result read(String text) {
    return JournalReader.read(text.getBytes(StandardCharsets.UTF_8), Samples.TIME);
  }

  @Test
  void format_isPinned() {
    String line =
        "{\"kind\":\"waiting\",\"sink\":\"mail\",\"reason\":\"REPEAT\","
            + "\"time\":\"2026-03-01T12:00:00Z\",\"held\":3,\"group\":{},\"alerts\":["
            + "{\"status\":\"FIRING\",\"since\":\"2026-03-01T12:00:00Z\",\"text\":\""
            + Samples.TEXT
            + "\",\"labels\":{\"rule\":\"A\",\"severity\":\"WARNING\",\"team\":\"ops\"}}]}";
    assertThat(read(line).journal().waiting().get("mail")).containsExactly(Samples.notification(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"kind\":7}",
        "{\"kind\":\"other\"}",
        "{\"kind\":\"held\",\"times\":-1}",
        "{\"kind\":\"held\",\"times\":\"1\"}",
        "{\"kind\":\"journal\",\"version\":2,\"saved\":\"2026-03-01T12:00:00Z\"}",
        "{\"kind\":\"sent\",\"time\":\"+1000000000-12-31T23:59:59Z\"}",
        "{\"kind\":\"sent\",\"time\":\"1999-12-31T23:59:59Z\"}",
        "{\"kind\":\"round\",\"due\":\"2026-03-01T12:00:00Z\",\"group\":[]}",
        "{\"kind\":\"standing\",\"rule\":\"A\",\"since\":\"2026-03-01T12:00:00Z\",\"told\":\"NO\"}",
        "{\"kind\":\"state\",\"rule\":\"A\",\"phase\":\"FIRING\",\"since\":\"yesterday\"}",
      })
  void lineThatMakesNoSense_isCounted(String line) {
    JournalReader.Result result = read(line + "\n{\"kind\":\"held\",\"times\":2}\n\n");
    assertThat(result.unreadable()).isEqualTo(1);
    assertThat(result.journal().memory().held()).isEqualTo(2);
    assertThat(result.journal().saved()).isEqualTo(Samples.TIME);
  }

  @Test
  void header_saysWhenItWasSaved() {
    String saved = "{\"kind\":\"journal\",\"version\":1,\"saved\":\"2026-01-01T00:00:00Z\"}";
    assertThat(read(saved).journal().saved()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogSinkTest {
  private final Logger logger = Logger.getLogger("dev.belay.alerting");
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private LogRecord logged(AlertNotice notice) throws Exception {
    AlertSink.log().send(Samples.of(notice));
    return records.get(records.size() - 1);
  }

  @Test
  void firing_hasEveryKeyAndTheText() throws Exception {
    LogRecord record = logged(Samples.firing("A"));
    assertThat(record.getLevel()).isEqualTo(Level.WARNING);
    assertThat(record.getMessage())
        .contains(
            "alert.rule=A",
            "alert.status=FIRING",
            "alert.severity=WARNING",
            "alert.since=2026-03-01T12:00:00Z",
            "alert.reason=FIRST",
            "alert.held_back=0",
            "alert.label.team=ops",
            "FIRING: " + Samples.TEXT)
        .doesNotContain("alert.until", "alert.label.rule");
  }

  @Test
  void resolved_isInformation_andSaysUntilWhen() throws Exception {
    LogRecord record = logged(Samples.resolved("A"));
    assertThat(record.getLevel()).isEqualTo(Level.INFO);
    assertThat(record.getMessage()).contains("alert.until=2026-03-01T12:10:00Z");
  }

  @Test
  void level_followsTheSeverity() throws Exception {
    assertThat(logged(firing("CRITICAL", "A", "x")).getLevel()).isEqualTo(Level.SEVERE);
    assertThat(logged(firing("INFO", "A", "x")).getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void whoeverChoosesALabel_writesNoLineOfHisOwn() throws Exception {
    String evil = "a\r\nSEVERE: forged\u2028\u0085\u001b[31m\u202e";
    assertThat(logged(firing("INFO", evil, evil)).getMessage())
        .doesNotContain("\r", "\n", "\u2028", "\u0085", "\u001b", "\u202e")
        .contains("a  SEVERE: forged");
  }

  private static AlertNotice firing(String severity, String word, String text) {
    return new AlertNotice(
        Status.FIRING,
        Map.of("rule", word, "severity", severity, word + "-label", word),
        Samples.TIME,
        null,
        text);
  }
}

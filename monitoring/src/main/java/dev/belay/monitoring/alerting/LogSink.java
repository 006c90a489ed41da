/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Severity;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Alerts as log events with stable keys. */
final class LogSink implements AlertSink {
  private static final Logger LOG = LoggerFactory.getLogger("dev.belay.alerting");

  @Override
  public void send(Notification notification) {
    notification.alerts().forEach(notice -> write(notification, notice));
  }

  private static void write(Notification notification, AlertNotice notice) {
    LoggingEventBuilder event =
        LOG.atLevel(level(notice))
            .addKeyValue("alert.rule", OneLine.of(notice.rule()))
            .addKeyValue("alert.status", notice.status())
            .addKeyValue("alert.severity", notice.severity())
            .addKeyValue("alert.since", notice.since());
    if (notice.until() != null) {
      event = event.addKeyValue("alert.until", notice.until());
    }
    event =
        event
            .addKeyValue("alert.reason", notification.reason())
            .addKeyValue("alert.held_back", notification.heldBack());
    labelled(event, notice).log("{}: {}", notice.status(), OneLine.of(notice.text()));
  }

  private static LoggingEventBuilder labelled(LoggingEventBuilder event, AlertNotice notice) {
    LoggingEventBuilder labelled = event;
    for (Map.Entry<String, String> label : notice.labels().entrySet()) {
      String name = label.getKey();
      if (!name.equals(AlertNotice.RULE) && !name.equals(AlertNotice.SEVERITY)) {
        String key = "alert.label." + OneLine.of(name);
        labelled = labelled.addKeyValue(key, OneLine.of(label.getValue()));
      }
    }
    return labelled;
  }

  private static Level level(AlertNotice notice) {
    if (notice.status() == Status.RESOLVED || notice.severity() == Severity.INFO) {
      return Level.INFO;
    }
    return notice.severity() == Severity.CRITICAL ? Level.ERROR : Level.WARN;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.alert.AlertRule;
import dev.belay.alert.MetricSource;
import dev.belay.stats.Figure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the package page and of PredictionNotices, run. */
class PackagePageTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/belay/monitoring/alerting");
  @TempDir private Path folder;

  private static final class Desk {
    private final List<String> shown = new ArrayList<>();

    void show(String text) {
      shown.add(text);
    }
  }

  private record Message(String key, String text) {}

  @Test
  void page_showsWhatRunsHere() throws IOException {
    MetricSource monitor = (metric, time) -> Figure.point(11, 400, "given");
    List<AlertRule> rules = List.of(World.A);
    String us = "belay@example.com";
    String onCall = "on-call@example.com";
    Desk desk = new Desk();
    // begin package-info.java
    Alerting alerting =
        Alerting.builder(monitor, rules)
            .every(ofMinutes(1))
            .groupedBy("team")
            .atMostPerHour(10)
            .sink("log", AlertSink.log())
            .sink("pager", Webhook.to(URI.create("https://alerts.example/hook")).build())
            .sink("mail", Email.via("smtp.example", 587).from(us).to(onCall).build())
            .sink("desk", notification -> desk.show(notification.text()))
            .file(folder.resolve("alerting.jsonl"))
            .start();
    // end
    alerting.close();
    assertThat(alerting.counts()).hasSize(4);
    assertThat(desk.shown).isEmpty();
    assertThat(page("package-info.java")).contains(shown("package-info.java"));
    assertThat(page("../../../../../../../README.md")).contains(shown("package-info.java"));
  }

  @Test
  void notices_showWhatRunsHere() throws IOException {
    List<Message> sent = new ArrayList<>();
    record Sms(List<Message> sent) {
      void send(String key, String text) {
        sent.add(new Message(key, text));
      }
    }
    Sms sms = new Sms(sent);
    // begin PredictionNotices.java
    PredictionNotices late =
        PredictionNotices.builder(20, notice -> sms.send(notice.key(), notice.text()))
            .clearedAt(15)
            .debounce(ofMinutes(10))
            .atMostPerHour(30)
            .build();
    // end
    late.offer("trip-7", 21);
    assertThat(sent).containsExactly(new Message("trip-7", "trip-7: 21.0 is above 20.0"));
    assertThat(page("PredictionNotices.java")).contains(shown("PredictionNotices.java"));
  }

  private static String page(String file) throws IOException {
    return Files.readAllLines(SOURCES.resolve(file)).stream()
        .map(line -> line.replaceFirst("^\\s*\\* ?", ""))
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  /** The lines between the markers of this file. */
  private static String shown(String file) throws IOException {
    Path self = Path.of("src/test/java/dev/belay/monitoring/alerting/PackagePageTest.java");
    List<String> lines = Files.readAllLines(self).stream().map(String::strip).toList();
    List<String> after = lines.subList(lines.indexOf("// begin " + file) + 1, lines.size());
    return String.join("\n", after.subList(0, after.indexOf("// end")));
  }
}

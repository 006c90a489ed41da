/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.report.Panel;
import dev.belay.weather.service.UpstreamPanel.Use;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamPanelTest extends ServiceFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Panel panel(Upstream upstream) {
    return UpstreamPanel.of("fake", List.of(new Use("hours", upstream)));
  }

  private static List<List<String>> rows(Panel panel, String label) {
    return panel.parts().stream()
        .filter(part -> part.label().equals(label))
        .map(part -> ((Panel.Table) part).rows())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void beforeAnyQuestion_everythingIsLeftAndNothingHasHappened() {
    Quota quota = Quota.of(60, MINUTE).and(1_000_000, Duration.ofDays(31)).reserving(0.2);
    Panel panel = panel(upstream(null, 1, quota.ticker(time), connection()));
    assertThat(panel)
        .isEqualTo(
            new Panel(
                "Weather: fake",
                List.of(
                    new Panel.Table(
                        "Quota of fake",
                        List.of("for", "limit", "window", "left", "left in the background"),
                        List.of(
                            List.of("hours", "60", "1 minute", "60", "48"),
                            List.of("hours", "1000000", "31 days", "1000000", "800000"))),
                    new Panel.Table(
                        "Calls to fake",
                        List.of("for", "sent", "repetitions", "refused by our quota", "answers"),
                        List.of(List.of("hours", "0", "0", "0", "0"))),
                    new Panel.Table(
                        "Errors of fake", List.of("for", "reason", "questions"), List.of()))));
  }

  @Test
  void afterQuestions_tellsCallsRepetitionsRefusalsAndErrorsByReason() {
    server.on(
        PATH,
        FakeReply.status(500, ""),
        FakeReply.status(500, ""),
        FakeReply.ok("fine"),
        FakeReply.status(404, ""));
    Quota quota = Quota.of(5, MINUTE).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection().repetitions(1));
    CompletableFuture<String> repeated = upstream.ask(ASK, TEXT);
    time.nextTimer(); // of the time-out
    time.passNextTimer();
    failure(repeated);
    answer(upstream.ask(ASK, TEXT));
    failure(upstream.ask(ASK, TEXT));
    failure(upstream.inBackground().ask(ASK, TEXT));
    failure(upstream.ask(ASK, TEXT));
    Panel panel = panel(upstream);
    assertThat(rows(panel, "Quota of fake"))
        .containsExactly(List.of("hours", "5", "1 minute", "0", "0"));
    assertThat(rows(panel, "Calls to fake")).containsExactly(List.of("hours", "5", "1", "1", "1"));
    assertThat(rows(panel, "Errors of fake"))
        .containsExactly(
            List.of("hours", "NOT_FOUND", "2"),
            List.of("hours", "QUOTA", "1"),
            List.of("hours", "OVERLOADED", "1"));
    assertThat(panel(upstream.inBackground())).isEqualTo(panel);
  }

  @Test
  void usesOfOneQuota_tellItOnce_andEachItsOwnCalls() {
    server.on(PATH, FakeReply.ok("fine"));
    Quota shared = Quota.of(5, MINUTE).ticker(time);
    Upstream one = upstream(null, 1, shared, connection());
    Upstream two = upstream(null, 1, shared, connection());
    Upstream free = upstream();
    answer(two.ask(ASK, TEXT));
    Panel panel =
        UpstreamPanel.of(
            "fake", List.of(new Use("one", one), new Use("two", two), new Use("free", free)));
    assertThat(rows(panel, "Quota of fake"))
        .containsExactly(
            List.of("one, two", "5", "1 minute", "4", "4"), List.of("free", "none", "", "", ""));
    assertThat(rows(panel, "Calls to fake"))
        .containsExactly(
            List.of("one", "0", "0", "0", "0"),
            List.of("two", "1", "0", "0", "1"),
            List.of("free", "0", "0", "0", "0"));
  }

  @Test
  void aPartOfACall_isNotLeft() {
    server.on(PATH, FakeReply.ok("fine"));
    Upstream upstream = upstream(null, 1, Quota.of(10, MINUTE).ticker(time), connection());
    answer(upstream.ask(new Ask(PATH, Map.of(), Map.of(), 1.0286), TEXT));
    assertThat(rows(panel(upstream), "Quota of fake"))
        .containsExactly(List.of("hours", "10", "1 minute", "8.97", "8.97"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT24H, 1 day",
    "PT48H, 2 days",
    "PT1H, 1 hour",
    "PT36H, 36 hours",
    "PT90M, 90 minutes",
    "PT1S, 1 second",
    "PT0.5S, PT0.5S",
    "PT1.5S, PT1.5S",
  })
  void windows_areInTheLargestUnitThatFits(Duration window, String text) {
    Upstream upstream = upstream(null, 1, Quota.of(5, window).ticker(time), connection());
    assertThat(rows(panel(upstream), "Quota of fake").get(0)).element(2).isEqualTo(text);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Health;
import dev.belay.report.Panel;
import dev.belay.stats.Figure;
import java.util.List;

/** What there is to see of a live table. */
final class LivePanel {
  private LivePanel() {}

  static Panel of(LiveFeatures.Counts counts, Health health, String name, int keys) {
    long answered = counts.hits() + counts.stale();
    long questions = answered + counts.unknown() + counts.misses();
    return new Panel(
        "Live: " + name,
        List.of(
            new Panel.Table(
                "Feed",
                List.of("name", "state", "why"),
                List.of(List.of(name, health.status().name(), health.reason()))),
            new Panel.Single(
                "Answered at once", CachePanel.share(answered, questions, "no question yet")),
            new Panel.Single(
                "of it stale", CachePanel.share(counts.stale(), answered, "no answer yet")),
            new Panel.Single(
                "Loads that failed",
                CachePanel.share(counts.failures(), counts.loads(), "no load yet")),
            new Panel.Single("Keys known", Figure.point((double) keys, 1, "count"))));
  }
}

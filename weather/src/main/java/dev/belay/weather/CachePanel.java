/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Health;
import dev.belay.report.Panel;
import dev.belay.stats.Figure;
import dev.belay.stats.Proportion;
import java.util.List;

/** What there is to see of a cache. */
final class CachePanel {
  private CachePanel() {}

  static Panel of(CachedWeather.Counts counts, Health health, String name, long cells) {
    long answered = counts.hits() + counts.stale();
    long questions = answered + counts.misses();
    return new Panel(
        "Weather: " + name,
        List.of(
            new Panel.Table(
                "Source",
                List.of("name", "state", "why"),
                List.of(List.of(name, health.status().name(), health.reason()))),
            new Panel.Single("Answered at once", share(answered, questions, "no question yet")),
            new Panel.Single("of it stale", share(counts.stale(), answered, "no answer yet")),
            new Panel.Single(
                "Fetches that failed", share(counts.failures(), counts.fetches(), "no fetch yet")),
            new Panel.Single("Cells known", Figure.point((double) cells, 1, "count"))));
  }

  static Figure share(long part, long all, String none) {
    return all == 0 ? Figure.undefined(none, 0) : new Proportion(part, all).figure();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Health;
import dev.belay.report.Panel;
import dev.belay.stats.Figure;
import dev.belay.stats.Proportion;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What there is to see of a cache. */
final class CachePanel {
  private CachePanel() {}

  static Panel of(
      WeatherProvider provider, CachedWeather.Counts counts, Health health, List<Duration> ages) {
    long answered = counts.hits() + counts.stale();
    long questions = answered + counts.misses();
    List<Panel.Part> parts =
        List.of(
            new Panel.Table(
                "Source",
                List.of("name", "state", "why"),
                List.of(List.of(provider.name(), health.status().name(), health.reason()))),
            new Panel.Single("Answered at once", share(answered, questions, "no question yet")),
            new Panel.Single("of it stale", share(counts.stale(), answered, "no answer yet")),
            new Panel.Single(
                "Fetches that failed", share(counts.failures(), counts.fetches(), "no fetch yet")),
            new Panel.Single("Cells that serve", Figure.point((double) ages.size(), 1, "count")),
            new Panel.Single("Their age, median", age(ages, (ages.size() - 1) / 2)),
            new Panel.Single("Their age, oldest", age(ages, ages.size() - 1)));
    return new Panel(
        "Weather: " + provider.name(),
        Stream.concat(parts.stream(), provider.panel().parts().stream()).toList());
  }

  private static Figure age(List<Duration> ages, int index) {
    return ages.isEmpty()
        ? Figure.undefined("no cell serves", 0)
        : Figure.point((double) ages.get(index).toSeconds(), ages.size(), "order statistic")
            .withUnit("s");
  }

  static Figure share(long part, long all, String none) {
    return all == 0 ? Figure.undefined(none, 0) : new Proportion(part, all).figure();
  }
}

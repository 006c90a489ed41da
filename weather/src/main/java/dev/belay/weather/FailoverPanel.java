/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Panel;
import dev.belay.stats.Figure;
import java.util.List;

/** What there is to see of several providers: all their parts, each with whose it is. */
final class FailoverPanel {
  private FailoverPanel() {}

  static Panel of(String name, List<WeatherProvider> providers) {
    return new Panel(
        "Weather: " + name,
        providers.stream().flatMap(provider -> parts(provider).stream()).toList());
  }

  private static List<Panel.Part> parts(WeatherProvider provider) {
    String whose = provider.name();
    try {
      return provider.panel().parts().stream().map(part -> labelled(whose, part)).toList();
    } catch (RuntimeException broken) {
      // One that breaks its contract must not hide the others.
      String why = "its panel broke with " + broken.getClass().getName();
      return List.of(new Panel.Single(whose, Figure.undefined(why, 0)));
    }
  }

  private static Panel.Part labelled(String whose, Panel.Part part) {
    if (part.label().contains(whose)) {
      return part;
    }
    String label = whose + ": " + part.label();
    if (part instanceof Panel.Single single) {
      return new Panel.Single(label, single.figure());
    }
    if (part instanceof Panel.Line line) {
      return new Panel.Line(label, line.points());
    }
    Panel.Table table = (Panel.Table) part;
    return new Panel.Table(label, table.columns(), table.rows());
  }
}

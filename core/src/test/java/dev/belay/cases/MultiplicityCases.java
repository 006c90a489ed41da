/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.stats.inference.Multiplicity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Adjusted p-values and intervals. */
final class MultiplicityCases {

  private MultiplicityCases() {}

  static CaseSuite suite() {
    String file = "multiple_testing";
    JsonNode content = CaseSuite.read(file);
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : content.get("cases")) {
      String name = row.get("method").asText() + " " + row.get("p");
      rows.add(new CaseSuite.Row(name, () -> adjusted(row)));
    }
    for (JsonNode row : content.get("adjusted_ci")) {
      String name = "adjusted interval at " + row.get("threshold");
      rows.add(new CaseSuite.Row(name, () -> interval(row)));
    }
    return new CaseSuite(file, rows);
  }

  private static void adjusted(JsonNode row) {
    double[] p = Numbers.array(row.get("p"));
    double[] adjusted =
        row.get("method").asText().equals("holm")
            ? Multiplicity.holm(p)
            : Multiplicity.benjaminiHochberg(p);
    assertThat(adjusted).containsExactly(Numbers.array(row.get("expected")), within(5e-5));
    JsonNode recomputed = row.get("recomputed");
    if (recomputed != null) {
      assertThat(adjusted).containsExactly(Numbers.array(recomputed), within(1e-12));
    }
  }

  private static void interval(JsonNode row) {
    double lift = row.get("lift").asDouble();
    double level = 1 - row.get("threshold").asDouble();
    Figure figure = Figure.of(lift, new Interval(lift, lift, level), 100, "lift");
    Interval interval =
        Objects.requireNonNull(Multiplicity.widened(figure, row.get("p").asDouble()).interval());
    double[] expected = Numbers.array(row.get("expected"));
    assertThat(interval.lower()).isCloseTo(expected[0], within(1e-8));
    assertThat(interval.upper()).isCloseTo(expected[1], within(1e-8));
  }
}

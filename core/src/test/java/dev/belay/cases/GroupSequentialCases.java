/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.inference.GroupSequential;
import java.util.ArrayList;
import java.util.List;

/**
 * Alpha spending and its bounds.
 *
 * <p>The published bounds of many days come from a solver that stops within 1e-7 of the chance a
 * look may spend, on a grid cut at 8. A look that may spend less than 1e-7 is given the cut itself,
 * 8.0, and its chance is lost; and bounds of looks that may spend 2e-7 are good to a digit or two.
 * So the rows are read both ways: the published bounds, put through our integral, must spend what
 * was to be spent to within that tolerance, and our bounds must agree as far as it lets them.
 */
final class GroupSequentialCases {

  private GroupSequentialCases() {}

  static CaseSuite suite() {
    String file = "spotify_confidence";
    JsonNode content = CaseSuite.read(file);
    List<CaseSuite.Row> rows = new ArrayList<>();
    JsonNode spending = content.get("alphaSpending");
    for (int look = 0; look < spending.get("information").size(); look++) {
      int index = look;
      rows.add(new CaseSuite.Row("spent at look " + look, () -> spent(spending, index)));
    }
    JsonNode days = content.get("boundsManyDays");
    JsonNode all = CaseSuite.read("spotify_bounds_many_days");
    rows.add(new CaseSuite.Row("many days, the list is the one", () -> sameList(days, all)));
    rows.add(new CaseSuite.Row("many days, the first bounds", () -> firstBounds(all)));
    rows.add(new CaseSuite.Row("many days, what each bound spends", () -> eachSpends(all)));
    rows.add(new CaseSuite.Row("many days, the last bound", () -> lastBound(days, all)));
    return new CaseSuite(file, rows);
  }

  private static void spent(JsonNode row, int look) {
    long planned = row.get("information").get(0).get(1).asLong();
    long[] observed = new long[row.get("information").size()];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = row.get("information").get(i).get(0).asLong();
    }
    double[] information = GroupSequential.information(planned, observed);
    GroupSequential plan =
        GroupSequential.of(row.get("alpha").asDouble(), Side.TWO_SIDED, information);
    assertThat(plan.level(look))
        .isCloseTo(
            row.get("expectedAdjustedAlpha").get(look).asDouble(),
            within(row.get("atol").asDouble()));
  }

  private static void sameList(JsonNode days, JsonNode all) {
    double[] information = Numbers.array(all.get("information"));
    double[] bounds = Numbers.array(all.get("bounds"));
    assertThat(information).startsWith(Numbers.array(days.get("first_t"))).endsWith(1.0);
    assertThat(bounds)
        .startsWith(Numbers.array(days.get("first_bounds")))
        .endsWith(days.get("last_bound").asDouble())
        .hasSameSizeAs(information);
  }

  private static GroupSequential plan(JsonNode all) {
    double[] information = Numbers.array(all.get("information"));
    return GroupSequential.of(all.get("alpha").asDouble(), Side.TWO_SIDED, information);
  }

  /** The first look needs no integral and agrees; the 8.0 of the second must not be reproduced. */
  private static void firstBounds(JsonNode all) {
    double[] published = Numbers.array(all.get("bounds"));
    GroupSequential plan = plan(all);
    assertThat(plan.bound(0)).isCloseTo(published[0], within(5e-9));
    assertThat(published[1]).isEqualTo(all.get("truncation").asDouble());
    assertThat(plan.spent(1) - plan.spent(0)).isLessThan(2 * all.get("solverTolerance").asDouble());
    assertThat(plan.bound(1)).isBetween(5.2, 5.4);
    for (int look = 2; look < 5; look++) {
      assertThat(plan.bound(look)).isCloseTo(published[look], within(0.08));
    }
  }

  private static void eachSpends(JsonNode all) {
    double[] information = Numbers.array(all.get("information"));
    double[] published = Numbers.array(all.get("bounds"));
    GroupSequential plan = plan(all);
    double[] crossed = GroupSequential.crossing(Side.TWO_SIDED, information, published);
    double tolerance = 3 * all.get("solverTolerance").asDouble();
    for (int look = 1; look < published.length; look++) {
      double spends = crossed[look] - crossed[look - 1];
      double should = plan.spent(look) - plan.spent(look - 1);
      assertThat(spends).as("look " + look).isCloseTo(should, within(tolerance));
      if (look >= 20) {
        assertThat(plan.bound(look)).as("look " + look).isCloseTo(published[look], within(0.003));
      }
    }
  }

  private static void lastBound(JsonNode days, JsonNode all) {
    GroupSequential plan = plan(all);
    assertThat(plan.bound(plan.looks() - 1))
        .isCloseTo(days.get("last_bound").asDouble(), within(0.002));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Effect.Side;
import dev.belay.stats.inference.Power;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;

/** Sample sizes, power and detectable effects. */
final class PowerCases {

  /** Recomputed values are given with all digits. */
  private static final Percentage FULL = withinPercentage(1e-7);

  private static final double TUNING = 5_000;

  private PowerCases() {}

  static CaseSuite suite() {
    String file = "power";
    JsonNode content = CaseSuite.read(file);
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : content.get("R")) {
      rows.add(new CaseSuite.Row(row.get("fn").asText() + " " + row, () -> fromR(row)));
    }
    for (JsonNode row : content.get("evanMiller")) {
      rows.add(new CaseSuite.Row("Evan Miller " + row.get("baseline"), () -> miller(row)));
    }
    for (JsonNode row : content.get("spotify")) {
      rows.add(new CaseSuite.Row("spotify " + row.get("kind").asText(), () -> spotify(row)));
    }
    rows.addAll(growthbook(content.get("growthbook")));
    rows.addAll(weeks(content.get("growthbook_weeks_table")));
    return new CaseSuite(file, rows);
  }

  private static void fromR(JsonNode row) {
    double recomputed = row.get("recomputed").asDouble();
    if (row.get("fn").asText().startsWith("R power.t.test")) {
      studentFromR(row, recomputed);
      return;
    }
    double baseline = row.get("p1").asDouble();
    double effect = row.get("p2").asDouble() - baseline;
    Power plan = Power.proportions(baseline);
    if (row.has("expectedPower")) {
      double power = plan.power(effect, row.get("n").asDouble()).value();
      assertThat(power).isCloseTo(0.740, within(5e-4)).isCloseTo(recomputed, FULL);
    } else if (row.has("expectedN")) {
      double n = plan.sampleSize(effect, row.get("power").asDouble()).value();
      assertThat(n).isCloseTo(76.7, within(0.05)).isCloseTo(recomputed, FULL);
    } else {
      double alpha =
          plan.alpha(effect, row.get("n").asDouble(), row.get("power").asDouble()).value();
      // R prints 0.00131 from a coarse root: the exact one is 0.0013214.
      assertThat(alpha).isCloseTo(0.00131, within(2e-5)).isCloseTo(recomputed, FULL);
    }
  }

  private static void studentFromR(JsonNode row, double recomputed) {
    Power plan = Power.means(row.get("sd").asDouble()).withStudent();
    double delta = row.get("delta").asDouble();
    if (row.has("expectedPower")) {
      double power = plan.power(delta, row.get("n").asDouble()).value();
      assertThat(power).isCloseTo(0.8689528, within(5e-8)).isCloseTo(recomputed, FULL);
      return;
    }
    Power oneSided = plan.withSide(Side.GREATER);
    double n = oneSided.sampleSize(delta, row.get("power").asDouble()).value();
    assertThat(n)
        .isCloseTo(row.get("expectedN").asDouble(), within(1.5e-5))
        .isCloseTo(recomputed, FULL);
  }

  private static void miller(JsonNode row) {
    double n =
        Power.proportionsByBaseline(row.get("baseline").asDouble())
            .withAlpha(row.get("alpha").asDouble())
            .sampleSize(row.get("absoluteMde").asDouble(), row.get("power").asDouble())
            .value();
    assertThat(n).isCloseTo(row.get("recomputed").asDouble(), FULL);
    if (!row.get("expectedPerArm").isNull()) {
      assertThat((double) Math.round(n)).isEqualTo(row.get("expectedPerArm").asDouble());
    }
  }

  /** The source plans a total with its default power of 0.85, as the file's power_used says. */
  private static void spotify(JsonNode row) {
    double effect = row.get("absoluteMde").asDouble();
    double variance =
        row.has("variance")
            ? row.get("variance").asDouble()
            : row.get("p").asDouble() * (1 - row.get("p").asDouble());
    Power plan = Power.means(Math.sqrt(variance)).withAlpha(row.path("alpha").asDouble(0.05));
    double tolerance = row.get("tolerance").asDouble();
    if (row.has("expectedTotal")) {
      double total = 2 * plan.sampleSize(effect, 0.85).value();
      assertThat(total)
          .isCloseTo(row.get("expectedTotal").asDouble(), withinPercentage(100 * tolerance))
          .isCloseTo(row.get("recomputed").asDouble(), FULL);
      return;
    }
    double first = row.get("n1").asDouble();
    Power unequal = plan.withRatio(row.get("n2").asDouble() / first);
    double power = unequal.power(effect, first).value();
    assertThat(power)
        .isCloseTo(row.get("expectedPower").asDouble(), within(tolerance))
        .isCloseTo(row.get("recomputed").asDouble(), withinPercentage(1e-6));
  }

  private static List<CaseSuite.Row> growthbook(JsonNode rows) {
    JsonNode first = rows.get(0);
    double n = first.get("totalN").asDouble() / first.get("arms").asDouble();
    double lift = first.get("relativeLift").asDouble();
    Power plan =
        Power.relative(first.get("mean").asDouble(), Math.sqrt(first.get("variance").asDouble()))
            .countingBothTails();
    Power sequence = plan.withSequence(TUNING);
    return List.of(
        new CaseSuite.Row(
            "GrowthBook power",
            () -> published(plan.power(lift, n).value(), first, "expectedPower")),
        new CaseSuite.Row(
            "GrowthBook detectable effect",
            () -> published(plan.detectableEffect(n, 0.8).value(), rows.get(2), "expectedMde")),
        new CaseSuite.Row(
            "GrowthBook sequential power: the true one, not the planner's approximation",
            () -> {
              double power = sequence.power(lift, n).value();
              assertThat(power).isCloseTo(truth(rows.get(1)), FULL);
              assertThat(power).isLessThan(rows.get(1).get("expectedPower").asDouble() / 2);
            }),
        new CaseSuite.Row(
            "GrowthBook sequential detectable effect: the true one, not the planner's",
            () -> {
              double effect = sequence.detectableEffect(n, 0.8).value();
              assertThat(effect).isCloseTo(truth(rows.get(3)), FULL);
              assertThat(effect).isLessThan(rows.get(3).get("expectedMde").asDouble());
            }));
  }

  private static double truth(JsonNode row) {
    return row.get("truePower_or_mde").asDouble();
  }

  private static void published(double computed, JsonNode row, String field) {
    assertThat(computed)
        .isCloseTo(row.get(field).asDouble(), within(5e-6))
        .isCloseTo(row.get("recomputed").asDouble(), FULL);
  }

  private static List<CaseSuite.Row> weeks(JsonNode table) {
    JsonNode revenue = table.get("metrics").get("revenue");
    JsonNode ctr = table.get("metrics").get("ctr");
    double p = ctr.get("p").asDouble();
    Power clicks = Power.relative(p, Math.sqrt(p * (1 - p))).countingBothTails();
    Power money =
        Power.relative(
                revenue.get("mean").asDouble(), Math.sqrt(revenue.get("variance").asDouble()))
            .countingBothTails();
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (int i = 0; i < table.get("power").size(); i++) {
      String metric = i % 2 == 0 ? "ctr" : "revenue";
      double lift = table.get("metrics").get(metric).get("lift").asDouble();
      rows.addAll(week(table, i, metric, new Week(i % 2 == 0 ? clicks : money, lift)));
    }
    return rows;
  }

  private record Week(Power plan, double lift) {}

  private static List<CaseSuite.Row> week(JsonNode table, int index, String metric, Week week) {
    double arm = table.get("usersPerWeek").asDouble() / table.get("arms").asDouble();
    double n = arm * (index / 2 + 1);
    String name = metric + ", week " + (index / 2 + 1);
    Power sequence = week.plan.withSequence(TUNING);
    double power = table.get("power").get(index).asDouble();
    double effect = table.get("mde").get(index).asDouble();
    double claimed = table.get("sequentialPower").get(index).asDouble();
    double claimedEffect = table.get("sequentialMde").get(index).asDouble();
    return List.of(
        new CaseSuite.Row(
            "power, " + name,
            () -> assertThat(week.plan.power(week.lift, n).value()).isCloseTo(power, within(5e-6))),
        new CaseSuite.Row(
            "detectable effect, " + name,
            () ->
                assertThat(week.plan.detectableEffect(n, 0.8).value())
                    .isCloseTo(effect, within(1e-5))),
        new CaseSuite.Row(
            "sequential power, " + name + ": must not be the planner's approximation",
            () -> assertThat(sequence.power(week.lift, n).value()).isLessThan(claimed - 0.004)),
        new CaseSuite.Row(
            "sequential detectable effect, " + name + ": must not be the planner's approximation",
            () ->
                assertThat(sequence.detectableEffect(n, 0.8).value())
                    .isLessThan(0.99 * claimedEffect)));
  }
}

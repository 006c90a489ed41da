/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.stats.Effect;
import dev.belay.stats.Moments;
import dev.belay.stats.Moments.Joint;
import dev.belay.stats.TwoSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Post-stratified means, ratios, CUPED means and CUPED ratios: effect and standard error. */
final class GbstatsPostStratificationCases {

  private static final String FILE = "gbstats_post_stratification";

  private GbstatsPostStratificationCases() {}

  static CaseSuite suite() {
    JsonNode file = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    for (String design : List.of("count", "ratio", "count_reg", "ratio_reg")) {
      for (String difference : List.of("absolute", "relative")) {
        JsonNode expected = file.get(design).get("expected").get(difference);
        rows.add(
            new Row(
                design + ", " + difference,
                () -> check(stratified(design, file), difference, expected)));
      }
    }
    return new CaseSuite(FILE, rows);
  }

  private static void check(TwoSample arms, String difference, JsonNode expected) {
    Effect effect = difference.equals("absolute") ? arms.effect() : arms.relativeEffect();
    Published.assertWithin(effect.value(), expected.get("effect").asDouble(), 1e-9);
    Published.assertWithin(effect.standardError(), expected.get("se").asDouble(), 1e-9);
  }

  private static TwoSample stratified(String design, JsonNode file) {
    return TwoSample.stratified(
        Published.rows(file.get(design).get("strata")).stream()
            .map(arms -> compared(design, arms.get(0), arms.get(1)))
            .toList());
  }

  private static TwoSample compared(String design, JsonNode control, JsonNode treatment) {
    return switch (design) {
      case "count" -> TwoSample.means(mean(control), mean(treatment));
      case "ratio" -> TwoSample.ratios(ratio(control), ratio(treatment));
      case "count_reg" -> TwoSample.cupedMeans(adjusted(control), adjusted(treatment));
      default -> TwoSample.cupedRatios(adjustedRatio(control), adjustedRatio(treatment));
    };
  }

  private static Moments mean(JsonNode arm) {
    return Published.moments(arm, "sum_squares");
  }

  private static Joint ratio(JsonNode arm) {
    return joint(arm, List.of("m_statistic", "d_statistic"), (i, j) -> "m_d");
  }

  private static Joint adjusted(JsonNode arm) {
    return joint(arm, List.of("post_statistic", "pre_statistic"), (i, j) -> "post_pre");
  }

  private static Joint adjustedRatio(JsonNode arm) {
    Map<String, String> swapped =
        Map.of("m_post_d_pre", "m_post_d_pre", "d_post_m_pre", "m_pre_d_post");
    return joint(
        arm,
        List.of("m_statistic_post", "d_statistic_post", "m_statistic_pre", "d_statistic_pre"),
        (i, j) -> {
          String key = i.replace("_statistic", "") + "_" + j.replace("_statistic", "");
          return swapped.getOrDefault(key, key);
        });
  }

  private static Joint joint(JsonNode arm, List<String> names, BinaryOperator<String> product) {
    int size = names.size();
    double[] sums = new double[size];
    double[][] products = new double[size][size];
    for (int i = 0; i < size; i++) {
      JsonNode statistic = arm.get(names.get(i));
      sums[i] = statistic.get("sum").asDouble();
      products[i][i] = statistic.get("sum_squares").asDouble();
      for (int j = i + 1; j < size; j++) {
        String key = product.apply(names.get(i), names.get(j)) + "_sum_of_products";
        products[i][j] = arm.get(key).asDouble();
      }
    }
    return Joint.ofSums(arm.get("n").asLong(), sums, products);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.inference.PValue;
import dev.belay.stats.inference.SampleRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sample ratio mismatch: fixed, exact and any-time. */
final class SampleRatioCases {

  private SampleRatioCases() {}

  static CaseSuite suite() {
    String file = "srm";
    JsonNode content = CaseSuite.read(file);
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : content.get("cases")) {
      String name = row.get("observed") + " by " + row.get("weights");
      rows.add(new CaseSuite.Row(name, () -> fixed(row)));
    }
    for (JsonNode row : content.get("sequential").get("computed_values_not_published")) {
      String name =
          "any-time " + row.get("observed") + ", concentration " + row.get("concentration");
      rows.add(new CaseSuite.Row(name, () -> anytime(row)));
    }
    return new CaseSuite(file, rows);
  }

  static CaseSuite twoArms() {
    String file = "ab_ml_vs_heuristic";
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : CaseSuite.read(file).get("sample_ratio_mismatch")) {
      String name = "sample ratio " + row.get("n_a") + " : " + row.get("n_b");
      rows.add(new CaseSuite.Row(name, () -> exact(row)));
    }
    return new CaseSuite(file, rows);
  }

  private static void fixed(JsonNode row) {
    long[] observed = Numbers.counts(row.get("observed"));
    // Arms that reported nothing at all have no count in the source.
    double[] weights = Arrays.copyOf(Numbers.array(row.get("weights")), observed.length);
    PValue p = SampleRatio.of(observed, weights).p();
    double published = row.get("expectedP").asDouble();
    assertThat(p.value()).isCloseTo(published, within(halfDigit(row.get("expectedP").asText())));
    assertThat(p.value()).isCloseTo(row.get("recomputedP").asDouble(), withinPercentage(1e-7));
    long arms = Arrays.stream(weights).filter(weight -> weight > 0).count();
    assertThat(p.evidence()).isEqualTo(arms > 1 && Arrays.stream(observed).sum() > 0);
  }

  /** Half a unit of the last published digit; rows printed with all digits have their own check. */
  private static double halfDigit(String number) {
    java.math.BigDecimal published = new java.math.BigDecimal(number);
    int places = published.precision() == 2 ? published.scale() - 1 : published.scale();
    return places <= 0 ? 0 : 0.5 * Math.pow(10, -places);
  }

  private static void anytime(JsonNode row) {
    SampleRatio.AnyTime test =
        SampleRatio.anytime(row.get("concentration").asDouble(), Numbers.array(row.get("weights")));
    PValue p = test.look(Numbers.counts(row.get("observed")));
    double bayesFactor = row.get("logBayesFactor").asDouble();
    // Log gammas of 1e7 are summed: a few units of their last digit.
    assertThat(test.logBayesFactor()).isCloseTo(bayesFactor, within(2e-8));
    assertThat(p.value()).isCloseTo(row.get("pAtThisLook").asDouble(), withinPercentage(2e-6));
    assertThat(test.p().value()).isEqualTo(p.value());
  }

  private static void exact(JsonNode row) {
    double share = row.get("expected_share_a").asDouble();
    SampleRatio ratio =
        SampleRatio.of(
            new long[] {row.get("n_a").asLong(), row.get("n_b").asLong()},
            new double[] {share, 1 - share});
    assertThat(ratio.chiSquare()).isCloseTo(row.get("chi2").asDouble(), within(1e-9));
    assertThat(ratio.p().value()).isCloseTo(row.get("p").asDouble(), withinPercentage(1e-7));
    assertThat(ratio.exact().value())
        .isCloseTo(row.get("binom_exact_p").asDouble(), withinPercentage(1e-7));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Interval;
import dev.belay.stats.Proportion;
import dev.belay.stats.inference.ConfidenceSequence;
import dev.belay.stats.inference.Sample;
import dev.belay.stats.inference.UniformBoundary;
import dev.belay.stats.inference.UniformBoundary.Tuning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Time-uniform boundaries, and the confidence sequences made of them. */
final class BoundaryCases {

  private BoundaryCases() {}

  static CaseSuite suite() {
    String file = "confseq_boundaries";
    JsonNode content = CaseSuite.read(file);
    double tolerance = content.get("tolerance").asDouble();
    List<CaseSuite.Row> rows = new ArrayList<>();
    for (JsonNode row : content.get("cases")) {
      String name = row.get("f").asText() + " " + row.get("expected");
      double expected = row.get("expected").asDouble();
      rows.add(
          new CaseSuite.Row(
              name, () -> assertThat(computed(row)).isCloseTo(expected, within(tolerance))));
    }
    for (JsonNode row : content.get("bernoulliConfidenceSequence")) {
      String name = "Bernoulli " + row.get("successes") + " of " + row.get("trials");
      rows.add(new CaseSuite.Row(name, () -> bernoulli(row, tolerance)));
    }
    for (JsonNode row : content.get("quantileAbTest")) {
      String name = "quantile " + row.get("p") + " A/B, offset " + row.get("offset");
      rows.add(new CaseSuite.Row(name, () -> quantiles(row)));
    }
    return new CaseSuite(file, rows);
  }

  private static double computed(JsonNode row) {
    Tuning tuning = Tuning.at(row.path("v_opt").asDouble(100));
    double s = row.path("s").asDouble();
    double v = row.path("v").asDouble();
    double alpha = row.path("alpha").asDouble();
    double scale = row.path("c").asDouble();
    return switch (row.get("f").asText()) {
      case "two-sided normal mixture best rho" -> tuning.rho();
      case "two-sided normal log mixture" -> UniformBoundary.normal(tuning).logMixture(s, v);
      case "one-sided normal log mixture" ->
          UniformBoundary.oneSidedNormal(tuning).logMixture(s, v);
      case "one-sided normal mixture bound" ->
          UniformBoundary.oneSidedNormal(tuning).bound(v, alpha);
      case "gamma-exponential bound" ->
          UniformBoundary.gammaExponential(tuning, scale).bound(v, alpha);
      case "gamma-Poisson log mixture" ->
          UniformBoundary.gammaPoisson(tuning, scale).logMixture(s, v);
      case "beta-binomial two-sided log mixture" -> betaBinomial(row, tuning).logMixture(s, v);
      case "beta-binomial two-sided bound" -> betaBinomial(row, tuning).bound(v, alpha);
      case "polynomial stitching" ->
          UniformBoundary.polynomialStitching(row.get("v_min").asDouble(), scale).bound(v, alpha);
      case "double stitching (quantile CS)" ->
          UniformBoundary.doubleStitching(row.get("p").asDouble(), row.get("t_opt").asLong())
              .bound(row.get("t").asDouble(), alpha);
      default -> throw new AssertionError(row.get("f").asText());
    };
  }

  private static UniformBoundary.Mixture betaBinomial(JsonNode row, Tuning tuning) {
    return UniformBoundary.betaBinomial(tuning, row.get("g").asDouble(), row.get("h").asDouble());
  }

  private static void bernoulli(JsonNode row, double tolerance) {
    Proportion observed = new Proportion(row.get("successes").asLong(), row.get("trials").asLong());
    double level = 1 - row.get("alpha").asDouble();
    Interval interval =
        Objects.requireNonNull(
            ConfidenceSequence.bernoulli(observed, row.get("t_opt").asLong(), level).interval());
    double[] expected = Numbers.array(row.get("expected"));
    assertThat(interval.lower()).isCloseTo(expected[0], within(tolerance));
    assertThat(interval.upper()).isCloseTo(expected[1], within(tolerance));
  }

  private static void quantiles(JsonNode row) {
    int offset = row.get("offset").asInt();
    double p =
        ConfidenceSequence.quantileTest(
                thousandFrom(1), thousandFrom(offset + 1), row.get("p").asDouble(), 100)
            .value();
    BigDecimal published = new BigDecimal(row.get("expectedP").asText());
    assertThat(p).isCloseTo(published.doubleValue(), within(published.ulp().doubleValue() / 2));
  }

  private static Sample thousandFrom(int first) {
    return Sample.of(IntStream.range(first, first + 1_000).asDoubleStream().toArray());
  }
}

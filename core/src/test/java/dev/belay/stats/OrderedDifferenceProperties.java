/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OrderedDifferenceProperties {

  @Provide
  Arbitrary<List<Double>> losses() {
    return Arbitraries.doubles().between(0, 30).ofScale(1).list().ofMinSize(10).ofMaxSize(60);
  }

  @Property(tries = 500)
  void standardErrors_areThoseOfTheAutocovariancesWrittenOut(
      @ForAll("losses") List<Double> losses,
      @ForAll @IntRange(min = 1, max = 5) int horizon,
      @ForAll @IntRange(min = 0, max = 1_000_000) int offset) {
    int n = losses.size() / 2;
    PairedDifference.Ordered ordered = PairedDifference.ordered("", horizon);
    double[] differences = new double[n];
    double[] baselines = new double[n];
    for (int i = 0; i < n; i++) {
      baselines[i] = 5 + losses.get(2 * i);
      differences[i] = offset + losses.get(2 * i + 1) - losses.get(2 * i);
      ordered.add(differences[i] + baselines[i], baselines[i]);
    }
    if (n < Math.max(2, 2 * horizon)) {
      assertThat(ordered.effect().defined()).isFalse();
      return;
    }
    double variance = longRunVariance(differences, horizon);
    double tolerance = 1e-6 * (1 + offset / 1_000.0);
    if (variance > tolerance) {
      assertThat(square(ordered.effect().standardError())).isCloseTo(variance, within(tolerance));
    } else if (variance < -tolerance) {
      assertThat(ordered.effect().reason()).isEqualTo("autocovariances sum to less than 0");
    }
    assertRelative(ordered, differences, baselines, horizon);
  }

  /** The ratio r of the means is as spread as difference - r × baseline over the mean baseline. */
  private static void assertRelative(
      PairedDifference.Ordered ordered, double[] differences, double[] baselines, int horizon) {
    Effect relative = ordered.relativeEffect();
    double baseline = mean(baselines);
    double ratio = mean(differences) / baseline;
    double[] influences = new double[differences.length];
    for (int i = 0; i < influences.length; i++) {
      influences[i] = (differences[i] - ratio * baselines[i]) / baseline;
    }
    double variance = longRunVariance(influences, horizon);
    if (relative.testable() && variance > 0) {
      assertThat(relative.value()).isCloseTo(ratio, within(1e-9 * (1 + Math.abs(ratio))));
      assertThat(square(relative.standardError()))
          .isCloseTo(variance, within(1e-6 * (1 + ratio * ratio)));
    }
  }

  /** The variance of a mean with the correction for moderate samples, in two passes. */
  private static double longRunVariance(double[] values, int horizon) {
    double n = values.length;
    double mean = mean(values);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - horizon + 1); j < Math.min(n, i + horizon); j++) {
        sum += (values[i] - mean) * (values[j] - mean);
      }
    }
    return sum / n / (n + 1 - 2 * horizon + horizon * (horizon - 1) / n);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double square(double value) {
    return value * value;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The edges that part a sample into bins of about equal counts. */
final class SampleEdges {

  private SampleEdges() {}

  /**
   * The quantiles of the sample, each once. A value that is a quantile more than once gets a bin of
   * its own, as does each value where there are few: else nine zeros in ten would share a bin with
   * all that is not zero.
   */
  static double[] of(double[] sample, int bins) {
    double[] sorted = sorted(sample);
    double[] distinct = Arrays.stream(sorted).distinct().limit(bins + 1L).toArray();
    double[] inner = distinct.length <= bins ? distinct : quantiles(sorted, bins);
    double last = sorted[sorted.length - 1];
    double end = inner[inner.length - 1] < last ? last : Math.nextUp(last);
    return DoubleStream.concat(Arrays.stream(inner), DoubleStream.of(end)).distinct().toArray();
  }

  private static double[] sorted(double[] sample) {
    double[] sorted =
        Arrays.stream(sample)
            .filter(value -> !Double.isNaN(value))
            .map(value -> value + 0.0)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException(
          "a sample needs a value that is not missing: " + sample.length + " missing");
    }
    requireFinite(sorted[0]);
    requireFinite(sorted[sorted.length - 1]);
    return sorted;
  }

  private static void requireFinite(double value) {
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("values of a sample must be finite or missing: " + value);
    }
  }

  private static double[] quantiles(double[] sorted, int bins) {
    double[] quantiles =
        DoubleStream.iterate(0, i -> i < bins, i -> i + 1)
            .map(i -> sorted[(int) (i * sorted.length / bins)])
            .toArray();
    return IntStream.range(0, bins)
        .mapToDouble(
            i ->
                i > 0 && quantiles[i] == quantiles[i - 1]
                    ? Math.nextUp(quantiles[i])
                    : quantiles[i])
        .distinct()
        .toArray();
  }
}

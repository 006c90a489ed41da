/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The chi-square test that two rows of counts come from one distribution. */
final class Homogeneity {

  /** What Cochran's rule asks of the expected counts. */
  private static final double LEAST_EXPECTED = 5;

  /** Yates's, for a single degree of freedom. */
  private static final double CORRECTION = 0.5;

  private final long[] reference;
  private final long[] current;
  private final double references;
  private final double currents;

  /** Keeps the arrays, which nobody may change. */
  Homogeneity(long[] reference, long[] current) {
    this.reference = reference;
    this.current = current;
    this.references = Arrays.stream(reference).sum();
    this.currents = Arrays.stream(current).sum();
  }

  double statistic() {
    double correction = degreesOfFreedom() == 1 ? CORRECTION : 0;
    double n = references + currents;
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      sum += term((double) reference[i], column(i) * (references / n), correction);
      sum += term((double) current[i], column(i) * (currents / n), correction);
    }
    return sum;
  }

  double p() {
    return ChiSquaredDistribution.of(degreesOfFreedom()).survivalProbability(statistic());
  }

  String method() {
    return degreesOfFreedom() == 1
        ? "chi-square, Yates, 1 degree of freedom"
        : "chi-square, " + degreesOfFreedom() + " degrees of freedom";
  }

  /** The number of columns that are not empty, less 1. */
  int degreesOfFreedom() {
    return (int) IntStream.range(0, reference.length).filter(i -> column(i) > 0).count() - 1;
  }

  /**
   * The table with its rarest columns in one, so that in every column about five values of the
   * smaller sample are expected. Which they are is decided by both samples together, which leaves
   * the test its meaning.
   */
  ContingencyTable withoutRareColumns() {
    long[] first = reference.clone();
    long[] second = current.clone();
    int[] rare = rareColumns();
    for (int i = 1; i < rare.length; i++) {
      first[rare[0]] += first[rare[i]];
      second[rare[0]] += second[rare[i]];
      first[rare[i]] = 0;
      second[rare[i]] = 0;
    }
    return ContingencyTable.of(first, second);
  }

  /** Those in which too little is expected, and those needed to make one of them large enough. */
  private int[] rareColumns() {
    int[] ascending = ascending();
    double perValue = Math.min(references, currents) / Math.max(1, references + currents);
    double joint = 0;
    int rare = 0;
    while (rare < ascending.length
        && (column(ascending[rare]) * perValue < LEAST_EXPECTED
            || (joint > 0 && joint * perValue < LEAST_EXPECTED))) {
      joint += column(ascending[rare++]);
    }
    return Arrays.copyOf(ascending, rare);
  }

  private int[] ascending() {
    return IntStream.range(0, reference.length)
        .boxed()
        .sorted(Comparator.comparingDouble(this::column))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double column(int i) {
    return (double) reference[i] + current[i];
  }

  private static double term(double observed, double expected, double correction) {
    double difference = Math.abs(observed - expected);
    double remaining = difference - Math.min(correction, difference);
    return expected == 0 ? 0 : remaining * remaining / expected;
  }
}

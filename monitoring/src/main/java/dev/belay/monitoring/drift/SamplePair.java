/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Moments;
import dev.belay.stats.inference.PValue;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Two samples of numbers, a reference and a current one: how far apart their distributions are, and
 * whether chance explains it.
 *
 * <p>No bins are needed, but all values are. A distance is above 0 by chance alone: whether there
 * is evidence is what {@link #p()} says. All distances are 0 for equal samples, and all but {@link
 * #standardizedWasserstein()} are the same if the samples are exchanged. It keeps a copy of all
 * values, and it is the caller who bounds their number. Immutable, safe to share between threads.
 */
public final class SamplePair {

  /** About ten milliseconds. */
  private static final long MOST_CELLS = 4_000_000;

  private final double[] reference;
  private final double[] current;

  private SamplePair(double[] reference, double[] current) {
    this.reference = reference;
    this.current = current;
  }

  /**
   * Two samples.
   *
   * @param reference the values of the reference, in any order
   * @param current those of the current sample
   * @return the pair
   * @throws IllegalArgumentException if a value is not finite or more than 1e70 in size: missing
   *     ones are to be left out and counted elsewhere
   */
  public static SamplePair of(double[] reference, double[] current) {
    return new SamplePair(sorted(reference), sorted(current));
  }

  /**
   * The chance that the supremum of a Brownian bridge exceeds {@code lambda}: what the distance of
   * two large samples of one continuous distribution, times √(nm / (n + m)), has in the limit (A.
   * N. Kolmogorov, Giornale dell'Istituto Italiano degli Attuari 4, 1933, pp. 83-91; N. V. Smirnov,
   * Annals of Mathematical Statistics 19(2), 1948, pp. 279-281).
   *
   * @param lambda the scaled distance, at least 0
   * @return the probability, from 0 to 1
   * @throws IllegalArgumentException if {@code lambda} is negative or not finite
   */
  public static double kolmogorovSurvival(double lambda) {
    return KolmogorovDistribution.survival(Arguments.notNegative("lambda", lambda));
  }

  /**
   * The distance from which on two samples of these sizes differ significantly, by the limit.
   *
   * @param alpha the significance level, between 0 and 1
   * @param references the number of reference values, at least 1
   * @param currents the number of current values, at least 1
   * @return c(alpha) √((n + m) / nm), which may be above 1: then no distance is significant
   * @throws IllegalArgumentException if the level or a number is out of range
   */
  public static double criticalDistance(double alpha, long references, long currents) {
    Arguments.share("alpha", alpha);
    double size =
        effectiveSize(
            (double) Arguments.atLeast(1, "references", references),
            (double) Arguments.atLeast(1, "currents", currents));
    return KolmogorovDistribution.critical(alpha) / Math.sqrt(size);
  }

  /**
   * The Kolmogorov-Smirnov distance: the largest difference of the two empirical distribution
   * functions.
   *
   * @return the distance, from 0 to 1, without an interval; undefined if a sample is empty
   */
  public Figure kolmogorovSmirnov() {
    String reason = lacking();
    return reason.isEmpty()
        ? Figure.point(distance(), count(), "Kolmogorov-Smirnov distance, no interval")
        : Figure.undefined(reason, count());
  }

  /**
   * The p-value of the Kolmogorov-Smirnov test that both samples come from one distribution: {@link
   * #exact()} where the product of the sizes is at most 4,000,000, else {@link #asymptotic()}.
   *
   * @return the p-value; 1 and without evidence if a sample is empty
   */
  public PValue p() {
    return (long) reference.length * current.length <= MOST_CELLS ? exact() : asymptotic();
  }

  /**
   * The exact p-value: the share of all orders in which the values of two samples can come that
   * have a distance as large (J. L. Hodges, Arkiv för Matematik 3(5), 1958, pp. 469-486), added up
   * without cancellation (T. Viehmann, arXiv 2102.08037). It assumes independent values without
   * ties; with ties it is too large, so that the test errs on the quiet side. Takes time in
   * proportion to the product of the sizes.
   *
   * @return the p-value; 1 and without evidence if a sample is empty
   */
  public PValue exact() {
    return test(
        "Kolmogorov-Smirnov, exact",
        () -> KolmogorovPaths.p(reference.length, current.length, functions().scaledDistance()));
  }

  /**
   * The p-value in the limit of large samples: {@link #kolmogorovSurvival} of √(nm / (n + m)) times
   * the distance. It assumes independent values; ties make it too large.
   *
   * @return the p-value; 1 and without evidence if a sample is empty
   */
  public PValue asymptotic() {
    return test(
        "Kolmogorov-Smirnov, limit of large samples",
        () ->
            KolmogorovDistribution.survival(
                Math.sqrt(effectiveSize(reference.length, current.length)) * distance()));
  }

  /**
   * The p-value the distance would have from one sample of nm / (n + m) values, rounded, against a
   * known distribution: what SciPy gives as asymptotic. Only to compare with figures of other
   * tools: for small samples of equal size it finds too much, 0.049 for 8 against 8 where {@link
   * #exact()} is 0.087.
   *
   * @return the p-value; 1 and without evidence if a sample is empty; above 2,000 values that of
   *     the limit
   */
  public PValue atEffectiveSize() {
    long size = (long) Math.rint(effectiveSize(reference.length, current.length));
    return test(
        "Kolmogorov-Smirnov, one sample of " + size,
        () -> KolmogorovDistribution.survival(Math.max(1, size), distance()));
  }

  /**
   * The Wasserstein-1 distance, also the earth mover's: the area between the two empirical
   * distribution functions, that is how far values must be moved on average to make one sample the
   * other (S. S. Vallender, Theory of Probability and its Applications 18(4), 1974, pp. 784-786). A
   * single outlier can make it large.
   *
   * @return the distance in the unit of the values, without an interval; undefined if a sample is
   *     empty
   */
  public Figure wasserstein() {
    String reason = lacking();
    return reason.isEmpty()
        ? Figure.point(functions().area(1), count(), "Wasserstein-1 distance, no interval")
        : Figure.undefined(reason, count());
  }

  /**
   * The {@link #wasserstein()} distance over the standard deviation of the reference (with divisor
   * n): of which 0.1 is a limit in use.
   *
   * @return the distance, a pure number, without an interval; undefined if a sample is empty or the
   *     reference does not vary
   */
  public Figure standardizedWasserstein() {
    String reason = lacking();
    if (!reason.isEmpty()) {
      return Figure.undefined(reason, count());
    }
    double deviation = referenceDeviation();
    return deviation > 0
        ? Figure.point(
            functions().area(1) / deviation,
            count(),
            "Wasserstein-1 distance over the reference's standard deviation, no interval")
        : Figure.undefined("the reference does not vary", count());
  }

  /**
   * The energy distance, the root of twice the integrated squared difference of the two empirical
   * distribution functions: G. J. Székely and M. L. Rizzo, Journal of Statistical Planning and
   * Inference 143(8), 2013, pp. 1249-1272.
   *
   * @return the distance in the root of the unit of the values, without an interval; undefined if a
   *     sample is empty
   */
  public Figure energy() {
    String reason = lacking();
    return reason.isEmpty()
        ? Figure.point(Math.sqrt(2 * functions().area(2)), count(), "energy distance, no interval")
        : Figure.undefined(reason, count());
  }

  /** Returns the distance and what the test says. */
  @Override
  public String toString() {
    return "SamplePair[" + kolmogorovSmirnov() + ", " + p() + "]";
  }

  private PValue test(String method, DoubleSupplier p) {
    String reason = lacking();
    return reason.isEmpty()
        ? PValue.of(Math.min(1, p.getAsDouble()), count(), method)
        : PValue.noEvidence(reason, count());
  }

  private String lacking() {
    if (reference.length == 0) {
      return "no reference values";
    }
    return current.length == 0 ? "no current values" : "";
  }

  private long count() {
    return (long) reference.length + current.length;
  }

  private double distance() {
    return (double) functions().scaledDistance() / ((long) reference.length * current.length);
  }

  private StepFunctions functions() {
    return new StepFunctions(reference, current);
  }

  private double referenceDeviation() {
    Moments moments = new Moments();
    Arrays.stream(reference).forEach(moments::add);
    double n = reference.length;
    return n < 2 ? 0 : moments.standardDeviation() * Math.sqrt((n - 1) / n);
  }

  private static double effectiveSize(double n, double m) {
    return n * m / (n + m);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    for (double value : sorted) {
      Arguments.usable("value", value);
    }
    Arrays.sort(sorted);
    return sorted;
  }
}

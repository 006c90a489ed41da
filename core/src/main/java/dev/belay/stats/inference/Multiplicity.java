/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What remains of several p-values once it is said how many there were.
 *
 * <p>Holm's bounds the chance of a single false alarm among all of them, whatever their dependence;
 * Benjamini and Hochberg's bounds the expected share of false alarms among the alarms, for
 * independent or positively dependent tests. Stateless, safe from any thread.
 */
public final class Multiplicity {

  private Multiplicity() {}

  /**
   * Holm's adjusted p-values: S. Holm, Scandinavian Journal of Statistics 6, 1979, pp. 65-70. The
   * k-th smallest of m is multiplied by m + 1 - k, and none is below a smaller one's.
   *
   * @param p the p-values, each from 0 to 1
   * @return the adjusted p-values in the same order, each from 0 to 1
   * @throws IllegalArgumentException if one is not from 0 to 1
   */
  public static double[] holm(double... p) {
    Integer[] ascending = ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      largest = Math.max(largest, Math.min(1, p[ascending[rank]] * (p.length - rank)));
      adjusted[ascending[rank]] = largest;
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg's adjusted p-values: Journal of the Royal Statistical Society B 57,
   * 1995, pp. 289-300. The k-th smallest of m is multiplied by m / k, and none is above a larger
   * one's.
   *
   * @param p the p-values, each from 0 to 1
   * @return the adjusted p-values in the same order, each from 0 to 1
   * @throws IllegalArgumentException if one is not from 0 to 1
   */
  public static double[] benjaminiHochberg(double... p) {
    Integer[] ascending = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int index = ascending[rank - 1];
      smallest = Math.min(smallest, p[index] * p.length / rank);
      adjusted[index] = smallest;
    }
    return adjusted;
  }

  /**
   * The figure of a difference with the interval that belongs to its adjusted p-value: symmetric
   * and normal, it excludes 0 exactly if the adjusted p-value is below 1 less the level. Half the
   * width is |value| z(level) / z(1 - p). It is never narrower than the figure's own; a figure
   * without an interval stays as it is, and an adjusted p-value of 1 or a value of 0 leaves none.
   *
   * @param figure the difference with its own interval
   * @param adjustedP its p-value after adjustment, from 0 to 1
   * @return the figure with a wider interval
   * @throws IllegalArgumentException if the p-value is not from 0 to 1
   */
  public static Figure widened(Figure figure, double adjustedP) {
    requireProbability(adjustedP);
    Interval own = figure.interval();
    if (own == null) {
      return figure;
    }
    double needed = Normal.exceededWith(adjustedP / 2);
    double margin = Math.abs(figure.value()) * Normal.quantile(own.level()) / needed;
    if (!(margin > 0 && Double.isFinite(figure.value() + margin))) {
      return adjustedP == 0
          ? figure
          : Figure.point(figure.value(), figure.n(), figure.method() + ", no interval: adjusted p")
              .withUnit(figure.unit());
    }
    Interval wider =
        new Interval(
            Math.min(own.lower(), figure.value() - margin),
            Math.max(own.upper(), figure.value() + margin),
            own.level());
    return Figure.of(figure.value(), wider, figure.n(), figure.method() + ", adjusted p")
        .withUnit(figure.unit());
  }

  private static Integer[] ascending(double[] p) {
    Integer[] order = new Integer[p.length];
    for (int i = 0; i < p.length; i++) {
      requireProbability(p[i]);
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(index -> p[index]));
    return order;
  }

  private static void requireProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a p-value must be from 0 to 1: " + p);
    }
  }
}

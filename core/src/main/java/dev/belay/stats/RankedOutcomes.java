/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many positives and negatives had each probability: what the area under the ROC curve needs.
 *
 * <p>As long as there are at most 4,096 different probabilities each has its own cell and the area
 * is exact. Beyond, the last bit of every probability's significand is dropped until they fit, so
 * that neighbours share a cell and count as ties. The cells that result depend neither on the order
 * of the pairs nor on the grouping of merges, and the area is off by at most half of the pairs that
 * share a cell.
 *
 * <p>The area is the chance that a positive has the larger probability, ties counting a half; its
 * variance is that of E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44(3), 1988,
 * pp. 837-845, and its degrees of freedom are those of E. Brunner and U. Munzel, Biometrical
 * Journal 42(1), 2000, pp. 17-25.
 */
final class RankedOutcomes {

  static final int MOST_CELLS = 4096;
  private static final int SIGNIFICAND_BITS = 53;

  private final TreeMap<Long, Cell> cells = new TreeMap<>();
  private int droppedBits;

  void add(double probability, boolean positive) {
    Cell one = new Cell();
    one.positives = positive ? 1 : 0;
    one.negatives = positive ? 0 : 1;
    // Adding 0 turns -0 into 0, whose bits are in order.
    put(Double.doubleToRawLongBits(probability + 0.0) >>> droppedBits, one);
    fit();
  }

  void merge(RankedOutcomes other) {
    coarsenTo(other.droppedBits);
    int shift = droppedBits - other.droppedBits;
    other.cells.forEach((key, cell) -> put(key >>> shift, cell));
    fit();
  }

  Figure area(double level) {
    Interval.requireLevel(level);
    Cell all = new Cell();
    cells.values().forEach(all::add);
    long n = all.positives + all.negatives;
    if (all.positives == 0 || all.negatives == 0) {
      return Figure.undefined(all.positives == 0 ? "no positive" : "no negative", n);
    }
    return new Area(all).figure(level, n);
  }

  private void put(long key, Cell cell) {
    cells.computeIfAbsent(key, absent -> new Cell()).add(cell);
  }

  private void fit() {
    while (cells.size() > MOST_CELLS) {
      coarsenTo(droppedBits + 1);
    }
  }

  private void coarsenTo(int bits) {
    int shift = bits - droppedBits;
    if (shift > 0) {
      Map<Long, Cell> finer = new TreeMap<>(cells);
      cells.clear();
      finer.forEach((key, cell) -> put(key >>> shift, cell));
      droppedBits = bits;
    }
  }

  /** The outcomes that share a probability. */
  private static final class Cell {

    private long positives;
    private long negatives;

    void add(Cell other) {
      positives += other.positives;
      negatives += other.negatives;
    }
  }

  /** The area with its variance, in two passes over the cells. */
  private final class Area {

    private final double positives;
    private final double negatives;
    private final double value;
    private final double shared;
    private double ofPositives;
    private double ofNegatives;

    Area(Cell all) {
      positives = all.positives;
      negatives = all.negatives;
      double won = 0;
      double tied = 0;
      double below = 0;
      for (Cell cell : cells.values()) {
        won += cell.positives * below;
        tied += (double) cell.positives * cell.negatives;
        below += cell.negatives;
      }
      value = (won + tied / 2) / positives / negatives;
      shared = droppedBits == 0 ? 0 : tied / 2 / positives / negatives;
      addDeviations();
    }

    /**
     * The share of negatives that each positive beats, and of positives that beat each negative.
     */
    private void addDeviations() {
      double negativesBelow = 0;
      double positivesAbove = positives;
      for (Cell cell : cells.values()) {
        positivesAbove -= cell.positives;
        double beats = (negativesBelow + cell.negatives / 2.0) / negatives - value;
        double beaten = (positivesAbove + cell.positives / 2.0) / positives - value;
        ofPositives += cell.positives * beats * beats;
        ofNegatives += cell.negatives * beaten * beaten;
        negativesBelow += cell.negatives;
      }
    }

    Figure figure(double level, long n) {
      String name = "area under the ROC curve" + rounding();
      if (positives < 2 || negatives < 2) {
        return Figure.point(value, n, name + ", no interval: fewer than 2 positives or negatives");
      }
      double first = ofPositives / (positives - 1) / positives;
      double second = ofNegatives / (negatives - 1) / negatives;
      if (first + second == 0) {
        return Figure.point(value, n, name + ", no interval: no spread");
      }
      double freedom =
          (first + second)
              * (first + second)
              / (first * first / (positives - 1) + second * second / (negatives - 1));
      double quantile = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
      double margin = quantile * Math.sqrt(first + second) + shared;
      Interval interval =
          new Interval(Math.max(0, value - margin), Math.min(1, value + margin), level);
      return Figure.of(value, interval, n, name + ", DeLong");
    }

    private String rounding() {
      return droppedBits == 0
          ? ""
          : String.format(
              Locale.ROOT,
              " of probabilities rounded to %d bits: at most %.6f off",
              SIGNIFICAND_BITS - droppedBits,
              shared);
    }
  }
}

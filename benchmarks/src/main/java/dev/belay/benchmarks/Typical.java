/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What is typical of a cell (an hour at an airport, say), learned from rows; a cell with too few of
 * them is answered by the next coarser one. Values that are NaN are left out. Immutable.
 *
 * @param <J> the rows
 */
final class Typical<J> implements ToDoubleFunction<J> {

  /** How a level of cells is told apart; a coarser level has fewer cells. */
  private final List<Function<? super J, ?>> levels;

  private final List<Map<Object, Double>> learned = new ArrayList<>();
  private final double overall;

  private Typical(Sample<J> sample, List<Function<? super J, ?>> levels) {
    this.levels = List.copyOf(levels);
    for (Function<? super J, ?> level : levels) {
      learned.add(sample.summaries(level));
    }
    this.overall = sample.overall();
  }

  /**
   * What cells are learned from.
   *
   * @param <J> the rows
   * @param rows the training part
   * @param value what is typical of a cell is that of its rows
   * @param leastRows how many rows a cell needs to speak for itself
   */
  record Rows<J>(List<J> rows, ToDoubleFunction<? super J> value, int leastRows) {

    /** Medians of cells, finest first. */
    Typical<J> medians(List<Function<? super J, ?>> levels) {
      return new Typical<>(new Sample<>(this, Typical::median), levels);
    }

    /** Means of cells, finest first. */
    Typical<J> means(List<Function<? super J, ?>> levels) {
      return new Typical<>(new Sample<>(this, Typical::mean), levels);
    }
  }

  private record Sample<J>(Rows<J> from, ToDoubleFunction<double[]> summary) {

    Map<Object, Double> summaries(Function<? super J, ?> level) {
      Map<Object, List<Double>> cells = new HashMap<>();
      for (J row : from.rows()) {
        double value = from.value().applyAsDouble(row);
        if (!Double.isNaN(value)) {
          cells.computeIfAbsent(level.apply(row), cell -> new ArrayList<>()).add(value);
        }
      }
      Map<Object, Double> summaries = new HashMap<>();
      cells.forEach(
          (cell, values) -> {
            if (values.size() >= from.leastRows()) {
              summaries.put(cell, summarise(values));
            }
          });
      return summaries;
    }

    double overall() {
      Double overall =
          new Sample<>(new Rows<>(from.rows(), from.value(), 1), summary)
              .summaries(row -> "all")
              .get("all");
      if (overall == null) {
        throw new IllegalArgumentException("nothing to learn a rule from");
      }
      return overall;
    }

    private double summarise(List<Double> values) {
      return summary.applyAsDouble(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  @Override
  public double applyAsDouble(J row) {
    for (int i = 0; i < levels.size(); i++) {
      Double typical = learned.get(i).get(levels.get(i).apply(row));
      if (typical != null) {
        return typical;
      }
    }
    return overall;
  }

  private static double median(double[] values) {
    return new ListStatistics(values).getPercentile(50);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.stats.Moments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The mean delay of a group of flights, drawn towards that of all as far as the group is small: a
 * group of {@value #PRIOR_ROWS} flights counts half. Learned once, from the training part.
 */
final class TargetMeans {
  private static final double PRIOR_ROWS = 50;

  private final Map<String, Double> means = new HashMap<>();
  private final double overall;

  private TargetMeans(double overall) {
    this.overall = overall;
  }

  static TargetMeans of(List<Flight> training, Function<Flight, String> group) {
    Moments all = new Moments();
    Map<String, Moments> groups = new HashMap<>();
    for (Flight flight : training) {
      all.add(flight.delayMinutes());
      groups.computeIfAbsent(group.apply(flight), name -> new Moments()).add(flight.delayMinutes());
    }
    TargetMeans learned = new TargetMeans(all.mean());
    groups.forEach((name, moments) -> learned.means.put(name, learned.shrunk(moments)));
    return learned;
  }

  private double shrunk(Moments group) {
    double rows = group.count();
    return (rows * group.mean() + PRIOR_ROWS * overall) / (rows + PRIOR_ROWS);
  }

  /** The group's smoothed mean, the mean of all for a group never seen. */
  double of(String group) {
    return means.getOrDefault(group, overall);
  }
}

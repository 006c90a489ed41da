/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Origin;
import dev.belay.stats.Figure;
import dev.belay.stats.RegressionMetrics;
import dev.belay.traffic.Arm;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One stage of the rollout.
 *
 * @param percent the share the model may answer for
 * @param first the first local date
 * @param last the last local date
 * @param arms how many predictions each arm had
 * @param origins how many predictions had which origin
 * @param servedMae the mean absolute error of what the callers of each arm got
 */
record StageSummary(
    int percent,
    LocalDate first,
    LocalDate last,
    Map<Arm, Long> arms,
    Map<Origin, Long> origins,
    Map<Arm, Figure> servedMae) {

  /** The stage's part of a replay; it has at least one prediction. */
  static StageSummary of(int stage, List<Joined> replayed) {
    List<Joined> rows = replayed.stream().filter(row -> row.stage() == stage).toList();
    Map<Arm, Long> arms = new EnumMap<>(Arm.class);
    Map<Origin, Long> origins = new EnumMap<>(Origin.class);
    for (Joined row : rows) {
      arms.merge(row.arm(), 1L, Long::sum);
      origins.merge(row.origin(), 1L, Long::sum);
    }
    Map<Arm, Figure> mae = new EnumMap<>(Arm.class);
    for (Arm arm : Arm.values()) {
      mae.put(arm, servedMae(arm, rows));
    }
    return new StageSummary(
        Stages.percent(stage), day(rows, true), day(rows, false), arms, origins, mae);
  }

  long rows() {
    return arms.values().stream().mapToLong(Long::longValue).sum();
  }

  private static LocalDate day(List<Joined> rows, boolean first) {
    var days = rows.stream().mapToLong(row -> row.actual().day()).summaryStatistics();
    return LocalDate.ofEpochDay(first ? days.getMin() : days.getMax());
  }

  private static Figure servedMae(Arm arm, List<Joined> rows) {
    RegressionMetrics metrics = RegressionMetrics.inUnit("min");
    for (Joined row : rows) {
      if (row.arm() == arm) {
        metrics.add(row.forecast().served(), row.actual().minutes());
      }
    }
    return metrics.mae();
  }
}

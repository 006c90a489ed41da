/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * Turns JMH's results into readings: those of one benchmark and parameters become one, whatever the
 * modes.
 */
final class Readings {
  private static final String OPERATIONS = "operations";

  private final Map<String, Reading> byName = new TreeMap<>();

  private Readings() {}

  static Collection<Reading> of(Collection<RunResult> results) {
    Readings readings = new Readings();
    results.forEach(readings::add);
    return readings.byName.values();
  }

  private void add(RunResult result) {
    BenchmarkParams run = result.getParams();
    Map<String, String> parameters = new TreeMap<>();
    run.getParamsKeys().forEach(key -> parameters.put(key, run.getParam(key)));
    Reading reading =
        byName.computeIfAbsent(
            run.getBenchmark() + ' ' + parameters,
            name ->
                new Reading(
                    run.getBenchmark(),
                    parameters,
                    new TreeMap<>(),
                    result.getPrimaryResult().getScoreUnit()));
    add(result, reading.figures());
  }

  private static void add(RunResult result, Map<String, Double> figures) {
    if (result.getParams().getMode() == Mode.SampleTime) {
      Statistics sample = result.getPrimaryResult().getStatistics();
      figures.put(Reading.MAIN, sample.getPercentile(50));
      figures.put("p99", sample.getPercentile(99));
      figures.put("p99.9", sample.getPercentile(99.9));
      // What the sampling itself allocates is not the benchmark's.
      allocation(result).ifPresent(bytes -> figures.putIfAbsent(Reading.BYTES, bytes));
    } else {
      double mean = result.getPrimaryResult().getScore();
      figures.put("mean", mean);
      figures.putIfAbsent(Reading.MAIN, mean);
      allocation(result).ifPresent(bytes -> figures.put(Reading.BYTES, bytes));
    }
    counters(result, figures);
  }

  private static Optional<Double> allocation(RunResult result) {
    return result.getSecondaryResults().keySet().stream()
        .filter(name -> name.endsWith("gc.alloc.rate.norm"))
        .map(name -> secondary(result, name))
        .findFirst();
  }

  /** A benchmark that counts its operations itself counts other things for each of them. */
  private static void counters(RunResult result, Map<String, Double> figures) {
    Set<String> names = result.getSecondaryResults().keySet();
    if (names.contains(OPERATIONS)) {
      names.stream()
          .filter(name -> name.endsWith(Reading.NANOS) || name.endsWith(Reading.SIZE))
          .forEach(
              name -> figures.put(name, secondary(result, name) / secondary(result, OPERATIONS)));
    }
  }

  private static double secondary(RunResult result, String name) {
    Result<?> found = Objects.requireNonNull(result.getSecondaryResults().get(name), name);
    return found.getScore();
  }
}

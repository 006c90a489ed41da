/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What the rounds of a run gave. A ratio is taken within a round, where machine and moment are
 * nearly the same, and only then the median over the rounds.
 */
final class Rounds {
  private final Map<String, String> bases = new TreeMap<>();
  private final Map<String, List<Reading>> readings = new LinkedHashMap<>();

  Rounds(Collection<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      String base = candidate.base();
      if (base != null && !base.equals(candidate.name())) {
        bases.put(candidate.name(), base);
      }
    }
  }

  /** Adds the readings of one round; those of a benchmark come round by round. */
  void add(Collection<Reading> round) {
    round.forEach(
        reading ->
            readings.computeIfAbsent(reading.name(), name -> new ArrayList<>()).add(reading));
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (List<Reading> subject : readings.values()) {
      List<Reading> base = base(subject.get(0));
      for (String statistic : statistics(subject.get(0))) {
        rows.add(row(subject, base, statistic));
      }
    }
    return rows;
  }

  private static List<String> statistics(Reading reading) {
    return reading.figures().keySet().stream()
        .filter(statistic -> !statistic.equals(Reading.BYTES))
        .filter(statistic -> !statistic.equals(Reading.MEAN) || isSampled(reading))
        .toList();
  }

  private static boolean isSampled(Reading reading) {
    return reading.figures().containsKey("p99");
  }

  private List<Reading> base(Reading of) {
    String base = bases.get(of.benchmark());
    return readings.values().stream()
        .filter(candidate -> candidate.get(0).benchmark().equals(base))
        .filter(candidate -> candidate.get(0).isBaseOf(of))
        .findFirst()
        .orElse(List.of());
  }

  private static Row row(List<Reading> subject, List<Reading> base, String statistic) {
    double[] values = values(subject, statistic);
    double value = median(values);
    double[] bytes = statistic.isEmpty() ? values(subject, Reading.BYTES) : new double[0];
    return new Row(
        label(subject.get(0), statistic),
        value,
        subject.get(0).unit(statistic),
        ratio(subject, base, statistic),
        spread(values, value),
        bytes.length == 0 ? Double.NaN : median(bytes));
  }

  private static String label(Reading reading, String statistic) {
    return statistic.isEmpty() ? reading.name() : reading.name() + ' ' + statistic;
  }

  /** A median call is compared with a median call; where one was not sampled, mean with mean. */
  private static Row.@Nullable Ratio ratio(
      List<Reading> subject, List<Reading> base, String statistic) {
    if (base.isEmpty()) {
      return null;
    }
    boolean alike = isSampled(subject.get(0)) == isSampled(base.get(0));
    String compared = statistic.isEmpty() && !alike ? Reading.MEAN : statistic;
    double[] values = values(subject, compared);
    double[] others = values(base, compared);
    int rounds = Math.min(values.length, others.length);
    if (rounds == 0) {
      return null;
    }
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = values[i] / others[i];
    }
    return new Row.Ratio(label(base.get(0), compared), median(ratios));
  }

  private static double[] values(List<Reading> rounds, String statistic) {
    return rounds.stream()
        .map(reading -> Optional.ofNullable(reading.figures().get(statistic)))
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double spread(double[] values, double median) {
    if (values.length < 2) {
      return Double.NaN;
    }
    double largest = Arrays.stream(values).max().orElseThrow();
    double smallest = Arrays.stream(values).min().orElseThrow();
    return (largest - smallest) / median;
  }

  private static double median(double[] values) {
    return new ListStatistics(values).getPercentile(50);
  }
}

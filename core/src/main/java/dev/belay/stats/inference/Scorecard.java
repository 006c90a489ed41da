/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The labels of several metrics as one score from 0 to 100.
 *
 * <p>A group's score is the share of passes among its metrics with data; the total is the mean of
 * the groups' scores by weight. Two things come first: if half of all metrics or more have no data
 * the score is 0, and so it is if a critical metric did not pass. Groups without any data do not
 * count. A score is a summary of verdicts, not an estimate: it has a cause instead of an interval.
 *
 * <p>Immutable, safe to share between threads; every {@code with} returns a changed copy.
 */
public final class Scorecard {

  /** What was found of one metric. */
  public enum Label {
    /** No harm was found. */
    PASS,
    /** The metric is too high. */
    HIGH,
    /** The metric is too low. */
    LOW,
    /** There is nothing to judge. */
    NO_DATA
  }

  /** Why a score is what it is. */
  public enum Cause {
    /** It is the weighted mean of the groups' scores. */
    WEIGHTED,
    /** A critical metric did not pass. */
    CRITICAL_METRIC,
    /** Half of the metrics or more have no data. */
    NO_DATA
  }

  /**
   * A score with its cause.
   *
   * @param percent the score, from 0 to 100
   * @param cause which rule gave it
   * @param reason the rule in words, with the numbers it saw
   */
  public record Score(double percent, Cause cause, String reason) {
    /**
     * Checks the score.
     *
     * @param percent the score, from 0 to 100
     * @param cause which rule gave it
     * @param reason the rule in words
     * @throws IllegalArgumentException if the score is not from 0 to 100
     */
    public Score {
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException("a score must be from 0 to 100: " + percent);
      }
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(reason, "reason");
    }
  }

  private record Metric(String group, String name, Label label, boolean critical) {
    boolean passed() {
      return label == Label.PASS;
    }

    boolean judged() {
      return label != Label.NO_DATA;
    }
  }

  private static final Scorecard EMPTY = new Scorecard(List.of(), Map.of());

  private final List<Metric> metrics;
  private final Map<String, Double> weights;

  private Scorecard(List<Metric> metrics, Map<String, Double> weights) {
    this.metrics = List.copyOf(metrics);
    this.weights = Map.copyOf(weights);
  }

  /**
   * A card without a metric.
   *
   * @return the empty card
   */
  public static Scorecard empty() {
    return EMPTY;
  }

  /**
   * This card with one more metric.
   *
   * @param group the group it belongs to
   * @param name the metric's name, once in its group
   * @param label what was found
   * @return the longer card
   * @throws IllegalArgumentException if the group already has a metric of that name
   */
  public Scorecard with(String group, String name, Label label) {
    return with(new Metric(group, name, label, false));
  }

  /**
   * This card with one more metric that must pass: any other label, {@link Label#NO_DATA} included,
   * makes the score 0.
   *
   * @param group the group it belongs to
   * @param name the metric's name, once in its group
   * @param label what was found
   * @return the longer card
   * @throws IllegalArgumentException if the group already has a metric of that name
   */
  public Scorecard withCritical(String group, String name, Label label) {
    return with(new Metric(group, name, label, true));
  }

  /**
   * This card with another weight for a group; a group's weight is 1 unless given. Only the ratio
   * of weights counts.
   *
   * @param group the group, which may still be without metrics
   * @param weight its weight, above 0
   * @return the changed card
   * @throws IllegalArgumentException if the weight is not above 0
   */
  public Scorecard withWeight(String group, double weight) {
    Map<String, Double> changed = new LinkedHashMap<>(weights);
    changed.put(Objects.requireNonNull(group, "group"), Arguments.positive("weight", weight));
    return new Scorecard(metrics, changed);
  }

  /**
   * The score.
   *
   * @return 0 with its cause, or the weighted mean of the groups' scores
   */
  public Score score() {
    long missing = metrics.stream().filter(metric -> !metric.judged()).count();
    if (2 * missing >= metrics.size()) {
      String reason = missing + " of " + metrics.size() + " metrics without data";
      return new Score(0, Cause.NO_DATA, reason);
    }
    String failed =
        metrics.stream()
            .filter(metric -> metric.critical && !metric.passed())
            .map(metric -> metric.group + "/" + metric.name + " " + metric.label)
            .collect(Collectors.joining(", "));
    return failed.isEmpty()
        ? weighted()
        : new Score(0, Cause.CRITICAL_METRIC, "critical: " + failed);
  }

  /** Returns the score, as it reads. */
  @Override
  public String toString() {
    return "Scorecard[" + score() + "]";
  }

  private Score weighted() {
    Map<String, List<Metric>> groups =
        metrics.stream()
            .filter(Metric::judged)
            .collect(Collectors.groupingBy(Metric::group, LinkedHashMap::new, Collectors.toList()));
    double sum = 0;
    double total = 0;
    for (Map.Entry<String, List<Metric>> group : groups.entrySet()) {
      double weight = weights.getOrDefault(group.getKey(), 1.0);
      long passed = group.getValue().stream().filter(Metric::passed).count();
      sum += weight * passed / group.getValue().size();
      total += weight;
    }
    long passed = metrics.stream().filter(Metric::passed).count();
    String reason =
        String.format(
            Locale.ROOT,
            "%d of %d metrics pass, in %d groups",
            passed,
            metrics.size(),
            groups.size());
    return new Score(Math.min(100, 100 * sum / total), Cause.WEIGHTED, reason);
  }

  private Scorecard with(Metric metric) {
    Objects.requireNonNull(metric.group, "group");
    Objects.requireNonNull(metric.name, "name");
    Objects.requireNonNull(metric.label, "label");
    for (Metric other : metrics) {
      if (other.group.equals(metric.group) && other.name.equals(metric.name)) {
        throw new IllegalArgumentException(
            "metric is already there: " + metric.group + "/" + metric.name);
      }
    }
    List<Metric> longer = new ArrayList<>(metrics);
    longer.add(metric);
    return new Scorecard(longer, weights);
  }
}

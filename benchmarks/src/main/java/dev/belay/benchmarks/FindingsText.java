/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Origin;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.traffic.Arm;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** Prints findings for a reader; every heading carries the name of the data. */
final class FindingsText {
  private final Findings findings;
  private final PrintStream out;

  FindingsText(Findings findings, PrintStream out) {
    this.findings = findings;
    this.out = out;
  }

  /** Begins a section; the data's name comes first, so that SIMULATED is in every heading. */
  static void heading(PrintStream out, String data, String title) {
    out.printf(Locale.ROOT, "%n== %s: %s ==%n", data, title);
  }

  void print() {
    reports();
    stages();
    ruleAgainstModel();
    meanLoss();
    weather();
    oracle();
    latency();
    leak();
  }

  private void reports() {
    heading(
        String.format(
            Locale.ROOT,
            "trained in %.1f s, seed %d",
            findings.learned().seconds(),
            findings.subject().seed()));
    out.println(findings.learned().median().report());
    out.println();
    out.println(findings.learned().mean().report());
  }

  private void stages() {
    heading(
        String.format(
            Locale.ROOT, "replay of %,d predictions in time order", findings.subject().testRows()));
    out.printf(
        "%6s  %-24s %8s %8s %10s %8s  %s%n",
        "share", "dates", "rows", "MODEL", "COMPARISON", "REST", "origins");
    findings.stages().forEach(this::stage);
    out.println("in total " + origins(findings.replay().origins()));
    out.println("what callers got, by arm (MAE in minutes; each stage has its own days):");
    for (StageSummary stage : findings.stages()) {
      out.printf(
          "%5d%%  MODEL %s   COMPARISON %s%n",
          stage.percent(), served(stage, Arm.MODEL), served(stage, Arm.COMPARISON));
    }
  }

  private void stage(StageSummary stage) {
    out.printf(
        Locale.ROOT,
        "%5d%%  %s to %s %,8d %,8d %,10d %,8d  %s%n",
        stage.percent(),
        stage.first(),
        stage.last(),
        stage.rows(),
        stage.arms().getOrDefault(Arm.MODEL, 0L),
        stage.arms().getOrDefault(Arm.COMPARISON, 0L),
        stage.arms().getOrDefault(Arm.REST, 0L),
        origins(stage.origins()));
  }

  private static String origins(Map<Origin, Long> origins) {
    return origins.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String served(StageSummary stage, Arm arm) {
    return compact(Objects.requireNonNull(stage.servedMae().get(arm)), 2);
  }

  private void ruleAgainstModel() {
    Contest contest = findings.contests().median();
    heading("rule against model on the same predictions, median loss");
    accuracies("rule (median of the cell)", contest.baseline(), "model", contest.candidate());
    differences("MAE", contest);
    out.println(
        "Intervals are at 95 %; single figures take rows as independent, differences only days.");
  }

  private void meanLoss() {
    Contest contest = findings.contests().mean();
    heading("rule against model on the same test rows, mean loss");
    accuracies("rule (mean + ½ surprise)", contest.baseline(), "model", contest.candidate());
    differences("mean squared error", contest);
    out.println("RMSE, relative: " + rootOfRelative(contest.relative()));
  }

  private void weather() {
    Findings.Contests contests = findings.contests();
    heading("what the weather is worth, same test rows");
    accuracies(
        "median loss, without",
        contests.medianWeather().baseline(),
        "median loss, with",
        contests.medianWeather().candidate());
    differences("MAE", contests.medianWeather());
    accuracies(
        "mean loss, without",
        contests.meanWeather().baseline(),
        "mean loss, with",
        contests.meanWeather().candidate());
    differences("mean squared error", contests.meanWeather());
    out.println("RMSE, relative: " + rootOfRelative(contests.meanWeather().relative()));
  }

  private void oracle() {
    Findings.Best oracle = findings.oracle();
    if (oracle == null) {
      return;
    }
    heading("the oracle: the generator's own median and mean, given the same features");
    accuracies("conditional median", oracle.median(), "conditional mean", oracle.mean());
    double best = oracle.mean().rmse().value();
    double model = findings.contests().mean().candidate().rmse().value();
    out.printf(
        Locale.ROOT,
        "RMSE of the mean model %.3f min, of the oracle %.3f min: %+.1f %%%n",
        model,
        best,
        100 * (model / best - 1));
  }

  private void latency() {
    Latency latency = findings.replay().latency();
    heading(
        String.format(
            Locale.ROOT, "latency of predict, after %,d calls on training rows", Replay.WARM_UP));
    out.printf(
        Locale.ROOT,
        "p50 %.1f µs, p99 %.1f µs, p99.9 %.1f µs, shadow and listener included,%n"
            + "on this machine: %s%n",
        latency.p50(),
        latency.p99(),
        latency.p999(),
        Machine.describe());
  }

  private void leak() {
    if (findings.leakSuspected()) {
      heading("LEAK?");
      out.printf(
          Locale.ROOT,
          "R² %.3f of the mean model is above %.2f: more than can be known until explained%n",
          findings.contests().mean().candidate().r2().value(),
          findings.subject().suspiciousR2());
    }
  }

  private void heading(String title) {
    heading(out, findings.subject().data(), title);
  }

  private void accuracies(String one, Accuracy first, String other, Accuracy second) {
    out.printf(
        Locale.ROOT, "%-26s %-22s %-22s %-25s %s%n", "", "MAE", "RMSE", "R²", "median error");
    accuracy(one, first);
    accuracy(other, second);
  }

  private void accuracy(String name, Accuracy accuracy) {
    out.printf(
        "%-26s %-22s %-22s %-25s %s%n",
        name,
        compact(accuracy.mae(), 2),
        compact(accuracy.rmse(), 2),
        compact(accuracy.r2(), 3),
        compact(accuracy.medianError(), 2));
  }

  private void differences(String what, Contest contest) {
    out.println(what + ", difference: " + contest.difference());
    out.println(what + ", relative: " + percent(contest.relative()));
  }

  private static String compact(Figure figure, int places) {
    if (!figure.defined()) {
      return "-";
    }
    String number = "%." + places + "f";
    Interval interval = figure.interval();
    return interval == null
        ? String.format(Locale.ROOT, number, figure.value())
        : String.format(
            Locale.ROOT,
            number + " [" + number + ", " + number + "]",
            figure.value(),
            interval.lower(),
            interval.upper());
  }

  private static String percent(Figure share) {
    return scaled(share, value -> 100 * value);
  }

  /** What a relative change of the squares is for their root; monotone, so bounds stay bounds. */
  private static String rootOfRelative(Figure share) {
    return scaled(share, value -> 100 * (Math.sqrt(Math.max(0, 1 + value)) - 1));
  }

  private static String scaled(Figure share, DoubleUnaryOperator scale) {
    Interval interval = share.interval();
    if (!share.defined() || interval == null) {
      return share.toString();
    }
    return String.format(
        Locale.ROOT,
        "%+.1f %% [%+.1f, %+.1f]",
        scale.applyAsDouble(share.value()),
        scale.applyAsDouble(interval.lower()),
        scale.applyAsDouble(interval.upper()));
  }
}

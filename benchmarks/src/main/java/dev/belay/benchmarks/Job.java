/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.ml.training.Trained;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The main job on one scenario: train, replay, compare. The same for every data set.
 *
 * @param <J> the journeys
 */
final class Job<J extends Journey> {
  private final Scenario<J> scenario;
  private final long seed;
  private final PrintStream out;

  Job(Scenario<J> scenario, long seed, PrintStream out) {
    this.scenario = scenario;
    this.seed = seed;
    this.out = out;
  }

  Findings run() {
    Learned learned = new ScenarioTraining<>(scenario, seed, out).learn();
    Replay.Result replay = new Replay<>(scenario, learned.median().model()).run();
    List<StageSummary> stages =
        IntStream.range(0, Stages.count())
            .mapToObj(stage -> StageSummary.of(stage, replay.joined()))
            .toList();
    return new Findings(
        subject(), learned, stages, replay, contests(learned, replay.joined()), oracle());
  }

  private Findings.Subject subject() {
    return new Findings.Subject(
        scenario.data(),
        scenario.note(),
        scenario.journeys().size(),
        scenario.test().size(),
        seed,
        scenario.suspiciousR2());
  }

  private Findings.Contests contests(Learned learned, List<Joined> replayed) {
    Contest.Field field = field();
    double[] mean = scores(learned.mean(), scenario.features());
    return new Findings.Contests(
        replayed(replayed),
        field.contest(Penalty.SQUARED, predictions(scenario.meanRule()), mean),
        field.contest(
            Penalty.ABSOLUTE,
            scores(learned.medianWithoutWeather(), scenario.featuresWithoutWeather()),
            scores(learned.median(), scenario.features())),
        field.contest(
            Penalty.SQUARED,
            scores(learned.meanWithoutWeather(), scenario.featuresWithoutWeather()),
            mean));
  }

  /** Rule against model as the predictor's own log has them: what was served and its shadow. */
  static Contest replayed(List<Joined> replayed) {
    List<Joined> pairs = replayed.stream().filter(row -> row.forecast().paired()).toList();
    Contest.Field field =
        new Contest.Field(
            pairs.stream().mapToLong(row -> row.actual().day()).toArray(),
            pairs.stream().mapToDouble(row -> row.actual().minutes()).toArray());
    return field.contest(
        Penalty.ABSOLUTE,
        pairs.stream().mapToDouble(row -> row.forecast().rule()).toArray(),
        pairs.stream().mapToDouble(row -> row.forecast().model()).toArray());
  }

  private Contest.Field field() {
    return new Contest.Field(
        scenario.test().stream().mapToLong(Journey::localDay).toArray(),
        predictions(Journey::delayMinutes));
  }

  private double[] scores(Trained trained, FeatureSet<J> features) {
    Model model = trained.model();
    return predictions(journey -> model.score(features.extract(journey)));
  }

  private double[] predictions(ToDoubleFunction<? super J> predict) {
    return scenario.test().stream().mapToDouble(predict).toArray();
  }

  private Findings.@Nullable Best oracle() {
    Scenario.Oracle<J> oracle = scenario.oracle();
    if (oracle == null) {
      return null;
    }
    double[] actual = predictions(Journey::delayMinutes);
    return new Findings.Best(
        Accuracy.of(predictions(oracle.median()), actual),
        Accuracy.of(predictions(oracle.mean()), actual));
  }
}

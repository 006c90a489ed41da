/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.ml.training.Boosting;
import dev.belay.ml.training.Loss;
import dev.belay.ml.training.Progress;
import dev.belay.ml.training.Trained;
import dev.belay.ml.training.Training;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Trains the models of a scenario, two at a time, since each takes one thread. The settings are the
 * same for every data set; {@link SettingsSearch} is how they were chosen.
 *
 * @param <J> the journeys
 */
final class ScenarioTraining<J extends Journey> {
  private static final Boosting MEDIAN =
      Boosting.minimising(Loss.median())
          .withRounds(300)
          .withDepth(6)
          .withLearningRate(0.1)
          .withMinChildWeight(50);
  private static final Boosting MEAN =
      Boosting.minimising(Loss.mean())
          .withRounds(300)
          .withDepth(6)
          .withLearningRate(0.05)
          .withMinChildWeight(50);

  private static final int AT_ONCE = 2;
  private static final int REPORTS = 3;

  private final Scenario<J> scenario;
  private final long seed;
  private final PrintStream out;

  ScenarioTraining(Scenario<J> scenario, long seed, PrintStream out) {
    this.scenario = scenario;
    this.seed = seed;
    this.out = out;
  }

  /** What is trained, and what its baseline is. */
  private record Order<J>(
      String name, Boosting settings, FeatureSet<J> features, ToDoubleFunction<J> rule) {}

  Learned learn() {
    FeatureSet<J> all = scenario.features();
    FeatureSet<J> dry = scenario.featuresWithoutWeather();
    ToDoubleFunction<J> medianRule = scenario.medianRule();
    ToDoubleFunction<J> meanRule = scenario.meanRule();
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE, ScenarioTraining::thread);
    try {
      long started = System.nanoTime();
      var median = start(new Order<>("median loss", MEDIAN, all, medianRule), executor);
      var medianDry =
          start(new Order<>("median loss, no weather", MEDIAN, dry, medianRule), executor);
      var mean = start(new Order<>("mean loss", MEAN, all, meanRule), executor);
      var meanDry = start(new Order<>("mean loss, no weather", MEAN, dry, meanRule), executor);
      await(CompletableFuture.allOf(median, medianDry, mean, meanDry));
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Learned(median.join(), medianDry.join(), mean.join(), meanDry.join(), seconds);
    } finally {
      executor.shutdownNow();
    }
  }

  /** What a training refuses is refused here as if it had run on this thread. */
  private static void await(CompletableFuture<Void> trainings) {
    try {
      trainings.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw failed;
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "belay-training");
    thread.setDaemon(true);
    return thread;
  }

  private CompletableFuture<Trained> start(Order<J> order, ExecutorService executor) {
    return CompletableFuture.supplyAsync(() -> train(order), executor);
  }

  private Trained train(Order<J> order) {
    return training(order.features(), order.rule())
        .progress(progress(order.name()))
        .train(order.settings());
  }

  /** The training before it is told what to minimise. */
  Training<J> training(FeatureSet<J> features, ToDoubleFunction<J> rule) {
    return Training.of(features, scenario.journeys(), Journey::delayMinutes)
        .knownAt(Journey::predictionEpochSecond)
        .testFrom(scenario.testFrom())
        .heuristic(rule)
        .unit("min")
        .seed(seed)
        .threads(1);
  }

  /** The estimate before it begins, and a line for every third of the way. */
  private Consumer<Progress> progress(String name) {
    return progress -> {
      int step = Math.max(1, progress.total() / REPORTS);
      if (progress.done() % step == 0) {
        out.println("  " + name + ": " + progress);
      }
    };
  }
}

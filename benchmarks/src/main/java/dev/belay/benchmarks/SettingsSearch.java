/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Model;
import dev.belay.ml.training.Boosting;
import dev.belay.ml.training.Loss;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * How the settings of {@link ScenarioTraining} were chosen: on the real flights of January to
 * September alone, learning from those before August and judging by August and September. The last
 * quarter, which the main job reports, is dropped before anything is learned.
 */
final class SettingsSearch {
  private static final LocalDate JUDGED_FROM = LocalDate.of(2013, 8, 1);
  private static final int DEPTH = 6;
  private static final List<Integer> ROUNDS = List.of(150, 300);
  private static final List<Double> RATES = List.of(0.05, 0.1);
  private static final List<Integer> LEAVES = List.of(1, 50);

  private final FlightDelayScenario scenario;
  private final PrintStream out;

  private SettingsSearch(FlightDelayScenario scenario, PrintStream out) {
    this.scenario = scenario;
    this.out = out;
  }

  /** Takes no arguments; finds the flights as {@link MainJob} does. */
  public static void main(String[] arguments) throws IOException {
    DataFolder folder = DataFolder.here();
    List<Flight> flights =
        FlightData.read(folder.flights().orElseThrow()).stream()
            .filter(flight -> flight.localDay() < FlightDelayScenario.TEST_FROM.toEpochDay())
            .toList();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SettingsSearch search = new SettingsSearch(new FlightDelayScenario(flights, JUDGED_FROM), out);
    search.tryAll(Loss.mean());
    search.tryAll(Loss.median());
  }

  private void tryAll(Loss loss) {
    for (int rounds : ROUNDS) {
      for (double rate : RATES) {
        for (int leaf : LEAVES) {
          judge(
              Boosting.minimising(loss)
                  .withDepth(DEPTH)
                  .withRounds(rounds)
                  .withLearningRate(rate)
                  .withMinChildWeight(leaf));
        }
      }
    }
  }

  private void judge(Boosting settings) {
    PrintStream silent = new PrintStream(PrintStream.nullOutputStream());
    Model model =
        new ScenarioTraining<>(scenario, MainJob.SEED, silent)
            .training(scenario.features(), scenario.meanRule())
            .train(settings)
            .model();
    Accuracy accuracy =
        Accuracy.of(
            scenario.test().stream()
                .mapToDouble(flight -> model.score(scenario.features().extract(flight)))
                .toArray(),
            scenario.test().stream().mapToDouble(Flight::delayMinutes).toArray());
    out.printf(
        Locale.ROOT,
        "MAE %.3f, RMSE %.3f, R² %.4f: %s%n",
        accuracy.mae().value(),
        accuracy.rmse().value(),
        accuracy.r2().value(),
        settings);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The main job, end to end: learns a delay predictor, replays what it has not seen through it
 * behind a rule at 10, 25, 50 and 100 % of the traffic, and says which of the two was better.
 *
 * <p>It runs on real flights if {@code flights/nyc13_full.csv.gz} is in the folder named by the
 * system property {@code belay.data}, else by the variable {@code BELAY_DATA}, else in {@code
 * ../shared/data}; otherwise on simulated city trips. That is {@code auto}, the default; the
 * argument {@code flights} or {@code simulator} insists on one of them. Prints to the standard
 * output and writes {@code benchmarks/target/report.json}, both below the working directory.
 */
public final class MainJob {
  static final long SEED = 42;

  private static final Path REPORT = Path.of("benchmarks", "target", "report.json");
  private static final int LEAK = 1;
  private static final int BAD_INPUT = 2;

  private final DataFolder folder;
  private final PrintStream out;

  MainJob(DataFolder folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * Runs it. Exits with 1 if the result is too good to be true, and with 2 if the data or the
   * arguments are not as they should be.
   *
   * @param arguments none, {@code auto}, {@code flights} or {@code simulator}
   * @throws IOException if the data cannot be read or the report not be written
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    DataFolder folder = DataFolder.here();
    int status;
    try {
      Findings findings = new MainJob(folder, out).run(List.of(arguments));
      FindingsJson.write(findings, REPORT);
      out.println("written to " + REPORT);
      status = findings.leakSuspected() ? LEAK : 0;
    } catch (IllegalArgumentException wrong) {
      System.err.println("main job: " + wrong.getMessage());
      status = BAD_INPUT;
    }
    System.exit(status);
  }

  Findings run(List<String> arguments) throws IOException {
    Data wanted = Data.of(arguments);
    Optional<Path> flights = wanted == Data.SIMULATOR ? Optional.empty() : folder.flights();
    if (flights.isPresent()) {
      return run(FlightDelayScenario.read(flights.get()));
    }
    if (wanted == Data.FLIGHTS) {
      throw new IllegalArgumentException("there is no " + folder);
    }
    return run(
        new CityTripsScenario(SEED, CityTripsScenario.DAYS, CityTripsScenario.TRIPS_PER_DAY));
  }

  /** What it can be told to run on. */
  private enum Data {
    AUTO,
    FLIGHTS,
    SIMULATOR;

    static Data of(List<String> arguments) {
      if (arguments.isEmpty()) {
        return AUTO;
      }
      for (Data data : values()) {
        if (arguments.equals(List.of(data.name().toLowerCase(Locale.ROOT)))) {
          return data;
        }
      }
      throw new IllegalArgumentException(
          "arguments " + arguments + ": one of 'auto', 'flights' and 'simulator'");
    }
  }

  private <J extends Journey> Findings run(Scenario<J> scenario) {
    introduce(scenario);
    Findings findings = new Job<>(scenario, SEED, out).run();
    new FindingsText(findings, out).print();
    return findings;
  }

  private void introduce(Scenario<?> scenario) {
    FindingsText.heading(out, scenario.data(), "a delay predictor behind a rule");
    out.println(scenario.note());
    out.printf(
        Locale.ROOT,
        "%,d rows: %,d for training, %,d from %s on for the replay; %d features, %d without"
            + " weather%n",
        scenario.journeys().size(),
        scenario.training().size(),
        scenario.test().size(),
        scenario.testFrom(),
        scenario.features().size(),
        scenario.featuresWithoutWeather().size());
  }
}

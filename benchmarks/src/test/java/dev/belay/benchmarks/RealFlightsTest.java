/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the real file holds; skipped, and said so, where it is not. */
class RealFlightsTest {

  @Test
  void read_theRealFile_givesTheFlightsOfItsDictionary() throws IOException {
    FlightDelayScenario scenario = FlightDelayScenario.read(realFlights());

    assertThat(scenario.journeys()).hasSize(328_521);
    assertThat(scenario.training()).hasSize(245_723);
    assertThat(scenario.test()).hasSize(82_798);
    assertThat(scenario.journeys().stream().map(Flight::key).distinct()).hasSize(328_521);
    assertThat(scenario.journeys())
        .allMatch(
            flight ->
                scenario.features().observedAfter(flight, flight.predictionEpochSecond()).isEmpty())
        .allMatch(flight -> flight.outcomeEpochSecond() > flight.predictionEpochSecond())
        .allMatch(flight -> Double.isFinite(scenario.medianRule().applyAsDouble(flight)))
        .allMatch(flight -> Double.isFinite(scenario.meanRule().applyAsDouble(flight)));
  }

  private static Path realFlights() {
    Path root = Path.of(System.getProperty("belay.root", ".."));
    DataFolder folder = DataFolder.find(root, System.getProperties(), System.getenv());
    Optional<Path> flights = folder.flights();
    if (flights.isEmpty()) {
      System.err.println("SKIPPED: the tests on real flights, there is no " + folder);
    }
    assumeTrue(flights.isPresent(), () -> "there is no " + folder);
    return flights.orElseThrow();
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainJobTest {
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

  @TempDir Path root;

  @Test
  void flights_whereTheyAre_areFoundByPropertyThenVariableThenNeighbour() throws IOException {
    Path byProperty = flightsIn(root.resolve("a"));
    Path byVariable = flightsIn(root.resolve("b"));
    Path neighbour = flightsIn(root.resolve("../shared/data"));

    assertThat(folder("a", "b").flights()).contains(byProperty);
    assertThat(folder("", "b").flights()).contains(byVariable);
    assertThat(folder("", "").flights()).contains(neighbour);
  }

  @Test
  void flights_whereNobodySaidTheyAre_areJustNotThere() {
    assertThat(DataFolder.find(root.resolve("x/y"), new Properties(), Map.of()).flights())
        .isEmpty();
  }

  @Test
  void flights_notWhereSomebodySaid_isAnErrorThatNamesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folder("none", "").flights())
        .withMessageContaining("-Dbelay.data is " + root.resolve("none"))
        .withMessageContaining("nyc13_full.csv.gz");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folder("", "none").flights())
        .withMessageContaining("BELAY_DATA is " + root.resolve("none"));
  }

  @Test
  void run_anUnknownArgument_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MainJob(folder("", ""), NOWHERE).run(List.of("trains")))
        .withMessage("arguments [trains]: one of 'auto', 'flights' and 'simulator'");
  }

  @Test
  void run_flightsThatAreNotThere_areNotReplacedByASimulation() {
    DataFolder nowhere = DataFolder.find(root.resolve("x/y"), new Properties(), Map.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MainJob(nowhere, NOWHERE).run(List.of("flights")))
        .withMessageStartingWith("there is no ");
  }

  private DataFolder folder(String property, String variable) {
    Properties properties = new Properties();
    properties.setProperty("belay.data", property);
    return DataFolder.find(root, properties, Map.of("BELAY_DATA", variable));
  }

  private static Path flightsIn(Path folder) throws IOException {
    Path flights = Files.createDirectories(folder.resolve("flights"));
    return Files.write(flights.resolve("nyc13_full.csv.gz"), new byte[0]);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainJobTest {
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

  @TempDir Path folder;
  private Path root = Path.of("");

  /** A folder below, because its neighbours are looked at too. */
  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
  }

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

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 40, -1})
  void run_flightsThatAreCutOrNoGzip_areRefusedByTheirFile(int bytes) throws IOException {
    Path flights = flightsIn(root.resolve("a"));
    byte[] whole = gzipped(new FlightLines().line().line().csv());
    Files.write(
        flights, bytes < 0 ? Arrays.copyOf(whole, whole.length - 3) : Arrays.copyOf(whole, bytes));

    assertDamaged(flights);
  }

  @Test
  void run_flightsThatAreNoGzipOrFlipped_areRefusedByTheirFile() throws IOException {
    Path flights = flightsIn(root.resolve("a"));
    Files.writeString(flights, new FlightLines().line().csv());
    assertDamaged(flights);

    byte[] flipped = gzipped(new FlightLines().line().line().csv());
    flipped[flipped.length - 6] ^= 1;
    Files.write(flights, flipped);
    assertDamaged(flights);
  }

  private void assertDamaged(Path flights) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MainJob(folder("a", ""), NOWHERE).run(List.of("flights")))
        .withMessage(flights + " is damaged or no complete gzip file");
  }

  private static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
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

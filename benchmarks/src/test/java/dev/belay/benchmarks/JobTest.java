/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.belay.Model;
import dev.belay.stats.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on little simulated data. */
class JobTest {
  private static final long SEED = 5;

  private static final CityTripsScenario SCENARIO = new CityTripsScenario(SEED, 60, 100);
  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
  private static Findings findings = run();

  @TempDir static Path folder;
  private static Map<String, String> report = Map.of();

  private static Findings run() {
    PrintStream out = new PrintStream(PRINTED, true, StandardCharsets.UTF_8);
    return new Job<>(SCENARIO, SEED, out).run();
  }

  @BeforeAll
  static void write() throws IOException {
    new FindingsText(findings, new PrintStream(PRINTED, true, StandardCharsets.UTF_8)).print();
    Path file = folder.resolve("not").resolve("yet").resolve("report.json");
    FindingsJson.write(findings, file);
    report = read(file);
  }

  @Test
  void run_onTheSimulator_isNearItsOracle() {
    Findings.Best oracle = Objects.requireNonNull(findings.oracle());

    assertThat(findings.contests().mean().candidate().rmse().value())
        .isLessThan(1.25 * oracle.mean().rmse().value());
    assertThat(findings.contests().median().candidate().mae().value())
        .isLessThan(findings.contests().median().baseline().mae().value())
        .isGreaterThan(0.9 * oracle.median().mae().value());
  }

  @Test
  void run_everyFigure_isDefinedAndHasAnInterval() {
    Findings.Contests contests = findings.contests();

    assertThat(
            Stream.of(
                    contests.median(),
                    contests.mean(),
                    contests.medianWeather(),
                    contests.meanWeather())
                .flatMap(JobTest::figures))
        .allMatch(Figure::defined)
        .allMatch(figure -> figure.interval() != null)
        .allMatch(figure -> figure.n() == 1_500);
  }

  @Test
  void run_tooFewRowsToTrainOn_isRefusedAsTheTrainingRefuses() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    CityTripsScenario few = new CityTripsScenario(SEED, 40, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Job<>(few, SEED, nowhere).run())
        .withMessageContaining("rows to train on, at least 100 are needed");
  }

  private static Stream<Figure> figures(Contest contest) {
    return Stream.of(
        contest.baseline().mae(),
        contest.candidate().rmse(),
        contest.candidate().r2(),
        contest.candidate().medianError(),
        contest.difference(),
        contest.relative());
  }

  @Test
  void run_theReplayedModel_scoresAsItDidInTraining() {
    Figure replayed = findings.contests().median().candidate().mae();

    assertThat(replayed.value())
        .isCloseTo(findings.learned().median().report().model().mae().value(), within(1e-12));
  }

  @Test
  void run_theReplayedRule_isTheBaselineOfTheTraining() {
    Figure replayed = findings.contests().median().baseline().mae();

    assertThat(replayed.value())
        .isCloseTo(
            findings.learned().median().report().baseline("heuristic").mae().value(),
            within(1e-12));
  }

  @Test
  void run_twice_givesTheSameModelsAndFigures() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Findings again = new Job<>(new CityTripsScenario(SEED, 60, 100), SEED, nowhere).run();

    Model model = again.learned().mean().model();
    assertThat(model.version()).isEqualTo(findings.learned().mean().model().version());
    assertThat(again.contests()).isEqualTo(findings.contests());
    assertThat(again.stages()).isEqualTo(findings.stages());
  }

  @Test
  void print_everyHeading_saysThatItIsSimulated() {
    List<String> headings =
        PRINTED.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("== ")).toList();

    assertThat(headings)
        .hasSizeGreaterThan(6)
        .allMatch(heading -> heading.startsWith("== SIMULATED city trips: "));
  }

  @Test
  void write_theReport_hasTheKeysAndTheirValues() {
    assertThat(report)
        .containsKeys(
            "data",
            "rows",
            "test_rows",
            "heuristic.mae",
            "heuristic.rmse",
            "median_model.mae",
            "mean_model.rmse",
            "mean_model.r2",
            "paired_difference.value",
            "paired_difference.lower",
            "paired_difference.upper",
            "paired_difference.n",
            "weather_ablation.with",
            "weather_ablation.without",
            "weather_ablation.lower",
            "weather_ablation.upper",
            "origins.MODEL",
            "origins.CONTROL",
            "latency_us.p50",
            "latency_us.p99",
            "latency_us.p999",
            "train_seconds",
            "seed")
        .containsEntry("data", "SIMULATED city trips")
        .containsEntry("rows", "6000")
        .containsEntry("test_rows", "1500")
        .containsEntry("seed", "5")
        .containsEntry(
            "paired_difference.value",
            String.valueOf(findings.contests().median().difference().value()))
        .containsEntry(
            "weather_ablation.with",
            String.valueOf(findings.learned().median().report().model().mae().value()))
        .containsEntry(
            "weather_ablation.without",
            String.valueOf(
                findings.learned().medianWithoutWeather().report().model().mae().value()))
        .containsEntry(
            "mean_model.r2",
            String.valueOf(findings.learned().mean().report().model().r2().value()))
        .doesNotContainValue("NaN")
        .doesNotContainValue("null");
  }

  @Test
  void write_theComparisonAtFullRollout_isNotThereRatherThanZero() {
    assertThat(report).containsEntry("stages.3.arms.MODEL", "300");
    assertThat(report).doesNotContainKey("stages.3.arms.COMPARISON");
  }

  /** Every value of a JSON file by its path. */
  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
          String path = json.getParsingContext().pathAsPointer().toString();
          values.put(path.substring(1).replace('/', '.'), json.getText());
        }
      }
    }
    return values;
  }
}

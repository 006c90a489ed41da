/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static dev.belay.benchmarks.SteadyBenchmark.BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class ModelBenchmarkTest {
  private static final Path BENCHMARKS =
      Path.of(System.getProperty("belay.root", "..")).resolve("benchmarks");
  private static final Path FILE = Path.of("target", "delay.forest");

  @BeforeEach
  void saveModel() throws IOException {
    CompiledForest.builder("delay", DelayBenchmark.features().names())
        .split(1, 3, Side.LOW)
        .leaf(2)
        .leaf(5)
        .averaging(0)
        .save(FILE);
  }

  @AfterEach
  void removeModel() throws IOException {
    Files.deleteIfExists(FILE);
  }

  @Test
  void run_hostsOwnClass_measuresRowsAndBatches() throws RunnerException {
    Collection<Reading> readings = BriefRun.of(DelayBenchmark.class);

    assertThat(readings)
        .extracting(Reading::name)
        .containsExactly("DelayBenchmark.score", "DelayBenchmark.scoreAll");
    assertThat(readings)
        .allSatisfy(
            reading -> {
              assertThat(reading.unit()).isEqualTo("ns/op");
              assertThat(reading.figures()).containsKeys("", "mean", "bytes");
              assertThat(reading.figures().get("mean")).isPositive();
            });
  }

  @Test
  void run_rowByRow_samplesTheTails() throws RunnerException {
    Reading score = BriefRun.of(DelayBenchmark.class).iterator().next();

    assertThat(score.figures().get("p99.9")).isGreaterThanOrEqualTo(score.figures().get("p99"));
    assertThat(score.figures().get("p99")).isGreaterThanOrEqualTo(score.figures().get(""));
  }

  /** A thousand rows take a thousand times as long as one: no machine is as busy as that. */
  @Test
  void run_batchBesideTheRow_isComparedRowByRow() throws RunnerException {
    Rounds rounds = new Rounds(Candidate.all());
    rounds.add(BriefRun.of(SteadyBenchmark.class));

    Row row = rounds.rows().get(0);
    Row batch = rounds.rows().get(rounds.rows().size() - 1);

    assertThat(row.name()).isEqualTo("SteadyBenchmark.score");
    assertThat(batch.name()).isEqualTo("SteadyBenchmark.scoreAll");
    Row.Ratio ratio = Objects.requireNonNull(batch.ratio());
    assertThat(ratio.to()).isEqualTo("SteadyBenchmark.score mean");
    assertThat(ratio.value()).isBetween(1 / 30.0, 30.0);
    assertThat(row.bytes()).isBetween(1.0 * BYTES, 2.0 * BYTES);
    assertThat(batch.bytes()).isBetween(1.0 * BYTES, 2.0 * BYTES);
  }

  @Test
  void row_severalTurns_comesBackToTheFirst() throws Exception {
    DelayBenchmark benchmark = new DelayBenchmark();
    benchmark.setUp();
    ModelState.Turn turn = new ModelState.Turn();

    double[] first = benchmark.row(turn);
    for (int i = 1; i < DelayBenchmark.recentTrips().size(); i++) {
      assertThat(benchmark.row(turn)).isNotSameAs(first);
    }

    assertThat(benchmark.row(turn)).isSameAs(first);
  }

  @Test
  void scoreAll_batchOfRows_givesWhatTheModelGivesForEach() throws Exception {
    DelayBenchmark benchmark = new DelayBenchmark();
    benchmark.setUp();
    ModelState.Turn turn = new ModelState.Turn();

    double[] scores = benchmark.scoreAll(new ModelBenchmark.Batch(), new ModelState.Turn());

    assertThat(scores).hasSize(1_000);
    for (double score : scores) {
      assertThat(score).isEqualTo(benchmark.score(turn));
    }
  }

  @Test
  void setUp_noRows_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sampled().setUp())
        .withMessage("model 'twice' has no rows to score");
  }

  @Test
  void setUp_rowOfAnotherLength_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sampled(new double[2], new double[3]).setUp())
        .withMessage("model 'twice' takes rows of 2 values, but row 1 has 3");
  }

  @Test
  void model_beforeSetUp_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Sampled().model())
        .withMessage("the model is loaded by setUp(), which the harness calls");
  }

  @Test
  void readme_example_isTheOneThatRuns() throws IOException {
    String source =
        Files.readString(
            BENCHMARKS.resolve("src/test/java/dev/belay/benchmarks/DelayBenchmark.java"));
    String region =
        source.substring(
            source.indexOf("// region readme\n") + 17, source.indexOf("\n  // endregion"));

    assertThat(Files.readString(BENCHMARKS.resolve("README.md"))).contains(region + "}\n");
  }

  @Test
  void readme_whatAHostDeclares_isWhatTheHostProjectDeclares() throws IOException {
    String build = text(BENCHMARKS.resolveSibling("pom.xml"));
    String host = text(BENCHMARKS.resolve("src/it/hosts/benchmark/pom.xml"));
    for (String property : List.of("jmh.version", "maven-compiler-plugin.version")) {
      host = host.replace('@' + property + '@', between(build, '<' + property + '>', "<"));
    }
    String declared = host;

    List<String> blocks =
        Pattern.compile("(?s)```xml\n(.*?)```")
            .matcher(text(BENCHMARKS.resolve("README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(declared).contains(block));
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }

  /** Without indentation. */
  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?m)^ +", "");
  }

  private static final class Sampled extends ModelState {
    private final double[][] rows;

    private Sampled(double[]... rows) {
      this.rows = rows;
    }

    @Override
    protected Model load() {
      FeatureSet<Integer> features = DelayBenchmark.features();
      return Model.of("twice", features, row -> 2 * row[0]);
    }

    @Override
    protected double[][] sample() {
      return rows;
    }
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.ShortSuite;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a model's file to its first answer, and the size of that file: ours in a JVM that has loaded
 * others before, ours in a process of its own from its start on, and Tribuo's. Beside them the
 * compilation alone, from plain nodes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@ShortSuite("shape=FOREST_100")
@RatioTo("load")
public class LoadBenchmark {
  /** Which forest. */
  @Param({"FOREST_100", "FOREST_500"})
  public Shape shape = Shape.FOREST_100;

  private Path file = Path.of("");
  private Path peer = Path.of("");
  private PlainForest plain = SyntheticForest.LEAF;
  private double[] row = {};

  /** Called by the harness. */
  public LoadBenchmark() {}

  /** The sizes of what was loaded. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Size {
    /** Files that were loaded. */
    public long operations;

    /** Their sizes. */
    public long fileBytes;

    /** Called by the harness. */
    public Size() {}

    private void add(Path file) throws IOException {
      operations++;
      fileBytes += Files.size(file);
    }
  }

  /**
   * Writes our file.
   *
   * @throws IOException if it cannot be written
   */
  @Setup
  public void setUp() throws IOException {
    ReferenceForest forest = ReferenceForest.of(shape);
    plain = forest.plain();
    row = forest.rows()[0];
    peer = forest.file();
    file = Files.createTempFile("belay", ".forest");
    forest.compiled().save(file);
  }

  /**
   * Removes our file.
   *
   * @throws IOException if it cannot be removed
   */
  @TearDown
  public void tearDown() throws IOException {
    Files.delete(file);
  }

  /**
   * Plain nodes to a compiled forest, without an answer.
   *
   * @return the forest
   */
  @Benchmark
  public CompiledForest compile() {
    return plain.compile(shape.name(), ReferenceData.names());
  }

  /**
   * Our file to the first answer, in a JVM that is warm.
   *
   * @param size of the file
   * @return the answer
   * @throws IOException if the file cannot be read
   */
  @Benchmark
  public double load(Size size) throws IOException {
    size.add(file);
    return CompiledForest.load(file).score(row);
  }

  /**
   * Our file to the first answer, in a process that is started for it and ended after it.
   *
   * @return what it printed
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the harness has enough of it
   */
  @Benchmark
  @Warmup(iterations = 1)
  public String process() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> command =
        List.of(java, "-cp", classes, ColdStart.class.getName(), file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(printed);
    }
    return printed;
  }

  /**
   * Tribuo's file to its first answer.
   *
   * @param size of the file
   * @return the answer
   * @throws IOException if the file cannot be read
   */
  @Benchmark
  public double tribuo(Size size) throws IOException {
    size.add(peer);
    TribuoEnsemble loaded = TribuoEnsemble.load(peer);
    return loaded.predict(loaded.example(row));
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.Shape;
import dev.belay.ml.CompiledForest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A forest in ours, asked row by row and {@value Rows#BATCH} rows at once: what an engine that
 * serves the same forest is divided by. A subclass says which forest, and has a state and
 * benchmarks for each such engine.
 *
 * <p>Single rows are sampled, so that a ratio is one of medians; of a batch the mean per row
 * counts.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set up by the harness
public abstract class ServedForest {
  /** How the forest was grown. */
  @Param({"FOREST_100", "FOREST_500", "LEAVES_31", "DEPTH_6"})
  public Shape shape;

  /** What ours and the engines are asked. */
  Rows rows;

  private final double[] scores = new double[Rows.BATCH];
  private CompiledForest forest;

  /** For the benchmarks of this package. */
  ServedForest() {}

  /**
   * Loads the forest, or has it grown once.
   *
   * @throws Exception if it can be neither grown nor read
   */
  @Setup
  public void load() throws Exception {
    forest = compiled();
    rows = Rows.of(shape);
  }

  /** The forest of the shape. */
  abstract CompiledForest compiled() throws Exception;

  /** What an engine has to answer. */
  Answers answers() {
    return row -> forest.score(rows.doubles[row]);
  }

  /**
   * Ours.
   *
   * @return the score
   */
  @Benchmark
  public double ours() {
    return forest.score(rows.doubles());
  }

  /**
   * Ours, a row of {@value Rows#BATCH}.
   *
   * @return the scores
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  public double[] oursBatch() {
    forest.scoreAll(rows.batch, scores);
    return scores;
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.ShortSuite;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One row through a forest: ours and the naive loop. Rows are taken in turn, more than a branch
 * predictor remembers.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite("shape=FOREST_100,LEAVES_31")
@RatioTo("ours")
public class ForestBenchmark {
  /** Which forest. */
  @Param public Shape shape = Shape.FOREST_100;

  private CompiledForest ours = SyntheticForest.NONE;
  private NaiveForest naive = new NaiveForest(SyntheticForest.LEAF);
  private double[][] rows = {};
  private int next;

  /** Called by the harness. */
  public ForestBenchmark() {}

  /**
   * Loads the forest and checks that both give the same bits.
   *
   * @throws IOException if it cannot be loaded
   */
  @Setup
  public void setUp() throws IOException {
    ReferenceForest forest = ReferenceForest.of(shape);
    ours = forest.compiled();
    naive = forest.naive();
    rows = forest.rows();
    Agreement.require(shape + ", naive", ours::score, naive::score, rows);
  }

  private double[] turn() {
    next = (next + 1) % rows.length;
    return rows[next];
  }

  /**
   * Our compiled forest.
   *
   * @return the score
   */
  @Benchmark
  public double ours() {
    return ours.score(turn());
  }

  /**
   * The loop one would write.
   *
   * @return the score
   */
  @Benchmark
  public double naive() {
    return naive.score(turn());
  }
}

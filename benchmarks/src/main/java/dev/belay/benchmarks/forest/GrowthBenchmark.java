/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.ml.CompiledForest;
import java.util.Arrays;
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
 * How the time of a row grows with the number of trees, their depth, the features, and the rows
 * that are scored at once, one of them at a time. Trees are random, with at most 1,376 leaves each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowthBenchmark {
  private static final int ROWS = 10_000;

  /** Trees, depth, features, rows at once. */
  @Param({
    "1x12x40x1",
    "10x12x40x1",
    "100x12x40x1",
    "500x12x40x1",
    "2000x12x40x1",
    "100x4x40x1",
    "100x8x40x1",
    "100x16x40x1",
    "100x20x40x1",
    "100x12x10x1",
    "100x12x100x1",
    "100x12x1000x1",
    "100x12x40x10",
    "100x12x40x100",
    "100x12x40x1000",
    "100x12x40x10000"
  })
  public String size = "";

  private CompiledForest forest = SyntheticForest.NONE;
  private double[][][] batches = {};
  private double[] scores = {};

  /** Called by the harness. */
  public GrowthBenchmark() {}

  /** Grows the forest, and checks it against the naive loop. */
  @Setup
  public void setUp() {
    int[] parts = Arrays.stream(size.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    SyntheticForest synthetic = new SyntheticForest(parts[0], parts[1], parts[2]);
    PlainForest plain = synthetic.plain();
    forest = plain.compile(size, synthetic.names());
    // At most 2,048 distinct rows, so that a thousand features are not a test of the memory.
    double[][] rows = synthetic.rows(2_048);
    Agreement.require(size, forest::score, new NaiveForest(plain)::score, rows);
    scores = new double[parts[3]];
    batches = new double[ROWS / parts[3]][parts[3]][];
    for (int i = 0; i < ROWS; i++) {
      batches[i / parts[3]][i % parts[3]] = rows[i % rows.length];
    }
  }

  /**
   * Ten thousand rows.
   *
   * @return the last score
   */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double ours() {
    for (double[][] batch : batches) {
      if (batch.length == 1) {
        scores[0] += forest.score(batch[0]);
      } else {
        forest.scoreAll(batch, scores);
      }
    }
    return scores[0];
  }
}

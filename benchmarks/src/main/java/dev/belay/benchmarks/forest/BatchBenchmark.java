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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A thousand rows at once through a forest, per row: ours and the naive loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite("shape=FOREST_100,LEAVES_31")
@RatioTo("ours")
public class BatchBenchmark {
  private static final int BATCH = 1_000;

  /** Which forest. */
  @Param public Shape shape = Shape.FOREST_100;

  private CompiledForest ours = SyntheticForest.NONE;
  private NaiveForest naive = new NaiveForest(SyntheticForest.LEAF);
  private double[][] rows = {};
  private final double[][] batch = new double[BATCH][];
  private final double[] scores = new double[BATCH];
  private int next;

  /** Called by the harness. */
  public BatchBenchmark() {}

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
    ours.scoreAll(turn(), scores);
    for (int i = 0; i < BATCH; i++) {
      Agreement.require(shape + ", batch", scores[i], naive.score(batch[i]));
    }
  }

  /** Other rows each time; 2,048 is no multiple of the batch. */
  private double[][] turn() {
    for (int i = 0; i < BATCH; i++) {
      batch[i] = rows[next];
      next = (next + 1) % rows.length;
    }
    return batch;
  }

  /**
   * Our compiled forest.
   *
   * @return the scores
   */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double[] ours() {
    ours.scoreAll(turn(), scores);
    return scores;
  }

  /**
   * The loop one would write, row by row.
   *
   * @return the scores
   */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double[] naive() {
    naive.scoreAll(turn(), scores);
    return scores;
  }
}

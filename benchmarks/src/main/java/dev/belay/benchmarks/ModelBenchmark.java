/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a host's own model takes for a row, asked row by row and {@value #BATCH} at once. The host
 * extends it, says which model and which rows, and has JMH's annotation processor on its processor
 * path; {@link Bench} or JMH's own main then runs it.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class ModelBenchmark extends ModelState {
  private static final int BATCH = 1_000;

  /** For the host's class, which has to be public and to have a public constructor like this. */
  protected ModelBenchmark() {}

  /**
   * One row.
   *
   * @param turn the thread's own
   * @return the score
   */
  @Benchmark
  public double score(Turn turn) {
    return model().score(row(turn));
  }

  /**
   * A thousand rows at once; the time is that of one of them.
   *
   * @param batch the thread's own
   * @param turn the thread's own
   * @return the scores
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(BATCH)
  public double[] scoreAll(Batch batch, Turn turn) {
    for (int i = 0; i < BATCH; i++) {
      batch.rows[i] = row(turn);
    }
    model().scoreAll(batch.rows, batch.scores);
    return batch.scores;
  }

  /** The rows and scores of one call. For one thread. */
  @State(Scope.Thread)
  public static class Batch {
    private final double[][] rows = new double[BATCH][];
    private final double[] scores = new double[BATCH];

    /** Called by the harness. */
    public Batch() {}
  }
}

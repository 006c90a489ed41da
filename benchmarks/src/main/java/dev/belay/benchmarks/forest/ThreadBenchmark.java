/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.ShortSuite;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * What a second thread on the same forest costs the first one. Beside the wall time, which says
 * more about the machine's other work, the CPU time of the scoring threads per row: {@code
 * cpuNanos}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite("shape=FOREST_100")
@RatioTo("one")
public class ThreadBenchmark {
  private static final int BLOCK = 1_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Which forest. */
  @Param({"FOREST_100", "FOREST_500"})
  public Shape shape = Shape.FOREST_100;

  private CompiledForest ours = SyntheticForest.NONE;
  private double[][] rows = {};

  /** Called by the harness. */
  public ThreadBenchmark() {}

  /** The CPU time of one thread. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    /** Rows that were scored. */
    public long operations;

    /** What they took. */
    public long cpuNanos;

    private int next;

    /** Called by the harness. */
    public Cpu() {}
  }

  /**
   * Loads the forest.
   *
   * @throws IOException if it cannot be loaded
   */
  @Setup
  public void setUp() throws IOException {
    ReferenceForest forest = ReferenceForest.of(shape);
    ours = forest.compiled();
    rows = forest.rows();
  }

  private double block(Cpu cpu) {
    double sum = 0;
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < BLOCK; i++) {
      cpu.next = (cpu.next + 1) % rows.length;
      sum += ours.score(rows[cpu.next]);
    }
    cpu.cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
    cpu.operations += BLOCK;
    return sum;
  }

  /**
   * A thousand rows, one by one, on one thread.
   *
   * @param cpu the thread's own
   * @return the sum of the scores
   */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BLOCK)
  public double one(Cpu cpu) {
    return block(cpu);
  }

  /**
   * The same on each of two threads.
   *
   * @param cpu the thread's own
   * @return the sum of the scores
   */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BLOCK)
  public double two(Cpu cpu) {
    return block(cpu);
  }
}

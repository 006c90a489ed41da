/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The machine's own jitter: arithmetic on registers, about as long as a small forest takes, with
 * neither memory nor branches to wait for. What its slowest calls take beyond its median is
 * nobody's code; the tails of the same run are to be read beside it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite
public class JitterBenchmark {
  private static final long TOKENS = 1_000;

  /** Called by the harness. */
  public JitterBenchmark() {}

  /** The same instructions each time. */
  @Benchmark
  public void nothing() {
    Blackhole.consumeCPU(TOKENS);
  }
}

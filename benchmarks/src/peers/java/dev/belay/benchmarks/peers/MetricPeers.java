/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.Origin;
import dev.belay.Predictor;
import dev.belay.benchmarks.RatioTo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A counted call of a trivial model.
 *
 * <p>Ours is all of {@code estimate}, which counts each answer by its origin and cannot be told not
 * to; it measures no time. The peers time the bare line with two readings of the clock and count
 * it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
@State(Scope.Benchmark)
public class MetricPeers {
  private final Question[] questions = Question.several();
  private final Predictor<Question> predictor = Question.predictor();
  private final MeterRegistry simpleRegistry = new SimpleMeterRegistry();
  private final MeterRegistry prometheusRegistry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer simpleTimer = simpleRegistry.timer("line.time");
  private final Counter simpleCounter = simpleRegistry.counter("line.count", "origin", "model");
  private final Timer prometheusTimer = prometheusRegistry.timer("line.time");
  private final Counter prometheusCounter =
      prometheusRegistry.counter("line.count", "origin", "model");
  private int next;

  /** Called by the harness. */
  public MetricPeers() {}

  /**
   * Compares the answers and what is counted.
   *
   * @throws Exception if one differs
   */
  @Setup
  public void compare() throws Exception {
    Agreement.require(row -> predictor.estimate(questions[row]), this::line, 0);
    Agreement.require(row -> measured(simpleTimer, simpleCounter, questions[row]), this::line, 0);
    Agreement.require(
        row -> measured(prometheusTimer, prometheusCounter, questions[row]), this::line, 0);
    requireCount(predictor.count(Origin.MODEL));
    requireCount(simpleTimer.count());
    requireCount((long) simpleCounter.count());
    requireCount(prometheusTimer.count());
    requireCount((long) prometheusCounter.count());
  }

  private double line(int row) {
    return questions[row].answer();
  }

  private static void requireCount(long count) {
    if (count != Agreement.ROWS) {
      throw new IllegalStateException(count + " calls were counted, not " + Agreement.ROWS);
    }
  }

  /** Frees what predictor and registries hold. */
  @TearDown
  public void close() {
    predictor.close();
    simpleRegistry.close();
    prometheusRegistry.close();
  }

  private Question turn() {
    next = (next + 1) % questions.length;
    return questions[next];
  }

  private static double measured(Timer timer, Counter counter, Question question) {
    long start = System.nanoTime();
    double answer = question.answer();
    timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    counter.increment();
    return answer;
  }

  /**
   * The line itself, counted by nobody.
   *
   * @return the answer
   */
  @Benchmark
  public double uncounted() {
    return turn().answer();
  }

  /**
   * Ours.
   *
   * @return the answer
   */
  @Benchmark
  public double ours() {
    return predictor.estimate(turn());
  }

  /**
   * Micrometer's simple registry.
   *
   * @return the answer
   */
  @Benchmark
  public double micrometerSimple() {
    return measured(simpleTimer, simpleCounter, turn());
  }

  /**
   * Micrometer's registry for Prometheus.
   *
   * @return the answer
   */
  @Benchmark
  public double micrometerPrometheus() {
    return measured(prometheusTimer, prometheusCounter, turn());
  }
}

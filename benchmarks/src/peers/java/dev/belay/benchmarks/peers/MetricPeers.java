/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.Origin;
import dev.belay.benchmarks.RatioTo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A counted call of a trivial model.
 *
 * <p>Ours is all of {@code estimate}, which counts each answer by its origin and cannot be told not
 * to; it measures no time. The peers time the bare line with two readings of the clock and count
 * it. A ratio is thus a peer's timer and counter divided by the whole of ours, rollout, row and
 * circuit included, not counter by counter; that of {@code uncounted}, below one, is what is left
 * without any.
 */
@RatioTo("ours")
public class MetricPeers extends PredictedLine {
  private final MeterRegistry simpleRegistry = new SimpleMeterRegistry();
  private final MeterRegistry prometheusRegistry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer simpleTimer = simpleRegistry.timer("line.time");
  private final Counter simpleCounter = simpleRegistry.counter("line.count", "origin", "model");
  private final Timer prometheusTimer = prometheusRegistry.timer("line.time");
  private final Counter prometheusCounter =
      prometheusRegistry.counter("line.count", "origin", "model");

  /** Called by the harness. */
  public MetricPeers() {}

  /**
   * Compares the answers and what is counted.
   *
   * @throws Exception if one differs
   */
  @Setup
  public void compare() throws Exception {
    requireLine(predictor::estimate);
    requireLine(question -> measured(simpleTimer, simpleCounter, question));
    requireLine(question -> measured(prometheusTimer, prometheusCounter, question));
    requireCount(predictor.count(Origin.MODEL));
    requireCount(simpleTimer.count());
    requireCount((long) simpleCounter.count());
    requireCount(prometheusTimer.count());
    requireCount((long) prometheusCounter.count());
  }

  private static void requireCount(long count) {
    if (count != Answers.ROWS) {
      throw new IllegalStateException(count + " calls were counted, not " + Answers.ROWS);
    }
  }

  /** Frees what the registries hold. */
  @TearDown
  public void closeRegistries() {
    simpleRegistry.close();
    prometheusRegistry.close();
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

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.Predictor;
import dev.belay.benchmarks.RatioTo;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
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
 * A guarded call of a trivial model.
 *
 * <p>Ours is all of {@code estimate}: rollout, row, circuit, plausibility, the rule to fall back to
 * and counters; its circuit alone cannot be called. The peers are a circuit breaker and a catch
 * around the same line, and nothing else.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
@State(Scope.Benchmark)
public class GuardPeers {
  private final Question[] questions = Question.several();
  private final Predictor<Question> predictor = Question.predictor();
  private final CircuitBreaker byCount = breaker(SlidingWindowType.COUNT_BASED, 100);
  private final CircuitBreaker byTime = breaker(SlidingWindowType.TIME_BASED, 10);
  private final FailsafeExecutor<Double> failsafe =
      Failsafe.with(
          dev.failsafe.CircuitBreaker.<Double>builder()
              .withFailureThreshold(5)
              .withDelay(Duration.ofSeconds(30))
              .build());
  private int next;

  /** Called by the harness. */
  public GuardPeers() {}

  private static CircuitBreaker breaker(SlidingWindowType type, int size) {
    return CircuitBreaker.of(
        "line",
        CircuitBreakerConfig.custom().slidingWindowType(type).slidingWindowSize(size).build());
  }

  /**
   * Compares the answers.
   *
   * @throws Exception if one differs
   */
  @Setup
  public void compare() throws Exception {
    Agreement.require(row -> predictor.estimate(questions[row]), this::line, 0);
    Agreement.require(row -> guarded(byCount, questions[row]), this::line, 0);
    Agreement.require(row -> guarded(byTime, questions[row]), this::line, 0);
    Agreement.require(row -> failsafe.get(questions[row]::answer), this::line, 0);
  }

  private double line(int row) {
    return questions[row].answer();
  }

  /** Frees what the predictor holds. */
  @TearDown
  public void close() {
    predictor.close();
  }

  private Question turn() {
    next = (next + 1) % questions.length;
    return questions[next];
  }

  private static double guarded(CircuitBreaker breaker, Question question) {
    try {
      return breaker.executeSupplier(question::answer);
    } catch (RuntimeException failed) {
      return 0;
    }
  }

  /**
   * The line itself, guarded by nothing.
   *
   * @return the answer
   */
  @Benchmark
  public double unguarded() {
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
   * resilience4j over the last 100 calls.
   *
   * @return the answer
   */
  @Benchmark
  public double resilience4jByCount() {
    return guarded(byCount, turn());
  }

  /**
   * resilience4j over the last 10 seconds.
   *
   * @return the answer
   */
  @Benchmark
  public double resilience4jByTime() {
    return guarded(byTime, turn());
  }

  /**
   * Failsafe, which opens after failures in a row, as ours does.
   *
   * @return the answer
   */
  @Benchmark
  public double failsafe() {
    try {
      return failsafe.get(turn()::answer);
    } catch (RuntimeException failed) {
      return 0;
    }
  }
}

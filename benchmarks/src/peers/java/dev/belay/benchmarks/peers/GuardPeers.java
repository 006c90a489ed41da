/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.RatioTo;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * A guarded call of a trivial model.
 *
 * <p>Ours is all of {@code estimate}: rollout, row, circuit, plausibility, the rule to fall back to
 * and counters; its circuit alone cannot be called. The peers are a circuit breaker and a catch
 * around the same line, and nothing else. A ratio is thus a peer's circuit divided by the whole of
 * ours, not circuit by circuit; that of {@code unguarded}, below one, is what is left without any.
 *
 * <p>The circuit is closed in all of them, and stays so. The peers answer with an object, as their
 * interfaces have it.
 */
@RatioTo("ours")
public class GuardPeers extends PredictedLine {
  private final CircuitBreaker byCount = breaker(SlidingWindowType.COUNT_BASED, 100);
  private final CircuitBreaker byTime = breaker(SlidingWindowType.TIME_BASED, 10);
  private final FailsafeExecutor<Double> failsafe =
      Failsafe.with(
          dev.failsafe.CircuitBreaker.<Double>builder()
              .withFailureThreshold(5)
              .withDelay(Duration.ofSeconds(30))
              .build());

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
    requireLine(predictor::estimate);
    requireLine(question -> guarded(byCount, question));
    requireLine(question -> guarded(byTime, question));
    requireLine(question -> guarded(failsafe, question));
  }

  private static double guarded(CircuitBreaker breaker, Question question) {
    try {
      return breaker.executeSupplier(question::answer);
    } catch (RuntimeException failed) {
      return 0;
    }
  }

  private static double guarded(FailsafeExecutor<Double> breaker, Question question) {
    try {
      return breaker.get(question::answer);
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
    return guarded(failsafe, turn());
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.traffic.Rollout;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The path as it is usually put together: OpenFeature, a model, resilience4j, Micrometer. */
final class UsualStack implements AutoCloseable {
  private static final double RULE = 0;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Timer timer = registry.timer("prediction.time");
  private final Counter fromModel = registry.counter("prediction.count", "origin", "model");
  private final Counter fromRule = registry.counter("prediction.count", "origin", "rule");
  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("model");
  private final OpenFeatureFlag flag;
  private final ToDoubleFunction<Visit> model;

  private UsualStack(OpenFeatureFlag flag, ToDoubleFunction<Visit> model) {
    this.flag = flag;
    this.model = model;
  }

  static UsualStack of(Rollout rollout, ToDoubleFunction<Visit> model) throws OpenFeatureError {
    return new UsualStack(OpenFeatureFlag.of(rollout), model);
  }

  double predict(Visit visit) {
    long start = System.nanoTime();
    double answer = flag.isOn(visit.user()) ? guarded(visit) : RULE;
    timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return answer;
  }

  private double guarded(Visit visit) {
    try {
      double answer = breaker.executeSupplier(() -> model.applyAsDouble(visit));
      if (Double.isFinite(answer)) {
        fromModel.increment();
        return answer;
      }
    } catch (RuntimeException failed) {
      // The rule answers below.
    }
    fromRule.increment();
    return RULE;
  }

  @Override
  public void close() {
    registry.close();
    flag.close();
  }
}

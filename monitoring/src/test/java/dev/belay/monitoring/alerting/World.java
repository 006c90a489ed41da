/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.AlertRule;
import dev.belay.alert.Metric;
import dev.belay.alert.MetricSource;
import dev.belay.stats.Figure;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One metric that a test sets, the rules A and B about it, and time that a test lets pass. */
final class World implements MetricSource {
  static final AlertRule A = Metric.named("error").over(Duration.ofHours(6)).above(12).named("A");

  final FakeTime time = new FakeTime();
  final AtomicInteger asked = new AtomicInteger();
  volatile double value = 11;

  @Override
  public Figure figure(Metric metric, Instant moment) {
    asked.incrementAndGet();
    return Figure.point(value, 400, "given");
  }

  Alerting.Builder alerting(AlertRule... rules) {
    return Alerting.builder(this, List.of(rules))
        .ticker(time)
        .threads(name -> new SameThread())
        .random(new SplittableRandom(1));
  }

  /** Throws whatever it is given, as a source might. */
  static Figure sneak(Throwable failure) {
    if (failure instanceof RuntimeException broken) {
      throw broken;
    }
    throw (Error) failure;
  }

  void pass(Duration duration) {
    time.advance(duration);
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.traffic.Arm;
import java.util.concurrent.atomic.LongAdder;

/** Answers the same whatever is asked. */
record FixedPredictor<Q>(Prediction answer, LongAdder calls) implements Predictor<Q> {
  private static final String NAME = "fixed";

  FixedPredictor(double value) {
    this(new Prediction(value, Origin.MODEL, Arm.MODEL, NAME), new LongAdder());
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a fixed prediction of " + value + " is not finite");
    }
  }

  @Override
  public Prediction predict(Q query) {
    calls.increment();
    return answer;
  }

  @Override
  public double estimate(Q query) {
    return predict(query).value();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long count(Origin origin) {
    return origin == Origin.MODEL ? calls.sum() : 0;
  }

  @Override
  public long shadowFailures() {
    return 0;
  }

  @Override
  public long listenerFailures() {
    return 0;
  }
}

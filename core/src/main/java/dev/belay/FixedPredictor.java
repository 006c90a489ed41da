/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.traffic.Arm;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  public CompletionStage<Prediction> predictAsync(Q query) {
    return CompletableFuture.completedStage(predict(query));
  }

  @Override
  public List<Prediction> predictAll(List<? extends Q> queries) {
    calls.add(queries.size());
    return Collections.nCopies(queries.size(), answer);
  }

  @Override
  public Explanation why(Q query) {
    Scratch<Q> nothing = new Scratch<>(NAME, Ticker.system(), null);
    nothing.reset(NAME, 0);
    nothing.heuristic = answer.value();
    nothing.model = answer.value();
    return new Explanation(answer, "the predictor always answers the same", nothing);
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

  @Override
  public void close() {
    // Nothing is held.
  }
}

/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Predictor;
import dev.belay.benchmarks.forest.NaiveForest;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.ml.CompiledForest;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The subjects: the forest as the naive loop and as compiled, and what a prediction adds to it. */
final class HotCalls {
  private static final String NAME = "guard";
  private static final int PATH_CALLS = 20_000;

  private final double[][] rows;
  private final double[] scores;
  private final Order[] orders;
  private final FeatureSet<Order> features = Order.features();
  private final NaiveForest naive;
  private final CompiledForest compiled;
  private final List<Predictor<Order>> predictors = new ArrayList<>();

  /** Keys as hosts have them, 23 characters long. */
  HotCalls(PlainForest forest, double[][] rows) {
    this.rows = rows;
    this.scores = new double[rows.length];
    this.orders =
        IntStream.range(0, rows.length)
            .mapToObj(i -> new Order(String.format(Locale.ROOT, "user-%018d", i * 7_919L), rows[i]))
            .toArray(Order[]::new);
    this.naive = new NaiveForest(forest);
    this.compiled = forest.compile(NAME, ReferenceData.names());
  }

  /**
   * The first row for which forest, batch or predictor differ from the naive loop by a bit; or -1.
   */
  int disagreement() {
    Predictor<Order> predictor = predictor(compiled);
    compiled.scoreAll(rows, scores);
    for (int i = 0; i < rows.length; i++) {
      double expected = naive.score(rows[i]);
      if (!same(compiled.score(rows[i]), expected)
          || !same(scores[i], expected)
          || !same(predictor.estimate(orders[i]), expected)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(double some, double other) {
    return Double.doubleToRawLongBits(some) == Double.doubleToRawLongBits(other);
  }

  /** Predictions that something else than the model has answered: those are quick for nothing. */
  long unanswered() {
    long count = 0;
    for (Predictor<Order> predictor : predictors) {
      for (Origin origin : Origin.values()) {
        count += origin == Origin.MODEL ? 0 : predictor.count(origin);
      }
    }
    return count;
  }

  Subject naive() {
    return new Subject("the naive loop", rows.length, i -> naive.score(rows[i]));
  }

  Subject compiled() {
    return new Subject("the compiled forest", rows.length, i -> compiled.score(rows[i]));
  }

  /** All of a prediction but its model. */
  Subject path() {
    Predictor<Order> predictor = predictor(Model.of(NAME, features, row -> row[0]));
    return new Subject("the path", PATH_CALLS, i -> predictor.estimate(orders[i % orders.length]));
  }

  /** What must not allocate; a batch is counted by the row. */
  List<Subject> hot() {
    Predictor<Order> predictor = predictor(compiled);
    Rollout rollout = Rollout.of(NAME, 50);
    return List.of(
        new Subject("Predictor.estimate", rows.length, i -> predictor.estimate(orders[i])),
        new Subject("CompiledForest.score", rows.length, i -> compiled.score(rows[i])),
        new Subject("CompiledForest.scoreAll", 1, i -> batch()),
        new Subject(
            "Rollout.arm", rows.length, i -> rollout.arm(orders[i].key()) == Arm.MODEL ? 1 : 0));
  }

  private double batch() {
    compiled.scoreAll(rows, scores);
    return scores[0];
  }

  private Predictor<Order> predictor(Model model) {
    Predictor<Order> predictor =
        Predictor.named(NAME)
            .fallback((Order order) -> 0)
            .keyedBy(Order::key)
            .model(model, features)
            .rollout(Rollout.of(NAME, 100))
            .plausible(-1e6, 1e6)
            .build();
    predictors.add(predictor);
    return predictor;
  }
}

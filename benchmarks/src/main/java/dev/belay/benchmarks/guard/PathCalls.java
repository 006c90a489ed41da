/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Predictor;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a prediction adds to its model. */
final class PathCalls {
  private static final String NAME = "guard";
  private static final int CALLS = 20_000;

  private final Order[] orders;
  private final Predictor<Order> whole;
  private final Predictor<Order> bare;
  private final Rollout rollout = Rollout.of(NAME, 50);

  /** Keys as hosts have them, 23 characters long. */
  PathCalls(Model model, double[][] rows) {
    this.orders =
        IntStream.range(0, rows.length)
            .mapToObj(i -> new Order(String.format(Locale.ROOT, "user-%018d", i * 7_919L), rows[i]))
            .toArray(Order[]::new);
    FeatureSet<Order> features = Order.features();
    this.whole = predictor(model, features);
    this.bare = predictor(Model.of(NAME, features, row -> row[0]), features);
  }

  private static Predictor<Order> predictor(Model model, FeatureSet<Order> features) {
    return Predictor.named(NAME)
        .fallback((Order order) -> 0)
        .keyedBy(Order::key)
        .model(model, features)
        .rollout(Rollout.of(NAME, 100))
        .plausible(-1e6, 1e6)
        .build();
  }

  /** The first row that is not answered as by the naive loop, to the bit; or -1. */
  int disagreement(Subject naive) {
    for (int i = 0; i < orders.length; i++) {
      if (whole.estimate(orders[i]) != naive.call().applyAsDouble(i)) {
        return i;
      }
    }
    return -1;
  }

  /** All of a prediction but its model, against the model as the naive loop. */
  Claim claim(Subject naive, double least) {
    Subject path =
        Subject.ofRow(
            "the path without its forest", CALLS, i -> bare.estimate(orders[i % orders.length]));
    return new Claim(path, naive, least);
  }

  /** What must not allocate. */
  List<Subject> hot() {
    return List.of(
        Subject.ofRow("Predictor.estimate", orders.length, i -> whole.estimate(orders[i])),
        Subject.ofRow(
            "Rollout.arm", orders.length, i -> rollout.arm(orders[i].key()) == Arm.MODEL ? 1 : 0));
  }

  /** Predictions that something else than the model has answered: those are quick for nothing. */
  long unanswered() {
    long count = 0;
    for (Predictor<Order> predictor : List.of(whole, bare)) {
      for (Origin origin : Origin.values()) {
        count += origin == Origin.MODEL ? 0 : predictor.count(origin);
      }
    }
    return count;
  }
}
